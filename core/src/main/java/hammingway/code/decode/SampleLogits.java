package hammingway.code.decode;

import hammingway.code.Codebook;
import hammingway.math.SplitRandom;

/**
 * Logits to measure decoders with, where no trained model is at hand: z_b = (2 c_b - 1) m + s g with the codeword c of a token drawn uniformly and standard
 * normal g. Times depend on the logits' shape, not on their scale.
 */
public enum SampleLogits {
    /** m = 3, s = 1.5: of a model that knows the token, 2.3% of the bits wrong (m / s = 2 standard deviations), magnitudes spread from 0 to 7. */
    TRAINED(3, 1.5),
    /** m = 0.5, s = 1: 31% of the bits wrong, many magnitudes near 0, and often no codeword near the hard decisions. */
    UNCERTAIN(0.5, 1);

    private final double margin;
    private final double noise;

    SampleLogits(double margin, double noise) {
        this.margin = margin;
        this.noise = noise;
    }

    /** (positions, n), row-major. */
    public float[] draw(Codebook codebook, int positions, long seed) {
        SplitRandom random = SplitRandom.of(seed, "sample logits", 0);
        int n = codebook.length();
        float[] logits = new float[Math.multiplyExact(positions, n)];
        for (int i = 0; i < positions; i++) {
            int token = random.nextInt(codebook.size());
            for (int b = 0; b < n; b++) {
                double sign = codebook.bits().get(token, b) ? 1 : -1;
                logits[i * n + b] = (float) (sign * margin + noise * random.nextGaussian());
            }
        }
        return logits;
    }
}
