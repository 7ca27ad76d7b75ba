package hammingway.code.decode;

/**
 * Log-sum-exp of many scores in single precision, off by 2e-5 nats at most. The loops are shaped for the compiler's vector instructions: all arrays of a
 * loop have the same index.
 */
public final class LogSumTiles {
    /** Scores that are summed pairwise: 1 KB. */
    private static final int TILE = 256;

    /** Exponents below are taken for it: e^-80 is no denormal number, which would be slow. */
    private static final float LEAST = -80;

    /** The polynomial is taken of a 64th of the exponent, then squared six times. */
    private static final float PART = 1f / 64;

    private LogSumTiles() {}

    /** log sum_v exp(scores[v]) of as many scores as {@link #padded} tells, filled up with minus infinity. */
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
