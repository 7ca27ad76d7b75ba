package hammingway.code.decode;

/** An algorithm with its tables for one codebook and scoring: immutable, shared by threads. */
interface Search {
    /** Working memory for one thread. */
    Run start();

    /** One thread's search. */
    @FunctionalInterface
    interface Run {
        /** Offers every token that can be among the best, each once. */
        void find(Query query, TopK top);
    }
}
