package hammingway.base;

/** How long work tells how far it is and learns that it is no longer wanted. Thread-safe implementations only. */
public interface Progress {
    /** Ignores everything, never cancelled. */
    Progress NONE = (share, message) -> {};

    /**
     * @param share   the part done, 0 to 1
     * @param message what is being done, for people
     */
    void update(double share, String message);

    default boolean cancelled() {
        return false;
    }

    /** Throws {@link CancelledException} once cancelled: call it in loops. */
    default void check() {
        if (cancelled()) {
            throw new CancelledException();
        }
    }

    /** Work that was stopped on request; not an error. */
    final class CancelledException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CancelledException() {
            super("cancelled");
        }
    }
}
