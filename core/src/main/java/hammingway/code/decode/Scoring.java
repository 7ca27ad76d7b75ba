package hammingway.code.decode;

import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;

/**
 * What tokens are ranked by: score(v) = sum_b c_vb (factor w_b) + prior_v, with the weights w_b of a {@link Decoder}.
 *
 * @param decoder how a logit becomes a weight
 * @param factor  above 0; with the log-likelihood the t of P(v) = exp(t sum_b c_vb z_b + prior_v) / Z
 * @param prior   one finite number per token, or none at all; not copied, not to be changed
 */
public record Scoring(Decoder decoder, double factor, double[] prior) {
    public Scoring {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new WorkbenchException("The factor of scores must be a positive number, found " + factor + ".");
        }
    }

    /** Without factor and prior. */
    public static Scoring of(Decoder decoder) {
        return new Scoring(decoder, 1, new double[0]);
    }

    public boolean hasPrior() {
        return prior.length > 0;
    }

    double weight(int bit, double logit) {
        return factor * decoder.weight(bit, logit);
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
        decoder.check(codebook.length());
    }
}
