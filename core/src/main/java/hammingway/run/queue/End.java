package hammingway.run.queue;

/** What became of a run that was in the queue. */
sealed interface End {
    /** Finished, or stopped on request. */
    record Done() implements End {}

    /** Its folder is no longer there. */
    record Gone() implements End {}

    /** It ended while nobody watched, and may go on. */
    record Interrupted() implements End {}

    /** @param again whether it is tried once more */
    record Failed(String why, boolean again) implements End {}
}
