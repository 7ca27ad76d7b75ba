package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;

/** Which token gets which codeword of a family. */
public sealed interface Assignment
        permits Assignment.Identity,
                Assignment.RandomPermutation,
                RankAssignment,
                EmbeddingAssignment,
                SearchedAssignment {
    /**
     * {@code order[token]} is the number of the codeword that the token gets: a permutation of 0 to V - 1.
     *
     * @param codewords of the family, row i being codeword i
     */
    int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress);

    /** Codeword i to token i; with a vocabulary in order of frequency, in that order. */
    @Doc("Codeword i to token i; where ids are ranks, in order of frequency")
    record Identity() implements Assignment {
        @Override
        public int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            int[] order = new int[codewords.rows()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            return order;
        }
    }

    /** A random permutation: the control that shows what an assignment is worth. */
    @Doc("Drawn by the seed: the control that shows what an assignment is worth")
    record RandomPermutation() implements Assignment {
        @Override
        public int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            return SplitRandom.of(seed, "assignment", 0).permutation(codewords.rows());
        }
    }
}
