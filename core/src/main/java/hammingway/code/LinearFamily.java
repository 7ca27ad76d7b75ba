package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import hammingway.math.SplitRandom;
import java.util.List;

/**
 * Linear codes: token i gets the codeword of message i, most significant bit first, in the message's last bits where the code has room
 * for more tokens.
 */
public sealed interface LinearFamily extends CodeFamily
        permits CodeFamily.NaturalBinary,
                CodeFamily.Gray,
                ReedMullerFamily,
                CyclicFamily,
                LinearFamily.RandomLinear,
                Convolutional,
                Concatenated {
    /**
     * Generator matrix (k, n); row i is the codeword of the message whose bit i, first the most significant, is the only one.
     *
     * @param size for a size without problems
     * @param seed for families that draw bits
     */
    BitMatrix generator(int size, long seed, Progress progress);

    @Override
    default BitMatrix codewords(CodeContext context, long seed, Progress progress) {
        return Gf2.combinations(generator(context.size(), seed, progress), context.size(), progress);
    }

    /** The problem of a code of {@code 2^dimension} words that has no room for {@code size} tokens; none where it has. */
    static List<Problem> room(int dimension, int size, String field, int value, String possible) {
        return dimension >= CodeFamily.minimalBits(size)
                ? List.of()
                : List.of(new Problem(
                        field,
                        "" + value,
                        possible,
                        "The code has 2^" + dimension + " words; " + size + " tokens need 2^"
                                + CodeFamily.minimalBits(size)));
    }

    /**
     * Message bits first, then random sums of them. Random linear codes meet the Gilbert-Varshamov bound with high probability
     * (Varshamov 1957), and the best of a few beats independent random bits by far.
     */
    @Doc("Message bits followed by random parities of them, the best of several draws by its weight distribution")
    record RandomLinear(
            @Doc(value = "Length of a codeword", unit = "bits", min = 1, max = 8192, byDefault = "50")
            int bits,

            @Doc(
                    value = "Codes drawn; kept is the one of largest minimum distance with the fewest words at it",
                    min = 1,
                    max = 10000,
                    byDefault = "20")
            int draws)
            implements LinearFamily {
        @Override
        public String label() {
            return "random linear, best of " + draws;
        }

        @Override
        public int bits(int size) {
            return bits;
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.linear(bits, CodeFamily.minimalBits(size), 0, false);
        }

        @Override
        public List<Problem> problems(int size) {
            int k = CodeFamily.minimalBits(size);
            return bits >= k
                    ? List.of()
                    : List.of(new Problem(
                            "bits", "" + bits, k + " bits or more", "That many tell " + size + " tokens apart"));
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            BitMatrix best = draw(size, seed, 0);
            long[] weights = Gf2.weights(best, progress);
            for (int i = 1; i < draws; i++) {
                progress.update((double) i / draws, "Drawing linear codes");
                BitMatrix next = draw(size, seed, i);
                long[] found = Gf2.weights(next, progress);
                if (better(found, weights)) {
                    best = next;
                    weights = found;
                }
            }
            return best;
        }

        private BitMatrix draw(int size, long seed, int index) {
            int k = CodeFamily.minimalBits(size);
            SplitRandom random = SplitRandom.of(seed, "linear code", index);
            return BitMatrix.of(k, bits, (r, c) -> c < k ? r == c : random.nextBoolean());
        }

        /** Fewer words of the least weight in which the two differ. */
        private static boolean better(long[] a, long[] b) {
            for (int w = 1; w < a.length; w++) {
                if (a[w] != b[w]) {
                    return a[w] < b[w];
                }
            }
            return false;
        }
    }
}
