package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.List;

/**
 * Which bits are wrong together, counted over all positions.
 *
 * @param positions N
 * @param length    n
 * @param together  (n, n) row-major, for a not above b: positions that decided both wrong; for a = b: that decided it wrong
 * @param byNumber  positions by number of wrong bits, 0 to n
 */
record ErrorPatterns(int positions, int length, long[] together, long[] byNumber) {
    /** Positions of one task: rows of 256 words stay in a processor's cache for hundreds of bits. */
    private static final int CHUNK = 1 << 14;

    /** O(N n^2 / 128) popcounts; memory n^2 numbers a thread and some megabytes, however long the trace is. */
    static ErrorPatterns of(Trace trace, Codebook codebook, Progress progress) {
        int n = codebook.length();
        int tasks = Math.ceilDiv(trace.positions(), CHUNK);
        List<ErrorPatterns> all = Parallel.all(progress, "Counting bits that are wrong together")
                .run(
                        tasks,
                        () -> new ErrorPatterns(
                                trace.positions(), n, new long[Math.multiplyExact(n, n)], new long[n + 1]),
                        (sums, task) -> {
                            int from = task * CHUNK;
                            int to = Math.min(trace.positions(), from + CHUNK);
                            BitMatrix wrong = wrong(trace, codebook, from, to);
                            for (int i = 0; i < wrong.rows(); i++) {
                                sums.byNumber[wrong.weight(i)]++;
                            }
                            count(wrong.transposed(), sums.together);
                        });
        ErrorPatterns sum = all.getFirst();
        for (ErrorPatterns other : all.subList(1, all.size())) {
            for (int i = 0; i < sum.together.length; i++) {
                sum.together[i] += other.together[i];
            }
            for (int i = 0; i < sum.byNumber.length; i++) {
                sum.byNumber[i] += other.byNumber[i];
            }
        }
        return sum;
    }

    private static BitMatrix wrong(Trace trace, Codebook codebook, int from, int to) {
        BitMatrix.Builder rows = new BitMatrix.Builder(to - from, codebook.length());
        long[] word = new long[rows.wordsPerRow()];
        for (int i = from; i < to; i++) {
            trace.decided(i, word, 0);
            int target = trace.target(i);
            for (int w = 0; w < word.length; w++) {
                rows.word(i - from, w, word[w] ^ codebook.bits().word(target, w));
            }
        }
        return rows.build();
    }

    private static void count(BitMatrix columns, long[] together) {
        int n = columns.rows();
        long[][] rows = new long[n][columns.wordsPerRow()];
        for (int b = 0; b < n; b++) {
            columns.copyRow(b, rows[b], 0);
        }
        for (int a = 0; a < n; a++) {
            for (int b = a; b < n; b++) {
                together[a * n + b] += common(rows[a], rows[b]);
            }
        }
    }

    private static int common(long[] a, long[] b) {
        int sum = 0;
        for (int w = 0; w < a.length; w++) {
            sum += Long.bitCount(a[w] & b[w]);
        }
        return sum;
    }

    /** Share of positions that decided a bit wrong. */
    double share(int bit) {
        return (double) together[bit * length + bit] / positions;
    }
}
