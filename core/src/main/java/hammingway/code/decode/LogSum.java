package hammingway.code.decode;

import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.WalshHadamard;
import java.util.Optional;

/**
 * The normaliser log Z = log sum_v exp(t sum_b c_vb z_b + prior_v) over all tokens, in nats: a token's log-probability is its score less this.
 * Without a prior, and where the codewords are a few subcubes (natural and Gray codes), in closed form, O(n cubes): a cube's sum is the product of (1 + e^(t z_b))
 * over its free bits. Otherwise all scores, by Walsh-Hadamard transforms where the code is linear and long, else by byte tables; then their log-sum-exp.
 * Double precision throughout. Thread-safe.
 */
public final class LogSum {
    /** A butterfly costs about as much as two look-ups. */
    private static final int LOOK_UPS_PER_STAGE = 2;

    private final BitMatrix bits;
    private final double[] prior;
    private final Optional<Subcubes> cubes;
    private final Optional<Cosets> cosets;

    private LogSum(BitMatrix bits, double[] prior, Optional<Subcubes> cubes, Optional<Cosets> cosets) {
        this.bits = bits;
        this.prior = prior;
        this.cubes = cubes;
        this.cosets = cosets;
    }

    /** @param prior one number per token, or none; not copied */
    public static LogSum of(Codebook codebook, double[] prior) {
        new Scoring(new Decoder.LogLikelihood(), 1, prior).check(codebook);
        BitMatrix bits = codebook.bits();
        Optional<Subcubes> cubes = prior.length == 0 ? Subcubes.find(bits) : Optional.empty();
        Optional<Cosets> cosets = cubes.isPresent()
                ? Optional.empty()
                : Cosets.find(bits, new CodewordIndex(bits)).filter(c -> pays(c, bits));
        return new LogSum(bits, prior, cubes, cosets);
    }

    private static boolean pays(Cosets cosets, BitMatrix bits) {
        long stages = (long) cosets.dimension() * cosets.tokens().length + (long) cosets.count() * bits.columns();
        return LOOK_UPS_PER_STAGE * stages < (long) bits.rows() * ByteTables.bytes(bits);
    }

    /** For people: how it is computed. */
    public String method() {
        return cubes.isPresent() ? "closed form" : cosets.isPresent() ? "Walsh-Hadamard transform" : "byte tables";
    }

    /** Whether it is cheaper than summing over all tokens. */
    public boolean structured() {
        return cubes.isPresent() || cosets.isPresent();
    }

    /**
     * log Z.
     *
     * @param logits z, n finite numbers
     * @param factor t, positive
     */
    public double value(float[] logits, double factor) {
        if (logits.length != bits.columns()) {
            throw new WorkbenchException(
                    logits.length + " logits for codewords of " + bits.columns() + " bits. Give one logit per bit.");
        }
        double[] weights = new double[logits.length];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = factor * logits[b];
        }
        return logSumExp(cubes.map(c -> cubes(c, weights))
                .or(() -> cosets.map(c -> cosets(c, weights)))
                .orElseGet(() -> tables(weights)));
    }

    private static double[] cubes(Subcubes cubes, double[] weights) {
        double[] sums = new double[cubes.fixed().length];
        for (int c = 0; c < sums.length; c++) {
            for (int b = 0; b < weights.length; b++) {
                if ((cubes.fixed()[c] >>> b & 1) == 0) {
                    sums[c] += Math.max(0, weights[b]) + Math.log1p(Math.exp(-Math.abs(weights[b])));
                } else if ((cubes.values()[c] >>> b & 1) != 0) {
                    sums[c] += weights[b];
                }
            }
        }
        return sums;
    }

    private double[] cosets(Cosets cosets, double[] weights) {
        double[] scores = new double[bits.rows()];
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        int[] columns = new int[weights.length];
        java.util.Arrays.setAll(columns, cosets::column);
        double[] f = new double[1 << cosets.dimension()];
        for (int t = 0; t < cosets.count(); t++) {
            java.util.Arrays.fill(f, 0);
            for (int b = 0; b < weights.length; b++) {
                f[columns[b]] += cosets.representatives().get(t, b) ? weights[b] : -weights[b];
            }
            WalshHadamard.transform(f);
            for (int m = 0; m < f.length; m++) {
                int token = cosets.tokens()[m * cosets.count() + t];
                if (token >= 0) {
                    scores[token] = (sum + f[m]) / 2 + prior(token);
                }
            }
        }
        return scores;
    }

    private double[] tables(double[] weights) {
        double[] tables = new double[ByteTables.length(bits)];
        ByteTables.fill(tables, weights);
        double[] scores = new double[bits.rows()];
        for (int v = 0; v < scores.length; v++) {
            scores[v] = ByteTables.sum(tables, bits, v) + prior(v);
        }
        return scores;
    }

    BitMatrix bits() {
        return bits;
    }

    double prior(int token) {
        return prior.length == 0 ? 0 : prior[token];
    }

    private static double logSumExp(double[] scores) {
        double most = Double.NEGATIVE_INFINITY;
        for (double s : scores) {
            most = Math.max(most, s);
        }
        double sum = 0;
        for (double s : scores) {
            sum += Math.exp(s - most);
        }
        return most + Math.log(sum);
    }
}
