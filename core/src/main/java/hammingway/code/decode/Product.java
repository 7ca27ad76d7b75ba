package hammingway.code.decode;

import hammingway.math.BitMatrix;
import java.util.Arrays;

/** Scores of all tokens by a float32 product, then those within its rounding error of the k-th best by definition. */
final class Product implements Search {
    /** Tokens scored at a time: 8 KB of sums stay in the first-level cache. */
    private static final int BLOCK = 2048;

    /** Unit roundoff of single precision. */
    private static final double UNIT = 0x1.0p-24;

    private final int size;
    private final int length;
    private final CodebookProduct product;

    Product(BitMatrix bits, CodebookProduct product) {
        this.size = bits.rows();
        this.length = bits.columns();
        this.product = product;
    }

    @Override
    public Run start() {
        float[] out = new float[size];
        float[] weights = new float[length];
        return (query, top) -> {
            for (int b = 0; b < length; b++) {
                weights[b] = (float) query.weights[b];
            }
            product.scores(weights, out);
            // n roundings at most in any order of summation, one of the weight; doubled for the products of roundings
            double error = 2 * (length + 1) * (UNIT * query.scale + Float.MIN_VALUE) + query.slack;
            for (int v = 0; v < size; v++) {
                if (out[v] + query.prior(v) + error >= top.floor()) {
                    top.offer(v, query.score(v));
                }
            }
        };
    }

    /** In plain Java: 4 n V bytes, blocked for the cache. */
    static CodebookProduct plain(BitMatrix bits) {
        int size = bits.rows();
        int n = bits.columns();
        float[][][] blocks = new float[(size + BLOCK - 1) / BLOCK][n][];
        for (int k = 0; k < blocks.length; k++) {
            int from = k * BLOCK;
            int length = Math.min(BLOCK, size - from);
            for (int b = 0; b < n; b++) {
                blocks[k][b] = new float[length];
                for (int i = 0; i < length; i++) {
                    blocks[k][b][i] = bits.get(from + i, b) ? 1 : 0;
                }
            }
        }
        return (weights, out) -> {
            float[] sums = new float[BLOCK];
            for (int k = 0; k < blocks.length; k++) {
                Arrays.fill(sums, 0);
                for (int b = 0; b < n; b++) {
                    add(sums, blocks[k][b], weights[b]);
                }
                System.arraycopy(sums, 0, out, k * BLOCK, blocks[k][0].length);
            }
        };
    }

    private static void add(float[] sums, float[] column, float weight) {
        for (int i = 0; i < column.length; i++) {
            sums[i] += weight * column[i];
        }
    }
}
