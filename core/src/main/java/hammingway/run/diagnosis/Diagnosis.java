package hammingway.run.diagnosis;

/** Why a run ended without being finished, as far as its events, its log and its process tell. */
public sealed interface Diagnosis {
    /** In a few words. */
    String title();

    /** What happened, in a plain sentence or two. */
    String sentence();

    /** Whether the same may go well when it is tried again unchanged. */
    boolean mayPass();

    /** The loss or the gradient is no number any more. */
    record Diverged(String told) implements Diagnosis {
        @Override
        public String title() {
            return "Training diverged";
        }

        @Override
        public String sentence() {
            return told;
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }

    /** There was not enough memory. */
    record OutOfMemory(Kind kind, String told) implements Diagnosis {
        /** Whose memory. */
        public enum Kind {
            /** The heap of the worker's JVM: texts, tokens, codebooks. */
            JAVA,
            /** Tensors of the engine. */
            ENGINE,
            /** The computer's: the system ended the worker. */
            SYSTEM
        }

        @Override
        public String title() {
            return "Out of memory";
        }

        @Override
        public String sentence() {
            return told;
        }

        @Override
        public boolean mayPass() {
            return kind == Kind.SYSTEM; // other programs may have ended meanwhile
        }
    }

    /** Something could not be written. */
    record DiskFull(String told) implements Diagnosis {
        @Override
        public String title() {
            return "The disk is full";
        }

        @Override
        public String sentence() {
            return told;
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }

    /** Another program, or a person, ended the worker. */
    record Killed(int signal) implements Diagnosis {
        @Override
        public String title() {
            return "Killed";
        }

        @Override
        public String sentence() {
            return "The worker was ended from outside by signal " + signal
                    + switch (signal) {
                        case 2 -> " (interrupt, as by Ctrl+C).";
                        case 9 -> " (kill): by a person, by another program, or by the system when memory was short.";
                        case 15 -> " (terminate), as when the computer shuts down.";
                        default -> ".";
                    };
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** The engine, or the JVM itself, crashed. */
    record NativeCrash(String where) implements Diagnosis {
        @Override
        public String title() {
            return "Crashed";
        }

        @Override
        public String sentence() {
            return "The worker's native code crashed" + (where.isEmpty() ? "" : " (" + where + ")")
                    + ". The log of the run holds the crash report.";
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** A file, a setting or another run is not as it must be; the text says which. */
    record BadInput(String told) implements Diagnosis {
        @Override
        public String title() {
            return "Could not go on";
        }

        @Override
        public String sentence() {
            return told;
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }

    /** The worker vanished while nobody watched. */
    record Interrupted() implements Diagnosis {
        @Override
        public String title() {
            return "Interrupted";
        }

        @Override
        public String sentence() {
            return "The worker vanished without a word while nobody watched: the computer was switched off, or it was killed.";
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** A fault of the program. */
    record Internal(String told) implements Diagnosis {
        @Override
        public String title() {
            return "Internal error";
        }

        @Override
        public String sentence() {
            return told;
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }
}
