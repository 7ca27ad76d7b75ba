package hammingway.eval.errors;

import hammingway.math.Interval;

/**
 * How the tokens of a group fared together.
 *
 * @param tokens    of the vocabulary in it, whether they came or not
 * @param positions where one of them was the target, at least 1
 * @param top1      share of them ranked first, with Wilson's interval, which takes positions as independent
 * @param top5      the same of the first five
 * @param nats      mean negative log-probability
 * @param wrongBits mean number of bits decided wrong; NaN without a codebook
 */
public record TokenGroup(
        String label, int tokens, int positions, Interval top1, Interval top5, double nats, double wrongBits) {}
