package hammingway.code.search;

import hammingway.base.Doc;

/**
 * A search for a codebook of V codewords. The same specification with the same number of evaluations finds the same book on every
 * machine; a budget in seconds tells afterwards how many evaluations it was, see {@link #repeating}.
 */
public record SearchSpec(
        @Doc("How to look") SearchMethod method,

        @Doc(value = "What is looked for: a weighted sum", byDefault = "{}")
        Objective objective,

        @Doc(value = "When to stop", byDefault = "{}") Budget budget,

        @Doc(value = "Seed of the search", min = 0, max = 4294967295.0, byDefault = "42")
        long seed) {

    /** This search ended by a count instead of a clock: what repeats a search that made so many evaluations. */
    public SearchSpec repeating(long evaluations) {
        return new SearchSpec(method, objective, new Budget(0, evaluations), seed);
    }
}
