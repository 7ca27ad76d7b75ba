package hammingway.eval.errors;

import hammingway.vocab.TokenType;
import java.util.OptionalInt;

/**
 * How one token fared where it was the target.
 *
 * @param occurrences   positions where it came
 * @param top1          of them ranked first
 * @param top5          of them ranked among the first five
 * @param nats          mean negative log-probability; NaN where it never came
 * @param wrongBits     mean number of bits decided wrong; NaN where it never came, and without a codebook
 * @param weight        ones in its codeword; none without a codebook
 * @param frequencyRank by its count in the training part, the most frequent 0
 */
public record TokenFigures(
        int token,
        int occurrences,
        int top1,
        int top5,
        double nats,
        double wrongBits,
        OptionalInt weight,
        int frequencyRank,
        TokenType type) {
    /** Positions where it was not ranked first. */
    public int lost() {
        return occurrences - top1;
    }

    /** Share of its positions that were lost; NaN where it never came. */
    public double errorRate() {
        return (double) lost() / occurrences;
    }
}
