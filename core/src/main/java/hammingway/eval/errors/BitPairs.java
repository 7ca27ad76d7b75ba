package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;

/**
 * How errors of bits depend on one another, beside how the bits themselves do: redundancy corrects only what errs independently.
 *
 * @param length   n
 * @param errors   (n, n) row-major: Pearson's (phi) coefficient of two bits being wrong; 1 on the diagonal, NaN where a bit is never or always wrong
 * @param codebook the same of the codebook's columns, tokens as frequent as among the targets; NaN where a bit is the same for all of them
 * @param together how often two bits are wrong at once, over how often they would be with the same rates and independent errors; over all pairs
 */
public record BitPairs(int length, float[] errors, float[] codebook, double together) {
    static BitPairs of(ErrorPatterns patterns, Trace trace, Codebook codebook, Progress progress) {
        int n = patterns.length();
        double positions = patterns.positions();
        double both = 0;
        double alone = 0;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                both += patterns.together()[a * n + b] / positions;
                alone += patterns.share(a) * patterns.share(b);
            }
        }
        return new BitPairs(
                n,
                phi(patterns.together(), n, positions),
                phi(targets(trace, codebook, progress), n, positions),
                alone == 0 ? 1 : both / alone);
    }

    /** From counts of both at a n + b for a not above b, and of one on the diagonal. */
    private static float[] phi(long[] counts, int n, double all) {
        float[] phi = new float[n * n];
        for (int a = 0; a < n; a++) {
            double one = counts[a * n + a];
            for (int b = a; b < n; b++) {
                double other = counts[b * n + b];
                double spread = Math.sqrt(one * (all - one)) * Math.sqrt(other * (all - other));
                float r = (float) ((all * counts[a * n + b] - one * other) / spread);
                phi[a * n + b] = a == b && spread > 0 ? 1 : r;
                phi[b * n + a] = phi[a * n + b];
            }
        }
        return phi;
    }

    /**
     * Targets whose bits a and b are both one. Counts of tokens are taken apart into binary digits, so that tokens are counted 64 at a time: O(n^2 V / 128) for
     * each digit of the largest count.
     */
    private static long[] targets(Trace trace, Codebook codebook, Progress progress) {
        long[] counts = TargetCounts.of(trace, progress);
        int digits = 64
                - Long.numberOfLeadingZeros(
                        java.util.Arrays.stream(counts).max().orElse(0));
        BitMatrix columns = codebook.bits().transposed();
        int n = columns.rows();
        int words = columns.wordsPerRow();
        long[][] planes = new long[digits][words];
        for (int v = 0; v < counts.length; v++) {
            for (int d = 0; d < digits; d++) {
                planes[d][v >> 6] |= (counts[v] >>> d & 1) << v;
            }
        }
        long[] both = new long[n * n];
        Parallel.all(progress, "Correlation of the codebook's bits").run(n, () -> new long[3][words], (rows, a) -> {
            columns.copyRow(a, rows[0], 0);
            for (int b = a; b < n; b++) {
                columns.copyRow(b, rows[1], 0);
                both[a * n + b] = weighted(rows[0], rows[1], rows[2], planes);
            }
        });
        return both;
    }

    private static long weighted(long[] a, long[] b, long[] and, long[][] planes) {
        for (int w = 0; w < a.length; w++) {
            and[w] = a[w] & b[w];
        }
        long sum = 0;
        for (int d = 0; d < planes.length; d++) {
            int ones = 0;
            for (int w = 0; w < and.length; w++) {
                ones += Long.bitCount(and[w] & planes[d][w]);
            }
            sum += (long) ones << d;
        }
        return sum;
    }

    /** Mean of the absolute values off the diagonal that there are; NaN where there is none. */
    public static double meanAbsolute(float[] matrix, int n) {
        double sum = 0;
        long pairs = 0;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                if (!Float.isNaN(matrix[a * n + b])) {
                    sum += Math.abs(matrix[a * n + b]);
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }
}
