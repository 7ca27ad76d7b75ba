package hammingway.code.analysis;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The columns of a codebook, one per bit: their balance and how they depend on one another. Each token counts once.
 *
 * @param tokens  V
 * @param ones    ones in each column
 */
public record Columns(int tokens, List<Integer> ones) {
    public static Columns of(Codebook codebook) {
        return new Columns(
                codebook.size(),
                IntStream.of(codebook.bits().columnCounts()).boxed().toList());
    }

    /** Share of tokens whose bit is one. */
    public double share(int column) {
        return (double) ones.get(column) / tokens;
    }

    /** Entropy of each bit with all tokens equally likely, in bits; 1 for a balanced column, 0 for a constant one. */
    public List<Double> entropies() {
        return IntStream.range(0, ones.size())
                .mapToObj(b -> Entropy.ofBit(share(b)))
                .toList();
    }

    /** Two columns that say the same. */
    public record Pair(int first, int second, boolean complementary) {}

    /**
     * Correlations of all pairs of columns.
     *
     * @param length n
     * @param values row-major (n, n): Pearson's (phi) coefficient; 1 on the diagonal; NaN where a column is constant
     * @param same   pairs that are equal or complementary, constant columns left out: a decoder learns nothing from the second
     * @param constant columns that are the same for all tokens
     */
    public record Correlations(int length, float[] values, List<Pair> same, List<Integer> constant) {
        public float get(int a, int b) {
            return values[a * length + b];
        }

        /** Mean of |correlation| over pairs of columns that are not constant; 0 for fewer than two. */
        public double meanAbsolute() {
            double sum = 0;
            long pairs = 0;
            for (int a = 0; a < length; a++) {
                for (int b = a + 1; b < length; b++) {
                    if (!Float.isNaN(get(a, b))) {
                        sum += Math.abs(get(a, b));
                        pairs++;
                    }
                }
            }
            return pairs == 0 ? 0 : sum / pairs;
        }
    }

    /** Of n^2 / 2 pairs of columns, V / 64 words each. Cancellable. */
    public static Correlations correlations(Codebook codebook, Parallel parallel) {
        BitMatrix columns = codebook.bits().transposed();
        int n = codebook.length();
        double v = codebook.size();
        int[] ones = IntStream.range(0, n).map(columns::weight).toArray();
        int[] both = common(columns, parallel);
        float[] values = new float[n * n];
        List<Pair> same = new ArrayList<>();
        for (int a = 0; a < n; a++) {
            for (int b = a; b < n; b++) {
                int ab = both[a * n + b];
                double spread = Math.sqrt(ones[a] * (v - ones[a])) * Math.sqrt(ones[b] * (v - ones[b]));
                float r = a == b && spread > 0 ? 1 : (float) ((v * ab - (double) ones[a] * ones[b]) / spread);
                values[a * n + b] = r;
                values[b * n + a] = r;
                boolean equal = ab == ones[a] && ab == ones[b];
                boolean complementary = ab == 0 && ones[a] + ones[b] == codebook.size();
                if (a != b && spread > 0 && (equal || complementary)) {
                    same.add(new Pair(a, b, complementary));
                }
            }
        }
        List<Integer> constant = IntStream.range(0, n)
                .filter(b -> ones[b] == 0 || ones[b] == codebook.size())
                .boxed()
                .toList();
        return new Correlations(n, values, List.copyOf(same), constant);
    }

    /** Tokens whose bits a and b are both one, at a n + b for a <= b. */
    static int[] common(BitMatrix columns, Parallel parallel) {
        int n = columns.rows();
        int words = columns.wordsPerRow();
        int[] both = new int[Math.multiplyExact(n, n)];
        parallel.run(n, () -> new long[2][words], (rows, a) -> {
            columns.copyRow(a, rows[0], 0);
            for (int b = a; b < n; b++) {
                columns.copyRow(b, rows[1], 0);
                both[a * n + b] = common(rows[0], rows[1]);
            }
        });
        return both;
    }

    private static int common(long[] a, long[] b) {
        int sum = 0;
        for (int w = 0; w < a.length; w++) {
            sum += Long.bitCount(a[w] & b[w]);
        }
        return sum;
    }

    /** Codewords of each weight 0 to n: the row weights. */
    public static List<Integer> rowWeights(Codebook codebook) {
        int[] counts = new int[codebook.length() + 1];
        for (int v = 0; v < codebook.size(); v++) {
            counts[codebook.bits().weight(v)]++;
        }
        return IntStream.of(counts).boxed().toList();
    }

    /** On all processors. */
    public static Correlations correlations(Codebook codebook, Progress progress) {
        return correlations(codebook, Parallel.all(progress, "Column correlations"));
    }

    /** Share of ones in each bit, tokens weighted by how often they occur: what the bit's classifier sees. V counts, one above 0. */
    public static List<Double> shares(Codebook codebook, long[] counts) {
        BitMatrix bits = codebook.bits();
        double[] ones = new double[bits.columns()];
        double total = 0;
        for (int v = 0; v < counts.length; v++) {
            total += counts[v];
            for (int w = 0; w < bits.wordsPerRow(); w++) {
                for (long rest = bits.word(v, w); rest != 0; rest &= rest - 1) {
                    ones[64 * w + Long.numberOfTrailingZeros(rest)] += counts[v];
                }
            }
        }
        double all = total;
        return DoubleStream.of(ones).mapToObj(one -> one / all).toList();
    }
}
