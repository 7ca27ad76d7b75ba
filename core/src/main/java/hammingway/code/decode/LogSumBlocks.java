package hammingway.code.decode;

import hammingway.math.BitMatrix;
import java.util.Arrays;

/**
 * The normaliser of {@link LogSum} for many positions of any code, in single precision and without an exponential for each token: e^score is a product of one
 * factor for each byte of a codeword, and the 256 factors of a byte are products of e^w_b of its bits. A block of positions shares each look-up.
 * Error in nats: at most (2.2 n + 70) 2^-24, whatever the weights are; positions whose best token lies too far below the word of hard decisions for
 * single precision (some 100 nats) are summed by the definition. Cost: V n / 8 multiplications a position. Thread-safe; a {@link Session} belongs
 * to one thread and takes 128 n bytes for each position of a block.
 *
 * <p>The loops are shaped for the compiler's vector instructions: all arrays of a loop have the same index.
 */
public final class LogSumBlocks {
    /** Positions of a block: longer loops amortise their start, larger tables leave the second-level cache. */
    public static final int BLOCK = 128;

    /** Bytes of a codeword that one loop takes; fewer are filled up with factors of 1. */
    private static final int GROUP = 8;

    /** Tokens that are summed in single precision: as many roundings. */
    private static final int TILE = 64;

    /** What all products start from, exact in single precision: far from overflow even if each of a thousand tokens had it. */
    private static final double FIRST = 0x1.0p100;

    private static final double START = Math.log(FIRST);

    /** Log of the least normal number of single precision, from below: smaller products lose digits. */
    private static final double LEAST = -87;

    /** Products that may have lost digits are this many nats, and log V, behind: their errors add up to less than e^-16 = 1.1e-7. */
    private static final double BEHIND = 16;

    private final LogSum exact;
    private final int bits;
    private final int bytes;
    private final byte[] codewords;
    private final float[] priors;
    private final double greatestPrior;

    private LogSumBlocks(LogSum exact, int bytes, byte[] codewords, float[] priors, double greatestPrior) {
        this.exact = exact;
        this.bits = exact.bits().columns();
        this.bytes = bytes;
        this.codewords = codewords;
        this.priors = priors;
        this.greatestPrior = greatestPrior;
    }

