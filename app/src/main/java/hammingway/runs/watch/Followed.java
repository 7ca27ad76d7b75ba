package hammingway.runs.watch;

import hammingway.base.WorkbenchException;
import hammingway.run.FineTuned;
import hammingway.run.RunFolder;
import hammingway.run.RunHistory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One run that is followed: its history, and its smoothed curves. Used on the follower's thread alone. */
final class Followed {
    /** Looks without anything new after which a run counts as at rest, and is looked at less often. */
    private static final int RESTS_AFTER = 50;

    private static final int REST = 10;

    private final RunFolder run;
    private final RunHistory history;
    private final Map<Metric, Smoothed> smoothed = new EnumMap<>(Metric.class);
    private long drops;
    private int quiet;
    private Optional<FineTuned> tuned = Optional.empty();
    private boolean read;

    Followed(RunFolder run) {
        this.run = run;
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

    /** Of runs on a pretrained model: which, and how far they agree with it. Read at first and after the evaluation. */
    Optional<FineTuned> tuned() {
        boolean compared = tuned.flatMap(FineTuned::agreement).isPresent();
        if (!read || (tuned.isPresent() && !compared && history.evaluated().isPresent())) {
            read = true;
            try {
                tuned = FineTuned.of(run);
            } catch (WorkbenchException unused) { // a damaged specification is told where the run is listed
                tuned = Optional.empty();
            }
        }
        return tuned;
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
