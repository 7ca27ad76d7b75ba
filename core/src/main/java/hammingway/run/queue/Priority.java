package hammingway.run.queue;

/** Runs of a higher priority start before those of a lower; within one, the order in the list counts. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW
}
