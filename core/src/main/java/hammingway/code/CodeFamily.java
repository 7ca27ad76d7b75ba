package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.Mt19937;
import hammingway.math.SplitRandom;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * A way to make V codewords. Which token gets which of them is the {@link Assignment}'s matter. The {@link Doc} of each record says in one
 * line what it is; {@code resources/docs/guide/codes} has a page on each, by its type's name.
 */
public sealed interface CodeFamily
        permits CodeFamily.OneHot,
                CodeFamily.MinimalRandom,
                RandomFamily,
                LinearFamily,
                Kerdock,
                LearnedFamily,
                CodeFamily.ExplicitImport {
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

    /** What theory says of the code for {@code size} tokens; for a size without problems. */
    default CodeParameters parameters(int size) {
        return CodeParameters.words(bits(size), size, 0, false);
    }

    /** Why there is no such code for {@code size} tokens, and what is possible nearby; paths are this record's fields. */
    default List<Problem> problems(int size) {
        return List.of();
    }

    /** What a kind of family is, in one line. */
    static String summary(Class<?> kind) {
        Doc doc = kind.getAnnotation(Doc.class);
        if (doc == null) {
            throw new IllegalArgumentException(kind + " has no @Doc");
        }
        return doc.value();
    }

    /** Least number of bits that tell {@code size} tokens apart: {@code ceil(log2 size)}, at least 1. */
    static int minimalBits(int size) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(size - 1));
    }

    @Doc("Bit i of token i: the code of softmax and one-vs-all")
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
            BitMatrix.Builder words = new BitMatrix.Builder(context.size(), context.size());
            for (int i = 0; i < context.size(); i++) {
                words.flip(i, i);
            }
            return words.build();
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.words(size, size, 2, true);
        }
    }

    /** The paper's "Minimal" code. Shortest possible, distance 1: one wrong bit is another token. */
    @Doc("The token's number in natural binary, most significant bit first: the paper's Minimal code")
    record NaturalBinary() implements LinearFamily {
        @Override
        public String label() {
            return "minimal";
        }

        @Override
        public int bits(int size) {
            return minimalBits(size);
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            return BitMatrix.of(bits(size), bits(size), (r, c) -> r == c);
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.linear(bits(size), bits(size), 1, true);
        }
    }

    /** {@code i ^ (i >> 1)}, which is linear in the bits of i. */
    @Doc("The token's number in Gray's reflected binary: neighbours differ in one bit")
    record Gray() implements LinearFamily {
        @Override
        public String label() {
            return "Gray";
        }

        @Override
        public int bits(int size) {
            return minimalBits(size);
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            return BitMatrix.of(bits(size), bits(size), (r, c) -> c == r || c == r + 1);
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.linear(bits(size), bits(size), 1, true);
        }
    }

    /** Distance grows with the random bits, without a guarantee. */
    @Doc("Natural binary followed by random bits: the paper's MinRandom code")
    record MinimalRandom(
            @Doc(value = "Random bits after the minimal ones", unit = "bits", min = 0, max = 8192, byDefault = "40")
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
            BitSource bits = switch (source) {
                case NUMPY_LEGACY -> {
                    Mt19937 twister = new Mt19937(seed);
                    // randint(0, 2) of the legacy generator: one 32-bit draw masked to its lowest bit
                    yield () -> (twister.nextInt32() & 1) != 0;
                }
                case SPLIT -> SplitRandom.of(seed, "code bits", 0)::nextBoolean;
            };
            int k = minimalBits(context.size());
            BitMatrix.Builder words = new BitMatrix.Builder(context.size(), k + randomBits);
            int n = k + randomBits;
            for (int r = 0; r < context.size(); r++) {
                // first bit: the most significant
                long word = Integer.toUnsignedLong(Integer.reverse(r)) >>> (32 - k);
                for (int c = k; c < n; c++) {
                    if (bits.next()) {
                        word |= 1L << c;
                    }
                    if ((c & 63) == 63) {
                        words.word(r, c >>> 6, word);
                        word = 0;
                    }
                }
                if ((n & 63) != 0) {
                    words.word(r, n >>> 6, word);
                }
                if ((r & 0xFFF) == 0) {
                    progress.check();
                }
            }
            return words.build();
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.words(bits(size), size, 1, false);
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

    @Doc("Codewords from a file: .npz, .npy, .csv, .txt or .alist, row i being codeword i")
    record ExplicitImport(
            @Doc("File with the codewords: .npz, .npy, .csv, .txt or .alist")
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
            BitMatrix bits = CodebookFiles.readBits(
                    path, new CodebookFiles.Reading(OptionalInt.of(context.size()), OptionalInt.empty()));
            if (bits.rows() != context.size()) {
                throw new WorkbenchException(path + " holds " + bits.rows() + " codewords, the vocabulary has "
                        + context.size() + " tokens. Import a codebook of that size, or change the vocabulary.");
            }
            return bits;
        }
    }
}
