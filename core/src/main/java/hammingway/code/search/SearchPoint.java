package hammingway.code.search;

/**
 * The best book after so many evaluations.
 *
 * @param evaluations     candidates looked at until it was found
 * @param seconds         since the search began
 * @param objective       the weighted sum, greater is better
 * @param minimumDistance d_min in bits
 * @param atMinimum       unordered pairs at it
 */
public record SearchPoint(long evaluations, double seconds, double objective, int minimumDistance, long atMinimum) {}
