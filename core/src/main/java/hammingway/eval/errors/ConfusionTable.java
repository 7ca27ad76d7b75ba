package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.eval.trace.Trace;
import java.util.Arrays;

/**
 * Which tokens were taken for which: the non-zero cells of the V x V table, by target, then predicted. Immutable; 16 bytes a pair and 16 a
 * token.
 */
public final class ConfusionTable {
    private final int errors;
    private final int[] starts;
    private final int[] targets;
    private final int[] predicted;
    private final int[] counts;
    private final int[] lost;
    private final int[] taken;
    private final int[] takenStarts;
    private final int[] byTaken;

    private ConfusionTable(int[] starts, int[] predicted, int[] counts) {
        int v = starts.length - 1;
        this.starts = starts;
        this.predicted = predicted;
        this.counts = counts;
        this.targets = new int[predicted.length];
        this.lost = new int[v];
        this.taken = new int[v];
        this.takenStarts = new int[v + 1];
        this.byTaken = new int[predicted.length];
        int sum = 0;
        for (int t = 0; t < v; t++) {
            for (int p = starts[t]; p < starts[t + 1]; p++) {
                targets[p] = t;
                taken[predicted[p]] += counts[p];
                takenStarts[predicted[p] + 1]++;
                lost[t] += counts[p];
            }
            sum += lost[t];
        }
        errors = sum;
        Arrays.parallelPrefix(takenStarts, Integer::sum);
        int[] next = takenStarts.clone();
        for (int p = 0; p < predicted.length; p++) {
            byTaken[next[predicted[p]]++] = p;
        }
    }

    /** Sorts the wrong predictions of each target. O(N + E log E) for E lost positions; 8 bytes a lost position. */
    public static ConfusionTable of(Observations observed, Progress progress) {
        Trace trace = observed.trace();
        int v = observed.vocabulary().size();
        int[] starts = new int[v + 1];
        for (int i = 0; i < observed.positions(); i++) {
            look(progress, i, observed.positions());
            if (confused(trace, i)) {
                starts[trace.target(i) + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] all = new int[starts[v]];
        int[] next = starts.clone();
        for (int i = 0; i < observed.positions(); i++) {
            look(progress, i, observed.positions());
            if (confused(trace, i)) {
                all[next[trace.target(i)]++] = trace.predicted(i);
            }
        }
        return counted(starts, all);
    }

    private static void look(Progress progress, int i, int positions) {
        if (i % TokenErrors.STRETCH == 0) {
            progress.check();
            progress.update((double) i / positions, "Counting confusions");
        }
    }

    /** A diverged run may rank its own first choice below others: that is no confusion. */
    private static boolean confused(Trace trace, int i) {
        return trace.rank(i) > 0 && trace.predicted(i) != trace.target(i);
    }

    private static ConfusionTable counted(int[] starts, int[] all) {
        int[] pairStarts = new int[starts.length];
        int[] predicted = new int[all.length];
        int[] counts = new int[all.length];
        int pairs = 0;
        for (int t = 0; t + 1 < starts.length; t++) {
            Arrays.sort(all, starts[t], starts[t + 1]);
            for (int i = starts[t]; i < starts[t + 1]; i++) {
                if (i == starts[t] || all[i] != all[i - 1]) {
                    predicted[pairs++] = all[i];
                }
                counts[pairs - 1]++;
            }
            pairStarts[t + 1] = pairs;
        }
        return new ConfusionTable(pairStarts, Arrays.copyOf(predicted, pairs), Arrays.copyOf(counts, pairs));
    }

    /** V. */
    public int size() {
        return taken.length;
    }

    /** Confusions in all. */
    public int errors() {
        return errors;
    }

    /** Different pairs; they are numbered by target, then predicted. */
    public int pairs() {
        return counts.length;
    }

    public int target(int pair) {
        return targets[pair];
    }

    public int predicted(int pair) {
        return predicted[pair];
    }

    public int count(int pair) {
        return counts[pair];
    }

    /** So often one token was taken for another; 0 for most. O(log of the target's pairs). */
    public int count(int target, int other) {
        int at = Arrays.binarySearch(predicted, starts[target], starts[target + 1], other);
        return at < 0 ? 0 : counts[at];
    }

    /** The first pair of a target; that of the next ends them. */
    public int firstOf(int target) {
        return starts[target];
    }

    /** Confusions of a target. */
    public int lost(int target) {
        return lost[target];
    }

    /** So often a token was ranked first wrongly. */
    public int taken(int token) {
        return taken[token];
    }

    /** The pairs of a target. */
    public int[] takenFor(int target) {
        int[] pairs = new int[starts[target + 1] - starts[target]];
        Arrays.setAll(pairs, i -> starts[target] + i);
        return pairs;
    }

    /** The pairs whose prediction was a token. */
    public int[] takenInsteadOf(int token) {
        return Arrays.copyOfRange(byTaken, takenStarts[token], takenStarts[token + 1]);
    }

    /** Expected confusions of a pair from frequencies alone; see {@link ConfusedPair#byChance}. */
    public double byChance(int target, int other) {
        int others = errors - taken[target];
        return others == 0 ? 0 : (double) lost[target] * taken[other] / others;
    }
}
