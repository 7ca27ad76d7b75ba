package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.FloatMatrix;
import java.util.function.IntUnaryOperator;

/**
 * Vectors of tokens from a text alone: positive pointwise mutual information (PPMI) of each token with the previous token, the one
 * before it and the next, and its truncated singular value decomposition. PPMI with smoothed contexts and the weighting
 * U sqrt(S) are those of Levy, Goldberg and Dagan, "Improving distributional similarity with lessons learned from word
 * embeddings", TACL 2015, sections 3.2 and 3.3.
 */
public final class Cooccurrence {
    /** Tokens read at most: 20 million pairs tell what neighbours 50,000 tokens have. */
    public static final int MAX_TOKENS = 20_000_000;

    /** Exponent of the context's counts: rare contexts count less (Levy et al., equation 5). */
    private static final double SMOOTHING = 0.75;

    private Cooccurrence() {}

    /**
     * Vectors (V, dimensions), row i for token i; tokens that never occur have zeros. Some 40 bytes per different pair of
     * neighbours, and 16 V dimensions bytes.
     *
     * @param token the text: token at each position
     * @param row   tokens of a document; at least {@code length} where the text is one stream
     */
    public static FloatMatrix embeddings(
            IntUnaryOperator token, int length, int row, int size, int dimensions, Progress progress) {
        progress.update(0, "Counting neighbours");
        SparseMatrix ppmi = ppmi(token, Math.min(length, MAX_TOKENS), row, size, progress);
        TruncatedSvd svd = TruncatedSvd.of(ppmi, dimensions, progress);
        float[] values = new float[Math.multiplyExact(size, dimensions)];
        for (int v = 0; v < size; v++) {
            for (int c = 0; c < dimensions; c++) {
                values[v * dimensions + c] = (float) (svd.left().get(v, c) * Math.sqrt(svd.singularValues()[c]));
            }
        }
        return new FloatMatrix(size, dimensions, values);
    }

    /** PPMI (V, 3 V): columns are the previous token, then V + the token before it, then 2 V + the next token. */
    static SparseMatrix ppmi(IntUnaryOperator token, int length, int row, int size, Progress progress) {
        PairCounts near = PairCounts.of(token, length, row, 1, size, progress);
        PairCounts far = PairCounts.of(token, length, row, 2, size, progress);
        long[] items = new long[size + 1];
        for (long key : near.keys()) {
            items[(int) (key % size) + 1]++;
            items[(int) (key / size) + 1]++;
        }
        for (long key : far.keys()) {
            items[(int) (key % size) + 1]++;
        }
        int[] start = new int[size + 1];
        for (int v = 0; v < size; v++) {
            start[v + 1] = Math.toIntExact(start[v] + items[v + 1]);
        }
        int[] column = new int[start[size]];
        float[] values = new float[start[size]];
        int[] next = start.clone();
        fill(near, size, 0, false, next, column, values);
        fill(far, size, size, false, next, column, values);
        fill(near, size, 2 * size, true, next, column, values);
        return pmi(new SparseMatrix(size, 3 * size, start, column, values));
    }

    private static void fill(
            PairCounts pairs, int size, int offset, boolean following, int[] next, int[] column, float[] values) {
        for (int i = 0; i < pairs.keys().length; i++) {
            int first = (int) (pairs.keys()[i] / size);
            int second = (int) (pairs.keys()[i] % size);
            int at = next[following ? first : second]++;
            column[at] = offset + (following ? second : first);
            values[at] = pairs.counts()[i];
        }
    }

    /** Counts become max(0, log(P(v, c) / (P(v) P(c)))), c's probability smoothed; zeros are left out. */
    private static SparseMatrix pmi(SparseMatrix counts) {
        double[] ofToken = new double[counts.rows()];
        double[] ofContext = new double[counts.columns()];
        double total = 0;
        for (int r = 0; r < counts.rows(); r++) {
            for (int i = counts.start()[r]; i < counts.start()[r + 1]; i++) {
                ofToken[r] += counts.values()[i];
                ofContext[counts.column()[i]] += counts.values()[i];
                total += counts.values()[i];
            }
        }
        double smoothed = 0;
        for (int c = 0; c < ofContext.length; c++) {
            ofContext[c] = ofContext[c] == 0 ? 0 : StrictMath.pow(ofContext[c], SMOOTHING);
            smoothed += ofContext[c];
        }
        int[] start = new int[counts.rows() + 1];
        int[] column = new int[counts.column().length];
        float[] values = new float[column.length];
        int at = 0;
        for (int r = 0; r < counts.rows(); r++) {
            for (int i = counts.start()[r]; i < counts.start()[r + 1]; i++) {
                int c = counts.column()[i];
                double ratio = counts.values()[i] / ofToken[r] * (smoothed / ofContext[c]);
                if (ratio > 1 && total > 0) {
                    column[at] = c;
                    values[at++] = (float) StrictMath.log(ratio);
                }
            }
            start[r + 1] = at;
        }
        return new SparseMatrix(
                counts.rows(),
                counts.columns(),
                start,
                java.util.Arrays.copyOf(column, at),
                java.util.Arrays.copyOf(values, at));
    }
}