    /** @param exact what is computed faster here, and where single precision does not do */
    public static LogSumBlocks of(LogSum exact) {
        BitMatrix bits = exact.bits();
        int bytes = Math.max(GROUP, Math.ceilDiv(bits.columns(), Byte.SIZE));
        byte[] codewords = new byte[bits.rows() * bytes];
        for (int v = 0; v < bits.rows(); v++) {
            for (int j = 0; j < bytes; j++) {
                codewords[v * bytes + j] = (byte) (bits.word(v, j >>> 3) >>> (j << 3)); // shifts count modulo 64
            }
        }
        double greatest = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < bits.rows(); v++) {
            greatest = Math.max(greatest, exact.prior(v));
        }
        float[] priors = new float[bits.rows()];
        for (int v = 0; v < priors.length; v++) {
            priors[v] = (float) Math.exp(exact.prior(v) - greatest);
        }
        return new LogSumBlocks(exact, bytes, codewords, priors, greatest);
    }

    /** Working memory for a number of positions at a time, {@link #BLOCK} for speed. */
    public Session session(int positions) {
        return new Session(positions);
    }

    /** One thread's. */
    public final class Session {
        private final float[][] weights;
        /** Factors of each value of each byte, one for each position. */
        private final float[][] factors;

        private final float[] zero;
        private final float[] one;
        private final float[] products;
        private final float[] tile;
        private final double[] sums;

        private Session(int positions) {
            weights = new float[positions][bits];
            factors = new float[bytes << 8][];
            zero = new float[positions];
            one = new float[positions];
            products = new float[positions];
            tile = new float[positions];
            sums = new double[positions];
            float[] ones = new float[positions];
            Arrays.fill(ones, 1);
            for (int j = 0; j < bytes; j++) {
                int used = 1 << Math.clamp(bits - (j << 3), 0, Byte.SIZE);
                for (int value = 0; value < used; value++) {
                    factors[(j << 8) + value] = used == 1 ? ones : new float[positions];
                }
            }
        }

        /** Weight w_b of a position of the session. */
        public void weight(int position, int bit, float weight) {
            weights[position][bit] = weight;
        }

        /**
         * The normalisers of the first positions of the session, in nats.
         *
         * @param out at least as many
         */
        public void values(int positions, double[] out) {
            for (int j = 0; j << 3 < bits; j++) {
                tabulate(j, positions);
            }
            Arrays.fill(sums, 0);
            for (int v = 0; v < priors.length; v += TILE) {
                Arrays.fill(tile, 0);
                tokens(v, Math.min(priors.length, v + TILE));
                for (int p = 0; p < sums.length; p++) {
                    sums[p] += tile[p];
                }
            }
            double behind = BEHIND + Math.log(priors.length);
            for (int p = 0; p < positions; p++) {
                double log = Math.log(sums[p]);
                boolean exactly = log - behind >= lost(weights[p]);
                out[p] = exactly ? log - START + greatest(weights[p]) + greatestPrior : exact.value(weights[p], 1);
            }
        }

        /** Factors are at most 1: relative to the better value of each bit. */
        private void tabulate(int j, int positions) {
            Arrays.fill(factors[j << 8], j == 0 ? (float) FIRST : 1);
            int from = j << 3;
            for (int b = from; b < Math.min(bits, from + Byte.SIZE); b++) {
                for (int p = 0; p < positions; p++) {
                    float w = weights[p][b];
                    float worse = (float) Math.exp(-Math.abs(w));
                    zero[p] = w > 0 ? worse : 1;
                    one[p] = w > 0 ? 1 : worse;
                }
                int half = 1 << (b - from);
                for (int value = 0; value < half; value++) {
                    split(factors[(j << 8) + value], factors[(j << 8) + value + half], zero, one);
                }
            }
        }

        private void tokens(int from, int to) {
            float[][] f = factors;
            for (int v = from; v < to; v++) {
                int at = v * bytes;
                if (bytes == GROUP) {
                    add(
                            f[codewords[at] & 0xFF],
                            f[0x100 + (codewords[at + 1] & 0xFF)],
                            f[0x200 + (codewords[at + 2] & 0xFF)],
                            f[0x300 + (codewords[at + 3] & 0xFF)],
                            f[0x400 + (codewords[at + 4] & 0xFF)],
                            f[0x500 + (codewords[at + 5] & 0xFF)],
                            f[0x600 + (codewords[at + 6] & 0xFF)],
                            f[0x700 + (codewords[at + 7] & 0xFF)],
                            priors[v],
                            tile);
                } else {
                    Arrays.fill(products, priors[v]);
                    for (int j = 0; j < bytes; j++) {
                        multiply(f[(j << 8) + (codewords[at + j] & 0xFF)], products);
                    }
                    add(products, tile);
                }
            }
        }
    }

    /** The largest product, as a logarithm, that may have lost digits: where no factor of a byte is too small, the least normal number. */
    private static double lost(float... weights) {
        double heaviest = 0;
        for (int from = 0; from < weights.length; from += Byte.SIZE) {
            double sum = 0;
            for (int b = from; b < Math.min(weights.length, from + Byte.SIZE); b++) {
                sum += Math.abs(weights[b]);
            }
            heaviest = Math.max(heaviest, sum);
        }
        return heaviest < -LEAST ? LEAST : LEAST + START;
    }

    /** The score of the word of hard decisions. */
    private static double greatest(float... weights) {
        double sum = 0;
        for (float w : weights) {
            sum += Math.max(0, w);
        }
        return sum;
    }

    private static void split(float[] low, float[] high, float[] zero, float[] one) {
        for (int p = 0; p < low.length; p++) {
            float factor = low[p];
            high[p] = factor * one[p];
            low[p] = factor * zero[p];
        }
    }

    private static void add(
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float[] e,
            float[] f,
            float[] g,
            float[] h,
            float prior,
            float[] tile) {
        for (int p = 0; p < tile.length; p++) {
            tile[p] += a[p] * b[p] * c[p] * d[p] * e[p] * f[p] * g[p] * h[p] * prior;
        }
    }

    private static void multiply(float[] factors, float[] products) {
        for (int p = 0; p < products.length; p++) {
            products[p] *= factors[p];
        }
    }

    private static void add(float[] products, float[] tile) {
        for (int p = 0; p < tile.length; p++) {
            tile[p] += products[p];
        }
    }
}
