package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.code.learn.BalanceObjective;
import hammingway.code.learn.PairObjective;
import hammingway.code.learn.SwapSearch;
import hammingway.code.learn.WeightedPairs;
import hammingway.math.BitMatrix;

/** Assignments found by exchanging codewords of two tokens again and again; never worse than where they start. */
public sealed interface SearchedAssignment extends Assignment {
    /** The assignment that the search starts from. */
    Assignment start();

    /** Exchanges tried: the budget. The same number gives the same result on every machine. */
    long proposals();

    /**
     * A finished search.
     *
     * @param order codeword of each token
     * @param swaps exchanges made
     */
    record Improvement(int[] order, AssignmentReport before, AssignmentReport after, long swaps) {}

    /** Searches, and tells the figures before and after. */
    Improvement improve(BitMatrix codewords, CodeContext context, long seed, Progress progress);

    @Override
    default int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
        Improvement found = improve(codewords, context, seed, progress);
        progress.update(
                1,
                "Assignment improved by " + found.swaps() + " swaps: "
                        + found.before().comparedWith(found.after()));
        return found.order();
    }

    /** Brings similar tokens together, or keeps confused ones apart. */
    @Doc("Swaps codewords again and again: brings similar tokens together, or keeps confused ones apart")
    record LocalSearch(
            @Doc("The pairs of tokens, and what their distance costs")
            PairSource pairs,

            @Doc(value = "Where the search starts", byDefault = "{\"type\":\"identity\"}")
            Assignment start,

            @Doc(value = "Exchanges tried", min = 0, max = 1e12, byDefault = "2000000")
            long proposals)
            implements SearchedAssignment {
        @Override
        public Improvement improve(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            WeightedPairs weighted = pairs.pairs(context, progress);
            double[] costs = pairs.costs(codewords.columns());
            double[] frequency = Orders.frequencies(context);
            int[] order = start.order(codewords, context, seed, progress).clone();
            AssignmentReport before = AssignmentReport.of(codewords, order, weighted, costs, frequency);
            long swaps =
                    SwapSearch.improve(new PairObjective(weighted, codewords, costs, order), proposals, seed, progress);
            return new Improvement(
                    order, before, AssignmentReport.of(codewords, order, weighted, costs, frequency), swaps);
        }
    }

    /** Makes each bit one about as often as zero in the text, tokens counted by frequency. */
    @Doc("Swaps codewords until each bit is one about as often as zero in the text, tokens counted by frequency")
    record ColumnBalance(
            @Doc(value = "Where the search starts", byDefault = "{\"type\":\"identity\"}")
            Assignment start,

            @Doc(value = "Exchanges tried", min = 0, max = 1e12, byDefault = "200000")
            long proposals)
            implements SearchedAssignment {
        @Override
        public Improvement improve(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            WeightedPairs none = WeightedPairs.of(context.size(), new int[0], new int[0], new double[0]);
            double[] costs = new double[codewords.columns() + 1];
            double[] frequency = Orders.frequencies(context);
            int[] order = start.order(codewords, context, seed, progress).clone();
            AssignmentReport before = AssignmentReport.of(codewords, order, none, costs, frequency);
            long swaps =
                    SwapSearch.improve(new BalanceObjective(codewords, frequency, order), proposals, seed, progress);
            return new Improvement(order, before, AssignmentReport.of(codewords, order, none, costs, frequency), swaps);
        }
    }
}
