package hammingway.code.search;

import hammingway.base.Doc;
import hammingway.code.CodebookSpec;

/** How to look for a codebook. */
public sealed interface SearchMethod {
    /** For people: {@code annealing over codewords}. */
    String label();

    /** Follows a recipe with the seeds that follow the search's own, and keeps the best book. An evaluation is a book. */
    @Doc("Follows a recipe with seed after seed, and keeps the best codebook")
    record BestOfN(
            @Doc("A recipe that draws random bits; its own seed is not used")
            CodebookSpec recipe) implements SearchMethod {
        @Override
        public String label() {
            return "best of many seeds, " + recipe.family().label();
        }
    }

    /**
     * Takes words in an order, each that keeps the distance from those taken before. An evaluation is a word looked at.
     * Natural order gives a linear code (Conway and Sloane, "Lexicographic codes: error-correcting codes from game theory", IEEE
     * Trans. Inf. Theory 32, 1986), so that only its generators are looked for, lowest first: practical while {@code n - k} is
     * below about 30. Random order draws words and has no such bound; for an even distance it draws words of even weight, whose
     * distances are even.
     */
    @Doc("Takes words in an order, each that keeps its distance from those taken before")
    record Lexicode(
            @Doc(value = "Bits of a codeword", unit = "bits", min = 1, max = 1024)
            int length,

            @Doc(
                    value = "Distance that all words keep; 0: the greatest that the budget reaches",
                    unit = "bits",
                    min = 0,
                    max = 1024,
                    byDefault = "0")
            int distance,

            @Doc(value = "Order in which words are looked at", byDefault = "random")
            WordOrder order)
            implements SearchMethod {
        @Override
        public String label() {
            return (order == WordOrder.NATURAL ? "lexicode" : "greedy code in random order") + ", " + length + " bits";
        }
    }

    /** The order of words in a greedy code. */
    enum WordOrder {
        NATURAL,
        RANDOM
    }

    /**
     * Simulated annealing (Kirkpatrick, Gelatt, Vecchi, Science 220, 1983) in rounds of doubling length, each from the best book so
     * far. The temperature follows the number of evaluations alone, so that a longer search begins with the shorter one's steps.
     */
    @Doc("Small random changes; worse ones are taken more and more seldom")
    record Annealing(
            @Doc(value = "What a step changes", byDefault = "codewords")
            Over over,

            @Doc("Where the search begins") Start start,

            @Doc(
                    value = "First temperature of a round, in median worsenings of a random step",
                    min = 1e-6,
                    max = 1e3,
                    byDefault = "0.1")
            double heat,

            @Doc(
                    value = "Last temperature of a round, as a share of the first",
                    min = 1e-9,
                    max = 1,
                    byDefault = "0.01")
            double cooling)
            implements SearchMethod {
        @Override
        public String label() {
            return "annealing over " + over.label();
        }
    }

    /** Tabu search (Glover, ORSA Journal on Computing 1, 1989): the best of some random steps, even if it worsens; no way back for a while. */
    @Doc("The best of some random changes, even if it is worse, with no way back for a while")
    record Tabu(
            @Doc(value = "What a step changes", byDefault = "codewords")
            Over over,

            @Doc("Where the search begins") Start start,

            @Doc(
                    value = "Steps for which what was changed stays as it is",
                    unit = "steps",
                    min = 1,
                    max = 1e6,
                    byDefault = "10")
            int tenure,

            @Doc(value = "Steps looked at before one is made", min = 1, max = 1e6, byDefault = "50")
            int candidates)
            implements SearchMethod {
        @Override
        public String label() {
            return "tabu search over " + over.label();
        }
    }

    /** What a step of a local search changes. */
    enum Over {
        /** One or two bits of a codeword. O(V n / 64). */
        CODEWORDS,
        /** A one and a zero of a column change places, so that columns keep their balance. O(V n / 64). */
        COLUMN_SWAPS,
        /** A column of a linear code's generator matrix. O(2^k), k = ceil(log2 V). */
        GENERATOR_COLUMNS;

        String label() {
            return switch (this) {
                case CODEWORDS -> "codewords";
                case COLUMN_SWAPS -> "swaps within columns";
                case GENERATOR_COLUMNS -> "columns of a generator matrix";
            };
        }
    }
}
