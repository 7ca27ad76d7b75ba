package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.math.Parallel;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A token that a bit is decided wrong for.
 *
 * @param wrong positions with this target that decided the bit wrong
 * @param of    positions with this target
 * @param one   whether its bit is one
 */
public record TokenOfBit(int token, long wrong, long of, boolean one) {
    private static final int CHUNK = 1 << 16;

    /** The tokens that a bit errs on, most errors first, equal ones by lower id. O(N + V log V). */
    public static List<TokenOfBit> of(Trace trace, Codebook codebook, int bit, Progress progress) {
        int size = codebook.size();
        List<long[]> all = Parallel.all(progress, "Tokens that bit " + bit + " errs on")
                .run(Math.ceilDiv(trace.positions(), CHUNK), () -> new long[2 * size], (counts, task) -> {
                    int end = Math.min(trace.positions(), (task + 1) * CHUNK);
                    for (int i = task * CHUNK; i < end; i++) {
                        int target = trace.target(i);
                        boolean wrong = codebook.bits().get(target, bit) != trace.logit(i, bit) > 0;
                        counts[target] += wrong ? 1 : 0;
                        counts[size + target]++;
                    }
                });
        long[] sum = all.getFirst();
        for (long[] other : all.subList(1, all.size())) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += other[i];
            }
        }
        return IntStream.range(0, size)
                .filter(v -> sum[v] > 0)
                .mapToObj(v ->
                        new TokenOfBit(v, sum[v], sum[size + v], codebook.bits().get(v, bit)))
                .sorted(Comparator.comparingLong((TokenOfBit t) -> -t.wrong()).thenComparingInt(TokenOfBit::token))
                .toList();
    }
}
