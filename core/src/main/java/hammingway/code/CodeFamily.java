package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.Mt19937;
import hammingway.math.SplitRandom;
import java.nio.file.Path;

/** A way to make V codewords. Which token gets which of them is the {@link Assignment}'s matter. */
public sealed interface CodeFamily
        permits CodeFamily.OneHot,
                CodeFamily.NaturalBinary,
                CodeFamily.MinimalRandom,
                CodeFamily.ExplicitImport,
                LearnedFamily {
    /** For people: {@code natural binary}. */
    String label();

    /** Bits of a codeword for {@code size} tokens; 0 where only a file tells. Cheap: asked before anything is made. */
    int bits(int size);

    /**
     * The first V codewords.
     *
     * @param seed for families that draw bits
     */
    BitMatrix codewords(CodeContext context, long seed, Progress progress);

    /** Least number of bits that tell {@code size} tokens apart: {@code ceil(log2 size)}, at least 1. */
    static int minimalBits(int size) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(size - 1));
    }

    /** Bit i of token i: the code of softmax and of one-vs-all. [V, -, 2], V words. */
    record OneHot() implements CodeFamily {
        @Override
        public String label() {
            return "one-hot";
        }

        @Override
        public int bits(int size) {
            return size;
        }

        @Override
        public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
            return BitMatrix.of(context.size(), context.size(), (r, c) -> r == c);
        }
    }

    /**
     * The token's number in natural binary, most significant bit first: the paper's "Minimal" code. Shortest possible,
     * distance 1: one wrong bit is another token.
     */
    record NaturalBinary() implements CodeFamily {
        @Override
        public String label() {
            return "minimal";
        }

        @Override
        public int bits(int size) {
            return minimalBits(size);
        }

        @Override
        public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
            int n = bits(context.size());
            return BitMatrix.of(context.size(), n, (r, c) -> (r >>> (n - 1 - c) & 1) != 0);
        }
    }

    /** The minimal code followed by random bits: the paper's "MinRandom". Distance grows with the random bits, without a guarantee. */
    record MinimalRandom(
            @Doc(value = "Random bits after the minimal ones", unit = "bits", min = 0, max = 8192)
            int randomBits,

            @Doc(
                    value = "numpy-legacy: exactly the paper's bits for a seed; split: this program's generator",
                    byDefault = "split")
            RandomBits source)
            implements CodeFamily {
        @Override
        public String label() {
            return "minimal + " + randomBits + " random";
        }

        @Override
        public int bits(int size) {
            return minimalBits(size) + randomBits;
        }

        @Override
        public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
            BitMatrix minimal = new NaturalBinary().codewords(context, seed, progress);
            int k = minimal.columns();
            BitSource bits = switch (source) {
                case NUMPY_LEGACY -> {
                    Mt19937 twister = new Mt19937(seed);
                    // randint(0, 2) of the legacy generator: one 32-bit draw masked to its lowest bit
                    yield () -> (twister.nextInt32() & 1) != 0;
                }
                case SPLIT -> SplitRandom.of(seed, "code bits", 0)::nextBoolean;
            };
            return BitMatrix.of(context.size(), k + randomBits, (r, c) -> c < k ? minimal.get(r, c) : bits.next());
        }
    }

    /** Where random bits come from. */
    enum RandomBits {
        NUMPY_LEGACY,
        SPLIT
    }

    /** One random bit after the other, row by row. */
    @FunctionalInterface
    interface BitSource {
        boolean next();
    }

    /** Codewords from a file: {@code .npz}, {@code .npy} or {@code .csv}; row i is codeword i. */
    record ExplicitImport(
            @Doc("File with the codewords: .npz, .npy or .csv, one row a codeword")
            String file) implements CodeFamily {
        @Override
        public String label() {
            return "imported " + file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        }

        @Override
        public int bits(int size) {
            return 0;
        }

        @Override
        public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
            Path path = UserPath.resolve(context.base(), file, "codebook.family.file");
            BitMatrix bits = CodebookFiles.readBits(path);
            if (bits.rows() != context.size()) {
                throw new WorkbenchException(path + " holds " + bits.rows() + " codewords, the vocabulary has "
                        + context.size() + " tokens. Import a codebook of that size, or change the vocabulary.");
            }
            return bits;
        }
    }
}
