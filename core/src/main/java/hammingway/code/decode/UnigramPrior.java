package hammingway.code.decode;

/** Log-frequencies of tokens as a prior: beta_v = log(count_v + 1), centred so that scores stay near zero, which changes no distribution. */
public final class UnigramPrior {
    private UnigramPrior() {}

    /**
     * One number per token, in single precision as the engine adds it.
     *
     * @param counts occurrences in the training part
     */
    public static float[] of(long[] counts) {
        double mean = 0;
        for (long c : counts) {
            mean += Math.log(c + 1.0) / counts.length;
        }
        float[] out = new float[counts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (Math.log(counts[i] + 1.0) - mean);
        }
        return out;
    }
}
