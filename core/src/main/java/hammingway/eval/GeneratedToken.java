package hammingway.eval;

import hammingway.base.Doc;
import java.util.List;
import java.util.Optional;

/**
 * A token that a model wrote, and what it thought of it. Probabilities are those of the head's normalised distribution at its
 * fitted factor t, before any temperature of the draw.
 */
public record GeneratedToken(
        @Doc("Place among the tokens written, from 0") int index,

        @Doc("Id in the vocabulary") int token,

        @Doc("For the eye: spaces and line ends as symbols") String display,

        @Doc("What it adds to the text; nothing while a character is incomplete")
        String text,

        @Doc(value = "Natural logarithm of its probability", unit = "nats")
        double logProbability,

        @Doc("Rank by the head's own decoder, 0 the best, as in ranks.npy")
        int rank,

        @Doc("The most probable tokens, the best first") List<Candidate> best,

        @Doc("For heads with a codebook") Optional<Bits> bits) {

    public double probability() {
        return Math.exp(logProbability);
    }

    /** A token that was possible, with its probability, 0 to 1. */
    public record Candidate(int token, String display, double probability) {}

    /**
     * The bits that the network predicted beside those of the token.
     *
     * @param ones        sigmoid of each bit's logit: the probability that the bit is 1, each bit by itself and at no temperature; 4 digits
     * @param codeword    of the token: its bits as 0 and 1
     * @param disagreeing bits of the codeword that the hard decision, 1 where the logit is above 0, decides otherwise
     */
    public record Bits(List<Double> ones, String codeword, int disagreeing) {}
}
