package hammingway.code;

import hammingway.math.SplitRandom;

/** Which token gets which codeword of a family. */
public sealed interface Assignment {
    /** {@code order[token]} is the number of the codeword that the token gets. */
    int[] order(int size, long seed);

    /** Codeword i to token i; with a vocabulary in order of frequency, in that order. */
    record Identity() implements Assignment {
        @Override
        public int[] order(int size, long seed) {
            int[] order = new int[size];
            for (int i = 0; i < size; i++) {
                order[i] = i;
            }
            return order;
        }
    }

    /** A random permutation: the control that shows what an assignment is worth. */
    record RandomPermutation() implements Assignment {
        @Override
        public int[] order(int size, long seed) {
            return SplitRandom.of(seed, "assignment", 0).permutation(size);
        }
    }
}
