package hammingway.run;

/** Where runs are carried out: this computer now, a cluster later. */
public interface Launcher {
    /**
     * Starts or continues a run in a process of its own and returns at once; progress is in the run's events.
     *
     * @throws hammingway.base.WorkbenchException when no process could be started
     */
    Running start(RunFolder run);

    /** A worker that was started here. */
    interface Running {
        boolean alive();

        /** Ends the worker at once; the run can be continued from its last checkpoint. */
        void kill();

        /** Waits for the end and gives the exit code. */
        int await() throws InterruptedException;
    }
}
