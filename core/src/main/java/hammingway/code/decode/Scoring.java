package hammingway.code.decode;

import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;

/**
 * What tokens are ranked by: score(v) = sum_b c_vb (factor m_b w_b) + prior_v, with the weights w_b of a {@link Decoder}.
 *
 * @param decoder how a logit becomes a weight
 * @param factor  above 0; with the log-likelihood the t of P(v) = exp(t sum_b c_vb z_b + prior_v) / Z
 * @param prior   one finite number per token, or none at all; not copied, not to be changed
 * @param counted how often each bit counts, m_b: 0 leaves it out, 2 repeats it; or none at all: each once; not copied
 */
public record Scoring(Decoder decoder, double factor, double[] prior, double[] counted) {
    public Scoring {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new WorkbenchException("The factor of scores must be a positive number, found " + factor + ".");
        }
    }

    /** With every bit counted once. */
    public Scoring(Decoder decoder, double factor, double[] prior) {
        this(decoder, factor, prior, new double[0]);
    }

    /** Without factor and prior. */
    public static Scoring of(Decoder decoder) {
        return new Scoring(decoder, 1, new double[0]);
    }

    public boolean hasPrior() {
        return prior.length > 0;
    }

    double weight(int bit, double logit) {
        double weight = factor * decoder.weight(bit, logit);
        return counted.length == 0 ? weight : counted[bit] * weight;
    }

    /** @throws WorkbenchException if the prior or the reliabilities do not fit the codebook */
    void check(Codebook codebook) {
        if (hasPrior() && prior.length != codebook.size()) {
            throw new WorkbenchException("The prior has " + prior.length + " numbers, the codebook " + codebook.size()
                    + " tokens. Give one number per token.");
        }
        for (int v = 0; v < prior.length; v++) {
            if (!Double.isFinite(prior[v])) {
                throw new WorkbenchException("The prior of token " + v + " is " + prior[v] + "; it must be finite.");
            }
        }
        if (counted.length > 0 && counted.length != codebook.length()) {
            throw new WorkbenchException(counted.length + " numbers tell how often bits count, the codewords have "
                    + codebook.length() + " bits. Give one number per bit.");
        }
        for (int b = 0; b < counted.length; b++) {
            if (!(counted[b] >= 0 && counted[b] < Double.POSITIVE_INFINITY)) {
                throw new WorkbenchException(
                        "Bit " + b + " counts " + counted[b] + " times; allowed are finite numbers from 0.");
            }
        }
        decoder.check(codebook.length());
    }
}
