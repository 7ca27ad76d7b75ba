package hammingway.code.decode;

import hammingway.base.Doc;
import hammingway.base.WorkbenchException;
import java.util.List;

/**
 * How logits become a ranking of tokens: by argmax over codewords c of sum_b c_b w_b, with a weight w_b for each bit that depends on
 * the bit's logit z_b alone. All losses that are sums over bits have this form: sum_b L(c_b, z_b) differs from
 * sum_b c_b (L(1, z_b) - L(0, z_b)) by a constant. With p = sigmoid(z), L1 and squared L2 distances between p and c therefore rank
 * alike, and so do the log-likelihood and the logistic loss of loss-based decoding.
 */
public sealed interface Decoder {
    String label();

    /**
     * The weight w_b.
     *
     * @param bit   which bit, from 0; matters to {@link ReliabilityWeighted} only
     * @param logit z_b, finite
     */
    double weight(int bit, double logit);

    /** @throws WorkbenchException if it does not fit codewords of so many bits */
    default void check(int bits) {}

    /** 2 sigmoid(z) - 1. */
    private static double soft(double z) {
        return 2 / (1 + Math.exp(-z)) - 1;
    }

    /** Least sum of absolute differences between bit probabilities and codeword: the paper's decoder. */
    record L1() implements Decoder {
        @Override
        public String label() {
            return "L1";
        }

        @Override
        public double weight(int bit, double logit) {
            return soft(logit);
        }
    }

    /** Least Euclidean distance between bit probabilities and codeword; ranks as L1 does. */
    record L2() implements Decoder {
        @Override
        public String label() {
            return "L2";
        }

        @Override
        public double weight(int bit, double logit) {
            return soft(logit);
        }
    }

    /** Greatest likelihood of the codeword, bits taken as independent; with the unigram prior where the head has one. */
    record LogLikelihood() implements Decoder {
        @Override
        public String label() {
            return "log-likelihood";
        }

        @Override
        public double weight(int bit, double logit) {
            return logit;
        }
    }

    /** Fewest bits different from the hard decisions p > 1/2. */
    record Hamming() implements Decoder {
        @Override
        public String label() {
            return "hard Hamming";
        }

        @Override
        public double weight(int bit, double logit) {
            return logit > 0 ? 1 : -1;
        }
    }

    /**
     * Least sum of hinge losses max(0, 1 - m) of the margins m = (2 c_b - 1) z_b: loss-based decoding (Allwein, Schapire, Singer,
     * "Reducing multiclass to binary", 2000, section 3). Within |z| <= 1 it ranks as the log-likelihood does.
     */
    record Hinge() implements Decoder {
        @Override
        public String label() {
            return "hinge loss";
        }

        @Override
        public double weight(int bit, double logit) {
            return Math.max(0, 1 + logit) - Math.max(0, 1 - logit);
        }
    }

    /** Least sum of exponential losses exp(-m), loss-based decoding as above: the surest bits decide nearly alone. */
    record Exponential() implements Decoder {
        /** Logits are cut to this: exp(60) times thousands of bits still fits single precision, whose largest is exp(88.7). */
        public static final double CUT = 60;

        @Override
        public String label() {
            return "exponential loss";
        }

        @Override
        public double weight(int bit, double logit) {
            return 2 * Math.sinh(Math.clamp(logit, -CUT, CUT));
        }
    }

    /** Least sum of logistic losses log(1 + exp(-m)); ranks as the log-likelihood without a prior does. */
    record Logistic() implements Decoder {
        @Override
        public String label() {
            return "logistic loss";
        }

        @Override
        public double weight(int bit, double logit) {
            return logit;
        }
    }

    /** The log-likelihood with each bit's logit weighted by how far that bit can be trusted (loss-weighted decoding, Escalera et al. 2010). */
    record ReliabilityWeighted(
            @Doc("One weight per bit, 0 or more; 0 leaves the bit out")
            List<Double> weights) implements Decoder {
        public ReliabilityWeighted {
            weights = List.copyOf(weights);
        }

        @Override
        public String label() {
            return "reliability-weighted";
        }

        @Override
        public double weight(int bit, double logit) {
            return weights.get(bit) * logit;
        }

        @Override
        public void check(int bits) {
            if (weights.size() != bits) {
                throw new WorkbenchException("The reliability-weighted decoder has " + weights.size()
                        + " weights, the codewords have " + bits + " bits. Give one weight per bit.");
            }
            for (int b = 0; b < bits; b++) {
                if (!(weights.get(b) >= 0 && weights.get(b) < Double.POSITIVE_INFINITY)) {
                    throw new WorkbenchException("The weight of bit " + b + " is " + weights.get(b)
                            + "; weights must be finite and 0 or more.");
                }
            }
        }
    }
}
