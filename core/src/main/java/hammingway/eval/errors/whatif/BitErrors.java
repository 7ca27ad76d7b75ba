package hammingway.eval.errors.whatif;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.math.Parallel;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How often each bit was decided wrong, in each half of the windows. */
final class BitErrors {
    private final long[][] wrong;
    private final long[] positions;

    private BitErrors(long[][] wrong, long[] positions) {
        this.wrong = wrong;
        this.positions = positions;
    }

    static BitErrors of(Trace trace, Codebook codebook, ChosenWindows windows, Progress progress) {
        int n = codebook.length();
        int perRow = codebook.bits().wordsPerRow();
        List<long[][]> counts = Parallel.all(progress, "Counting bit errors")
                .run(windows.count(), () -> new long[2][n], (own, place) -> {
                    long[] of = own[ChosenWindows.half(place)];
                    long[] word = new long[perRow];
                    int from = windows.window(place) * windows.context();
                    for (int i = from; i < from + windows.context(); i++) {
                        trace.decided(i, word, 0);
                        int target = trace.target(i);
                        for (int w = 0; w < perRow; w++) {
                            long left = word[w] ^ codebook.bits().word(target, w);
                            while (left != 0) {
                                of[(w << 6) + Long.numberOfTrailingZeros(left)]++;
                                left &= left - 1;
                            }
                        }
                    }
                });
        long[][] wrong = new long[2][n];
        for (long[][] own : counts) {
            for (int h = 0; h < 2; h++) {
                for (int b = 0; b < n; b++) {
                    wrong[h][b] += own[h][b];
                }
            }
        }
        long odd = (long) windows.count() / 2 * windows.context();
        return new BitErrors(wrong, new long[] {windows.positions() - odd, odd});
    }

    /** Share of a bit's decisions that are wrong. */
    double rate(int bit) {
        return (double) (wrong[0][bit] + wrong[1][bit]) / (positions[0] + positions[1]);
    }

    /** The bits by falling rate, equal ones by place. */
    List<Integer> worst() {
        return IntStream.range(0, wrong[0].length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(b -> -rate(b)).thenComparing(b -> b))
                .toList();
    }

    /** Share of right decisions where each bit counts so often. */
    double accuracy(double[] counted) {
        double right = 0;
        double all = 0;
        for (int b = 0; b < counted.length; b++) {
            right += counted[b] * (1 - rate(b));
            all += counted[b];
        }
        return right / all;
    }

    /**
     * Weights for a half, from the error rates p of the other: max(0, log((1 - p) / p)), scaled to a mean of 1, so that they change the bits'
     * shares and not the sum's size. Half an error is added on either side, so that no weight is infinite.
     */
    List<Double> weights(int half) {
        int other = 1 - half;
        double[] weights = new double[wrong[0].length];
        double sum = 0;
        for (int b = 0; b < weights.length; b++) {
            double p = (wrong[other][b] + 0.5) / (positions[other] + 1);
            weights[b] = Math.max(0, Math.log((1 - p) / p));
            sum += weights[b];
        }
        double mean = sum / weights.length;
        return IntStream.range(0, weights.length)
                .mapToObj(b -> mean > 0 ? weights[b] / mean : 1.0)
                .toList();
    }
}
