package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.eval.trace.Trace;

/** How often each token is the target of an evaluation. */
final class TargetCounts {
    private static final int STRETCH = 1 << 16;

    private TargetCounts() {}

    static long[] of(Trace trace, Progress progress) {
        long[] counts = new long[trace.facts().vocabulary()];
        for (int from = 0; from < trace.positions(); from += STRETCH) {
            progress.check();
            for (int target : trace.targets(from, Math.min(trace.positions(), from + STRETCH))) {
                counts[target]++;
            }
        }
        return counts;
    }
}
