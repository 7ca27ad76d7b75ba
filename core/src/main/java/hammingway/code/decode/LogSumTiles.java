package hammingway.code.decode;

import hammingway.math.BitMatrix;
import java.util.Arrays;

/**
 * The normaliser of {@link LogSum} for many positions of any code, in single precision: log sum_v exp(sum_b c_vb w_b + prior_v). Positions share
 * tiles of the codebook that stay in the cache, four positions and four bits at a time. Error in nats: at most (n + 4) 2^-24 (sum_b |w_b| + |prior|) of
 * the sums, and 2e-5 of the exponentials; typically a tenth of it. Cost: n V fused multiply-adds and V exponentials a position; 4 n V bytes. Thread-safe; a
 * {@link Session} belongs to one thread.
 *
 * <p>The loops are shaped for the compiler's vector instructions: all arrays of a loop have the same index.
 */
public final class LogSumTiles {
    /** Tokens of a tile: with 64 bits 64 KB, a fraction of the second-level cache. */
    private static final int TILE = 256;

    /** Positions and bits that one loop takes: sixteen weights and four columns fit the registers. */
    private static final int GROUP = 4;

    /** Of tokens that are no more: far below any score, far above minus infinity, which would make NaN. */
    private static final float NOTHING = -1e30f;

    /** Tiles whose best token is this many nats behind add less than 256 e^-30 = 2.4e-11 each. */
    private static final float BEHIND = 30;

    /** Exponents below are taken for it: e^-80 is no denormal number, which would be slow. */
    private static final float LEAST = -80;

    /** The polynomial is taken of a 64th of the exponent, then squared six times. */
    private static final float PART = 1f / 64;

    private final int bits;
    private final float[][][] tiles;
    private final float[][] beginnings;

    private LogSumTiles(int bits, float[][][] tiles, float[][] beginnings) {
        this.bits = bits;
        this.tiles = tiles;
        this.beginnings = beginnings;
    }

    /** @param prior one finite number per token, or none */
    public static LogSumTiles of(BitMatrix codewords, double[] prior) {
        int count = Math.ceilDiv(codewords.rows(), TILE);
        int padded = Math.ceilDiv(codewords.columns(), GROUP) * GROUP;
        float[][][] tiles = new float[count][padded][TILE];
        float[][] beginnings = new float[count][TILE];
        for (int v = 0; v < count * TILE; v++) {
            int tile = v / TILE;
            int at = v % TILE;
            if (v >= codewords.rows()) {
                beginnings[tile][at] = NOTHING;
                continue;
            }
            beginnings[tile][at] = prior.length == 0 ? 0 : (float) prior[v];
            for (int b = 0; b < codewords.columns(); b++) {
                tiles[tile][b][at] = codewords.get(v, b) ? 1 : 0;
            }
        }
        return new LogSumTiles(codewords.columns(), tiles, beginnings);
    }

    /** Working memory for a number of positions at a time. */
    public Session session(int positions) {
        return new Session(positions);
    }

    /** One thread's. */
    public final class Session {
        private final int stride = tiles[0].length;
        private final float[] weights;
        private final float[] most;
        private final double[] sums;
        private final float[][] scores = new float[GROUP][TILE];

        private Session(int positions) {
            int padded = Math.ceilDiv(positions, GROUP) * GROUP;
            weights = new float[padded * stride];
            most = new float[padded];
            sums = new double[padded];
        }

        /** Weight w_b of a position of the session. */
        public void weight(int position, int bit, float weight) {
            weights[position * stride + bit] = weight;
        }

        /**
         * The normalisers of the first positions of the session, in nats.
         *
         * @param out at least as many
         */
        public void values(int positions, double[] out) {
            Arrays.fill(most, Float.NEGATIVE_INFINITY);
            Arrays.fill(sums, 0);
            for (int tile = 0; tile < tiles.length; tile++) {
                for (int p = 0; p < positions; p += GROUP) {
                    group(tile, p);
                }
            }
            for (int p = 0; p < positions; p++) {
                out[p] = most[p] + Math.log(sums[p]);
            }
        }

        private void group(int tile, int position) {
            for (float[] s : scores) {
                System.arraycopy(beginnings[tile], 0, s, 0, TILE);
            }
            for (int b = 0; b < bits; b += GROUP) {
                addBits(tiles[tile], b, weights, position * stride + b, stride, scores);
            }
            for (int g = 0; g < GROUP; g++) {
                addTile(position + g, scores[g]);
            }
        }

