package hammingway.cli;

import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A line of progress for a study: rewritten in place in a terminal, printed now and then elsewhere. */
final class StudyProgress {
    private static final int BAR = 24;
    private static final long QUIET_MILLIS = 15_000;
    /** Time of a run outside its steps, start and evaluation, until one has been measured. */
    private static final double OVERHEAD_SECONDS = 12;

    private final PrintWriter out;
    private final List<RunSpec> runs;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private final long begin = System.nanoTime();
    private long stepsBefore;
    private long stepsMeasured;
    private double secondsMeasured;
    private long lastPrint;
    private int width;

    StudyProgress(PrintWriter out, List<RunSpec> runs) {
        this.out = out;
        this.runs = runs;
    }

    Consumer<RunStatus> of(int index) {
        return status -> show(index, status);
    }

    private void show(int index, RunStatus status) {
        long done = status.stepsDone();
        if (!terminal && System.currentTimeMillis() - lastPrint < QUIET_MILLIS) {
            return;
        }
        lastPrint = System.currentTimeMillis();
        long total = runs.stream().mapToLong(r -> r.training().steps()).sum();
        double share = (double) (stepsBefore + done) / total;
        String what = switch (status.state()) {
            case TRAINING ->
                String.format(
                        Locale.ROOT,
                        "step %d/%d, loss %.4f",
                        done,
                        runs.get(index).training().steps(),
                        status.steps().getLast().loss());
            case PREPARING, EVALUATING -> status.message().toLowerCase(Locale.ROOT);
            case PAUSED -> "paused";
            default -> "starting";
        };
        int filled = (int) Math.round(share * BAR);
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %3.0f%%  %d/%d %s: %s%s",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                100 * share,
                index + 1,
                runs.size(),
                runs.get(index).name(),
                what,
                left(index, status, total));
        print(line);
    }

    private String left(int index, RunStatus status, long total) {
        long here = status.steps().size();
        double seconds = secondsMeasured
                + status.steps().stream().mapToDouble(s -> s.seconds()).sum();
        long steps = stepsMeasured + here;
        if (steps < 5) {
            return "";
        }
        double remaining =
                (total - stepsBefore - status.stepsDone()) * seconds / steps + (runs.size() - index) * OVERHEAD_SECONDS;
        long minutes = Math.round(remaining / 60);
        return minutes < 1 ? ", less than a minute left" : ", about " + minutes + " min left";
    }

    private void print(String line) {
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        } else {
            out.println(line);
        }
    }

    void done(int index) {
        stepsBefore += runs.get(index).training().steps();
        lastPrint = 0;
    }

    /** Adds a finished run's steps to what the estimate rests on. */
    void measured(RunStatus status) {
        stepsMeasured += status.steps().size();
        secondsMeasured += status.steps().stream().mapToDouble(s -> s.seconds()).sum();
    }

    void close() {
        print(String.format(
                Locale.ROOT, "[%s] 100%%  %.1f minutes", "#".repeat(BAR), (System.nanoTime() - begin) / 60e9));
        if (terminal) {
            out.println();
        }
    }
}
