package hammingway.run.diagnosis;

import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;

/** Finds out why a run is at rest without being finished. */
public final class Diagnoses {
    /** Below it, not even the events of a run can be written for long. */
    private static final long FULL_BYTES = 1 << 20;

    private Diagnoses() {}

    /**
     * The reason that speaks most clearly: the run's own word, else a crash report, else the exit code.
     *
     * @return empty for a run that is finished, under way, stopped on request, or that nobody has begun
     */
    public static Optional<Diagnosis> of(RunFolder run, RunStatus status, Clues clues) {
        return switch (status.state()) {
            case FAILED -> Optional.of(byWords(status.message()));
            case INTERRUPTED -> Optional.of(byTraces(run, status, clues));
            case WAITING ->
                clues.exit().isPresent() || size(run) > 0
                        ? Optional.of(byTraces(run, status, clues))
                        : Optional.empty();
            case PREPARING, TRAINING, PAUSED, EVALUATING, FINISHED, STOPPED -> Optional.empty();
        };
    }

    private static long size(RunFolder run) {
        try {
            return Files.exists(run.log()) ? Files.size(run.log()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static Diagnosis byWords(String told) {
        String words = told.toLowerCase(Locale.ROOT);
        if (words.contains("training diverged")) {
            return new Diagnosis.Diverged(told);
        }
        if (words.contains("no space left") || words.contains("disk quota exceeded")) {
            return new Diagnosis.DiskFull(told);
        }
        if (words.contains("ran out of java memory")
                || words.contains("outofmemoryerror")
                || words.contains("reserve enough space for")
                || words.contains("too small maximum heap")) {
            return new Diagnosis.OutOfMemory(Diagnosis.OutOfMemory.Kind.JAVA, told);
        }
        if (words.contains("you tried to allocate")
                || words.contains("tried to allocate")
                || words.contains("bad_alloc")) {
            return new Diagnosis.OutOfMemory(
                    Diagnosis.OutOfMemory.Kind.ENGINE,
                    "The engine could not get the memory for its tensors. " + firstLine(told));
        }
        return words.contains("internal error") || words.startsWith("exception in thread")
                ? new Diagnosis.Internal(firstLine(told))
                : new Diagnosis.BadInput(told);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Diagnosis byTraces(RunFolder run, RunStatus status, Clues clues) {
        LogEnd log = LogEnd.of(run.log());
        Optional<Long> process = status.started().map(RunEvent.Started::pid);
        Optional<String> crash = log.crash(process);
        if (crash.isPresent()) {
            return new Diagnosis.NativeCrash(crash.get());
        }
        if (log.noMemoryForTheProcess(process)) {
            return new Diagnosis.OutOfMemory(
                    Diagnosis.OutOfMemory.Kind.SYSTEM, "The computer had no memory left for the worker.");
        }
        // an older worker may have left an error in the log: it counts only where this one ended with an error
        boolean endedItself = clues.exit().orElse(0) == 1 || status.started().isEmpty();
        if (endedItself && !log.error().isEmpty()) {
            return byWords(log.error());
        }
        return diskFull(run).orElseGet(() -> byExit(status, clues));
    }

    private static Optional<Diagnosis> diskFull(RunFolder run) {
        long free = DiskSpace.free(run.path());
        return free < FULL_BYTES
                ? Optional.of(new Diagnosis.DiskFull("The disk of " + run.path()
                        + " is full: not even the reason of the end could be written. Free some space."))
                : Optional.empty();
    }

    private static Diagnosis byExit(RunStatus status, Clues clues) {
        int exit = clues.exit().orElse(0);
        if (exit == 128 + 9 && clues.killsByMemory()) {
            return new Diagnosis.OutOfMemory(
                    Diagnosis.OutOfMemory.Kind.SYSTEM,
                    "The computer ran out of memory, and the system killed the worker"
                            + (status.steps().isEmpty()
                                    ? "."
                                    : String.format(
                                            Locale.ROOT,
                                            ", which held %,d MB.",
                                            status.steps().getLast().memoryBytes() >> 20)));
        }
        if (exit == 128 + 6 || exit == 128 + 11) {
            return new Diagnosis.NativeCrash(exit == 134 ? "SIGABRT" : "SIGSEGV");
        }
        if (exit > 128 && exit < 160) {
            return new Diagnosis.Killed(exit - 128);
        }
        return exit == 0
                ? new Diagnosis.Interrupted()
                : new Diagnosis.Internal("The worker ended with exit code " + exit + ". See log.txt of the run.");
    }
}
