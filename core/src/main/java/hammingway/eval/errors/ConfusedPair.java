package hammingway.eval.errors;

import java.util.OptionalInt;

/**
 * One token taken for another, in this order.
 *
 * @param target    the token that came
 * @param predicted the one that was ranked first
 * @param count     so often
 * @param other     so often in the run compared with; none without one
 * @param distance  bits between their codewords; none without a codebook
 * @param byChance  times that it would be expected from their frequencies alone: lost positions of the target, by the share of the
 *                  predicted among all wrong predictions of other tokens
 * @param byDistance the same, by the frequency of confusions at their distance ({@link DistanceEffect}); equal to it without a codebook
 */
public record ConfusedPair(
        int target,
        int predicted,
        int count,
        OptionalInt other,
        OptionalInt distance,
        double byChance,
        double byDistance) {
    /** Times beyond those of the run compared with; the count without one. */
    public int excess() {
        return count - other.orElse(0);
    }

    /** So many of the confusions are told by the distance beyond what frequencies tell: as far as they happened. */
    public double becauseNear() {
        return Math.max(0, Math.min(count, byDistance) - Math.min(count, byChance));
    }
}
