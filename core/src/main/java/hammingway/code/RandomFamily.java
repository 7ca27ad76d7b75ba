package hammingway.code;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.code.construct.RandomWords;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.List;

/** Codes drawn at random; codewords that come out equal are drawn again, so that all differ. The seed decides them. */
public sealed interface RandomFamily extends CodeFamily {
    private static List<Problem> tooShort(int bits, int size) {
        int least = CodeFamily.minimalBits(size);
        return bits >= least
                ? List.of()
                : List.of(new Problem(
                        "bits", "" + bits, least + " bits or more", "That many tell " + size + " tokens apart"));
    }

    /** Allwein, Schapire and Singer 2000: about 10 log2 V bits serve. */
    @Doc("Independent fair bits: the dense random code of Allwein, Schapire and Singer")
    record RandomDense(
            @Doc(value = "Length of a codeword", unit = "bits", min = 1, max = 8192, byDefault = "50")
            int bits) implements RandomFamily {
        @Override
        public String label() {
            return "random dense";
        }

        @Override
        public int bits(int size) {
            return bits;
        }

        @Override
        public List<Problem> problems(int size) {
            return tooShort(bits, size);
        }

        @Override
        public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
            return RandomWords.dense(context.size(), bits, SplitRandom.of(seed, "dense code", 0), progress);
        }
    }

    @Doc("Random columns, each with as many ones as zeros: every bit asks an even question")
    record BalancedColumns(
            @Doc(value = "Length of a codeword", unit = "bits", min = 1, max = 8192, byDefault = "50")
            int bits) implements RandomFamily {
        @Override
        public String label() {
            return "balanced random columns";
        }

        @Override
        public int bits(int size) {
            return bits;
        }

        @Override
        public List<Problem> problems(int size) {
            return tooShort(bits, size);
        }

        @Override
        public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
            return RandomWords.balanced(context.size(), bits, SplitRandom.of(seed, "balanced code", 0), progress);
        }
    }

    @Doc("Random codewords with the same small number of ones: sparse targets")
    record ConstantWeight(
            @Doc(value = "Length of a codeword", unit = "bits", min = 2, max = 8192, byDefault = "64")
            int bits,

            @Doc(value = "Ones in each codeword", unit = "bits", min = 1, max = 8191, byDefault = "4")
            int weight)
            implements RandomFamily, Checked {
        @Override
        public String label() {
            return "constant weight " + weight;
        }

        @Override
        public int bits(int size) {
            return bits;
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.words(bits, size, 2, false);
        }

        @Override
        public List<Problem> problems() {
            return weight < bits
                    ? List.of()
                    : List.of(new Problem(
                            "weight",
                            "" + weight,
                            "1 to " + (bits - 1),
                            "A codeword of " + bits + " bits has room for that"));
        }

        @Override
        public List<Problem> problems(int size) {
            long words = RandomWords.choices(bits, weight);
            if (words >= size) {
                return List.of();
            }
            int longer = bits;
            while (RandomWords.choices(longer, weight) < size) {
                longer++;
            }
            return List.of(new Problem(
                    "bits",
                    "" + bits,
                    longer + " bits or more for weight " + weight,
                    "There are " + words + " words of that weight for " + size + " tokens; or use another weight"));
        }

        @Override
        public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
            SplitRandom random = SplitRandom.of(seed, "constant weight code", 0);
            return RandomWords.constantWeight(context.size(), bits, weight, random, progress);
        }
    }

    /** Bloom 1970; Cisse et al. 2013 and Serra and Karatzoglou 2017 used it for outputs. */
    @Doc("Each token sets the bits that k random hash functions give it: a Bloom filter as output code")
    record BloomHash(
            @Doc(value = "Length of a codeword", unit = "bits", min = 2, max = 8192, byDefault = "64")
            int bits,

            @Doc(
                    value = "Hash functions k: ones in a codeword, fewer where two agree",
                    min = 1,
                    max = 64,
                    byDefault = "4")
            int hashes)
            implements RandomFamily, Checked {
        @Override
        public String label() {
            return hashes + "-hash";
        }

        @Override
        public int bits(int size) {
            return bits;
        }

        @Override
        public List<Problem> problems() {
            return 2 * hashes <= bits
                    ? List.of()
                    : List.of(new Problem(
                            "hashes",
                            "" + hashes,
                            "1 to " + bits / 2,
                            "More hashes than half the bits fill the codeword"));
        }

        @Override
        public List<Problem> problems(int size) {
            // with half of the sets free, a new one is found in a few draws
            if (RandomWords.choices(bits, hashes) >= 2L * size) {
                return List.of();
            }
            int longer = bits;
            while (RandomWords.choices(longer, hashes) < 2L * size) {
                longer++;
            }
            return List.of(new Problem(
                    "bits",
                    "" + bits,
                    longer + " bits or more for " + hashes + " hashes",
                    "Too few sets of bits for " + size + " tokens; or use more hashes"));
        }

        @Override
        public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
            return RandomWords.hashed(context.size(), bits, hashes, SplitRandom.of(seed, "hash code", 0), progress);
        }
    }
}
