package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.code.learn.WeightedPairs;

/** Pairs of tokens that an assignment is to bring together or to keep apart. */
public sealed interface PairSource {
    WeightedPairs pairs(CodeContext context, Progress progress);

    /** What a pair at each distance costs, 0 to {@code bits}. */
    double[] costs(int bits);

    /** Pairs of similar tokens, brought together: the cost is cosine x distance, so that similar tokens share bits. */
    @Doc("Swaps codewords again and again to bring similar tokens together, so that they share bits")
    record SimilarPairs(
            @Doc("Where the vectors of the tokens come from")
            EmbeddingSource source,

            @Doc(value = "Most similar tokens of each token", min = 1, max = 1000, byDefault = "20")
            int neighbours)
            implements PairSource {
        @Override
        public WeightedPairs pairs(CodeContext context, Progress progress) {
            return WeightedPairs.nearest(context.embeddings(source, progress).matrix(), neighbours, progress);
        }

        @Override
        public double[] costs(int bits) {
            return distances(bits);
        }
    }

    /**
     * Pairs that an evaluated run confused, kept apart: with independent bit errors of probability p a codeword at distance d wins with
     * probability at most (4 p (1 - p))^(d/2) (Bhattacharyya's bound), and count x that is the expected loss.
     */
    @Doc("Swaps codewords again and again to keep those tokens apart that an evaluated run confused")
    record ConfusedPairs(
            @Doc("Name of the evaluated run, or of its folder")
            String run,

            @Doc(value = "Probability that a bit is wrong", min = 0.0001, max = 0.4999, byDefault = "0.2")
            double bitError)
            implements PairSource {
        private static final double LEAST = 0.0001;
        private static final double GREATEST = 0.4999;

        /** With a share of wrong bits as it was measured, brought into the range that a recipe may have. */
        public static ConfusedPairs measured(String run, double bitError) {
            return new ConfusedPairs(run, Math.clamp(bitError, LEAST, GREATEST));
        }

        @Override
        public WeightedPairs pairs(CodeContext context, Progress progress) {
            return confused(context.confusions(run), context.size());
        }

        @Override
        public double[] costs(int bits) {
            double[] costs = new double[bits + 1];
            java.util.Arrays.setAll(costs, d -> StrictMath.pow(4 * bitError * (1 - bitError), d / 2.0));
            return costs;
        }
    }

    /**
     * Pairs that an evaluated run confused, brought together: the cost is count x distance. Tokens are confused where the text does not
     * tell which will come; bits that they share can be learnt there, bits that tell them apart cannot.
     */
    @Doc(
            "Swaps codewords again and again to bring those tokens together that an evaluated run confused, so that they share bits")
    record ConfusedTogether(
            @Doc("Name of the evaluated run, or of its folder")
            String run) implements PairSource {
        @Override
        public WeightedPairs pairs(CodeContext context, Progress progress) {
            return confused(context.confusions(run), context.size());
        }

        @Override
        public double[] costs(int bits) {
            return distances(bits);
        }
    }

    private static WeightedPairs confused(Confusions confusions, int tokens) {
        var pairs = confusions.pairs();
        return WeightedPairs.of(
                tokens,
                pairs.stream().mapToInt(Confusions.Pair::target).toArray(),
                pairs.stream().mapToInt(Confusions.Pair::predicted).toArray(),
                pairs.stream().mapToDouble(Confusions.Pair::count).toArray());
    }

    private static double[] distances(int bits) {
        double[] costs = new double[bits + 1];
        java.util.Arrays.setAll(costs, d -> d);
        return costs;
    }
}
