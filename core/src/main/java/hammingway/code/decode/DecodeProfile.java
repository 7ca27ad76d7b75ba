package hammingway.code.decode;

import hammingway.base.WorkbenchException;
import hammingway.math.Statistics;

/**
 * What decoding really costs on this machine: one thread, one position at a time, medians over passes after a warm-up.
 *
 * @param plan         the algorithm, its operations and why it was chosen
 * @param microseconds per position, measured
 */
public record DecodeProfile(Plan plan, double microseconds) {
    private static final int WARM_UP = 3;
    private static final int REPEATS = 11;

    /** A pass shorter than this measures the clock and the compiler rather than the decoder. */
    private static final double LEAST_PASS_NANOS = 2e6;

    private static final double MICROS = 1e-3;

    /**
     * Decodes given positions again and again, some tens of milliseconds and at least 14 times each.
     *
     * @param logits (N, n) with N at least 1, such as a model's on validation text or {@link SampleLogits}
     */
    public static DecodeProfile measure(TokenDecoder decoder, float[] logits, int k) {
        int n = decoder.codebook().length();
        int positions = logits.length / n;
        if (positions == 0 || logits.length % n != 0) {
            throw new WorkbenchException(
                    logits.length + " logits are not whole positions of " + n + " bits, at least one.");
        }
        TopK[] out = new TopK[positions];
        java.util.Arrays.setAll(out, i -> new TopK());
        int passes = 1;
        double[] times = new double[REPEATS];
        for (int r = -WARM_UP; r < REPEATS; r++) {
            long start = System.nanoTime();
            for (int p = 0; p < passes; p++) {
                decoder.decodeAll(logits, k, out, 1);
            }
            double nanos = System.nanoTime() - start;
            if (r >= 0) {
                times[r] = nanos * MICROS / passes / positions;
            } else {
                passes = (int) Math.clamp(Math.ceil(passes * LEAST_PASS_NANOS / Math.max(1, nanos)), 1, 10_000);
            }
        }
        return new DecodeProfile(decoder.plan(), Statistics.quantile(0.5, times));
    }
}
