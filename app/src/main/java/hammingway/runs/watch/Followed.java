package hammingway.runs.watch;

import hammingway.run.RunFolder;
import hammingway.run.RunHistory;
import java.util.EnumMap;
import java.util.Map;

/** One run that is followed: its history, and its smoothed curves. Used on the follower's thread alone. */
final class Followed {
    /** Looks without anything new after which a run counts as at rest, and is looked at less often. */
    private static final int RESTS_AFTER = 50;

    private static final int REST = 10;

    private final RunHistory history;
    private final Map<Metric, Smoothed> smoothed = new EnumMap<>(Metric.class);
    private long drops;
    private int quiet;

    Followed(RunFolder run) {
        history = new RunHistory(run.events());
    }

    /** Reads what was appended. @return whether there was something new */
    boolean poll() {
        quiet++;
        if (quiet > RESTS_AFTER && quiet % REST != 0) {
            return false;
        }
        boolean fresh = history.poll();
        if (fresh) {
            quiet = 0;
        }
        if (history.drops() != drops) { // the steps dropped may be as many again by now
            drops = history.drops();
            smoothed.clear();
        }
        return fresh;
    }

    RunHistory history() {
        return history;
    }

    /** A column of steps, smoothed; the first {@code history().size()} values count. */
    double[] smoothed(Metric metric, double[] column, double share) {
        Smoothed known = smoothed.get(metric);
        if (known == null || known.share() != share) {
            known = new Smoothed(share);
            smoothed.put(metric, known);
        }
        return known.of(column, history.size());
    }
}