        private void addTile(int position, float[] tile) {
            float best = most(tile);
            if (best < most[position] - BEHIND) {
                return;
            }
            if (best > most[position]) {
                sums[position] *= Math.exp(most[position] - (double) best); // 0 at first
                most[position] = best;
            }
            exponentials(tile, most[position]);
            sums[position] += sum(tile);
        }
    }

    /** log sum_v exp(scores[v]) of as many scores as {@link #padded} tells, filled up with minus infinity; off by 2e-5 nats at most. */
    public static double of(float[] scores) {
        float best = Float.NEGATIVE_INFINITY;
        for (int v = 0; v < scores.length; v++) {
            best = Math.max(best, scores[v]);
        }
        double sum = 0;
        float[] tile = new float[TILE];
        for (int from = 0; from < scores.length; from += TILE) {
            System.arraycopy(scores, from, tile, 0, TILE);
            exponentials(tile, best);
            sum += sum(tile);
        }
        return best + Math.log(sum);
    }

    /** How many scores {@link #of(float[])} wants for some tokens. */
    public static int padded(int tokens) {
        return Math.ceilDiv(tokens, TILE) * TILE;
    }

    private static void addBits(float[][] columns, int bit, float[] w, int first, int stride, float[][] scores) {
        int second = first + stride;
        int third = second + stride;
        int fourth = third + stride;
        float a0 = w[first];
        float a1 = w[first + 1];
        float a2 = w[first + 2];
        float a3 = w[first + 3];
        float b0 = w[second];
        float b1 = w[second + 1];
        float b2 = w[second + 2];
        float b3 = w[second + 3];
        float c0 = w[third];
        float c1 = w[third + 1];
        float c2 = w[third + 2];
        float c3 = w[third + 3];
        float d0 = w[fourth];
        float d1 = w[fourth + 1];
        float d2 = w[fourth + 2];
        float d3 = w[fourth + 3];
        float[] x0 = columns[bit];
        float[] x1 = columns[bit + 1];
        float[] x2 = columns[bit + 2];
        float[] x3 = columns[bit + 3];
        float[] a = scores[0];
        float[] b = scores[1];
        float[] c = scores[2];
        float[] d = scores[3];
        for (int v = 0; v < TILE; v++) {
            a[v] = Math.fma(a3, x3[v], Math.fma(a2, x2[v], Math.fma(a1, x1[v], Math.fma(a0, x0[v], a[v]))));
            b[v] = Math.fma(b3, x3[v], Math.fma(b2, x2[v], Math.fma(b1, x1[v], Math.fma(b0, x0[v], b[v]))));
            c[v] = Math.fma(c3, x3[v], Math.fma(c2, x2[v], Math.fma(c1, x1[v], Math.fma(c0, x0[v], c[v]))));
            d[v] = Math.fma(d3, x3[v], Math.fma(d2, x2[v], Math.fma(d1, x1[v], Math.fma(d0, x0[v], d[v]))));
        }
    }

    private static float most(float[] tile) {
        float best = tile[0];
        for (int v = 1; v < TILE; v++) {
            best = Math.max(best, tile[v]);
        }
        return best;
    }

    /**
     * e^(x - most) in place. Taylor's polynomial of degree 6 at a 64th of the exponent r is off by (r / 64)^7 / 5040, which the squarings make
     * 64 times: below 1e-6 of e^r down to r = -16 and below 1e-9 of the largest term beyond.
     */
    private static void exponentials(float[] tile, float most) {
        for (int v = 0; v < TILE; v++) {
            float x = Math.max(LEAST, tile[v] - most) * PART;
            float e = 1 + x * (1 + x * (1 / 2f + x * (1 / 6f + x * (1 / 24f + x * (1 / 120f + x * (1 / 720f))))));
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            tile[v] = e;
        }
    }

    /** Pairwise, which keeps the roundings few; the tile is overwritten. */
    private static double sum(float[] tile) {
        for (int half = TILE / 2; half >= 32; half >>= 1) {
            fold(tile, half);
        }
        double sum = 0;
        for (int v = 0; v < 32; v++) {
            sum += tile[v];
        }
        return sum;
    }

    private static void fold(float[] tile, int half) {
        for (int v = 0; v < half; v++) {
            tile[v] += tile[half + v];
        }
    }
}
