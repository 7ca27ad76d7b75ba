package hammingway.code.decode;

/**
 * How logits become a ranking of tokens. With p = sigmoid(z) and codewords c of zeros and ones, L1 and squared L2 distances
 * between p and c rank alike (both are argmax of sum_b c_b (2 p_b - 1)); the
 * log-likelihood uses the logits themselves.
 */
public sealed interface Decoder {
    String label();

    /** Least sum of absolute differences between bit probabilities and codeword: the paper's decoder. */
    record L1() implements Decoder {
        @Override
        public String label() {
            return "L1";
        }
    }

    /** Least Euclidean distance between bit probabilities and codeword; ranks as L1 does. */
    record L2() implements Decoder {
        @Override
        public String label() {
            return "L2";
        }
    }

    /** Greatest likelihood of the codeword, bits taken as independent; with the unigram prior where the head has one. */
    record LogLikelihood() implements Decoder {
        @Override
        public String label() {
            return "log-likelihood";
        }
    }

    /** Fewest bits different from the hard decisions p > 1/2. */
    record Hamming() implements Decoder {
        @Override
        public String label() {
            return "hard Hamming";
        }
    }
}
