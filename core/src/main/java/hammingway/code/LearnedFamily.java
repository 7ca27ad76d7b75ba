package hammingway.code;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.learn.DistinctSigns;
import hammingway.code.learn.IterativeQuantization;
import hammingway.code.learn.PrincipalComponents;
import hammingway.math.BitMatrix;
import hammingway.math.FloatMatrix;
import hammingway.math.SplitRandom;
import java.util.List;

/**
 * Codes that follow vectors of the tokens: similar tokens get similar codewords, which makes bits easy to learn. Codeword i is made
 * for token i, so the assignment to go with them is identity; any other takes that fit away.
 */
public sealed interface LearnedFamily extends CodeFamily {
    /** Bits read off the vectors. */
    int bits();

    EmbeddingSource source();

    /** Bits after them, each the parity of a few of them. */
    int parityBits();

    /** Learned bits under each parity bit. */
    int parityDegree();

    /** Real numbers whose signs are the bits, (V, bits), larger ones being the more certain. */
    FloatMatrix projections(FloatMatrix embeddings, long seed, Progress progress);

    @Override
    default int bits(int size) {
        return bits() + parityBits();
    }

    @Override
    default List<Problem> problems(int size) {
        int least = CodeFamily.minimalBits(size);
        return bits() >= least
                ? List.of()
                : List.of(new Problem(
                        "bits",
                        "" + bits(),
                        least + " or more for " + size + " tokens",
                        "Every token needs a codeword of its own"));
    }

    @Override
    default BitMatrix codewords(CodeContext context, long seed, Progress progress) {
        DistinctSigns signs = learn(context, seed, progress);
        progress.update(
                1,
                "Codes learned from " + source().label() + ": " + signs.repaired() + " of " + context.size()
                        + " tokens gave way to another, by " + signs.flips() + " bits");
        return withParity(signs.bits(), seed);
    }

    /** The learned bits without parity, and what had to be repaired. */
    default DistinctSigns learn(CodeContext context, long seed, Progress progress) {
        int size = context.size();
        Embeddings embeddings = context.embeddings(source(), progress);
        if (embeddings.rows() != size) {
            throw new WorkbenchException("The vectors (" + source().label() + ") are of " + embeddings.rows()
                    + " tokens, the vocabulary has " + size + ". Use vectors of the same vocabulary.");
        }
        long[] weights = context.vocabulary().map(v -> v.counts()).orElseGet(() -> new long[size]);
        return DistinctSigns.of(projections(embeddings.matrix(), seed, progress), weights, progress);
    }

    private BitMatrix withParity(BitMatrix learned, long seed) {
        if (parityBits() == 0) {
            return learned;
        }
        int n = learned.columns();
        int[][] checks = new int[parityBits()][];
        SplitRandom random = SplitRandom.of(seed, "parity", 0);
        for (int p = 0; p < checks.length; p++) {
            checks[p] = java.util.Arrays.copyOf(random.permutation(n), parityDegree());
        }
        return BitMatrix.of(learned.rows(), n + checks.length, (r, c) -> {
            if (c < n) {
                return learned.get(r, c);
            }
            boolean parity = false;
            for (int bit : checks[c - n]) {
                parity ^= learned.get(r, bit);
            }
            return parity;
        });
    }

    /** {@code + 10 parity}, or nothing. */
    private String parityLabel() {
        return parityBits() == 0 ? "" : " + " + parityBits() + " parity";
    }

    private List<Problem> parityProblems() {
        return parityBits() > 0 && parityDegree() > bits()
                ? List.of(new Problem(
                        "parityDegree", "" + parityDegree(), "2 to " + bits(), "A parity bit covers learned bits"))
                : List.of();
    }

    /** Signs of the first principal components. */
    @Doc("Signs of the principal components of the tokens' vectors")
    record SignPca(
            @Doc(value = "Bits read off the vectors", unit = "bits", min = 1, max = 4096, byDefault = "50")
            int bits,

            @Doc(value = "Where the vectors of the tokens come from", byDefault = "{\"type\":\"cooccurrence\"}")
            EmbeddingSource source,

            @Doc(
                    value = "Bits after them, each the parity of a few learned bits drawn by the seed",
                    unit = "bits",
                    min = 0,
                    max = 4096,
                    byDefault = "0")
            int parityBits,

            @Doc(value = "Learned bits under each parity bit", unit = "bits", min = 2, max = 4096, byDefault = "3")
            int parityDegree)
            implements LearnedFamily, Checked {
        @Override
        public String label() {
            return "PCA signs, " + source.label() + LearnedFamily.super.parityLabel();
        }

        @Override
        public FloatMatrix projections(FloatMatrix embeddings, long seed, Progress progress) {
            if (bits > embeddings.columns()) {
                throw new WorkbenchException("codebook.family.bits = " + bits + ": vectors of " + embeddings.columns()
                        + " dimensions have as many principal components. Use fewer bits, longer vectors, or itq.");
            }
            return PrincipalComponents.of(embeddings, bits, progress).project(embeddings);
        }

        @Override
        public List<Problem> problems() {
            return LearnedFamily.super.parityProblems();
        }
    }

    /** Signs after a rotation of the principal components that makes them lose little: iterative quantization. */
    @Doc("Signs of the tokens' vectors after a rotation that loses little: similar tokens, similar codewords")
    record Itq(
            @Doc(value = "Bits read off the vectors", unit = "bits", min = 1, max = 4096, byDefault = "50")
            int bits,

            @Doc(value = "Where the vectors of the tokens come from", byDefault = "{\"type\":\"cooccurrence\"}")
            EmbeddingSource source,

            @Doc(value = "Rounds of signs and rotation; 0: a random rotation", min = 0, max = 10_000, byDefault = "50")
            int iterations,

            @Doc(
                    value = "Bits after them, each the parity of a few learned bits drawn by the seed",
                    unit = "bits",
                    min = 0,
                    max = 4096,
                    byDefault = "0")
            int parityBits,

            @Doc(value = "Learned bits under each parity bit", unit = "bits", min = 2, max = 4096, byDefault = "3")
            int parityDegree)
            implements LearnedFamily, Checked {
        @Override
        public String label() {
            return "ITQ, " + source.label() + LearnedFamily.super.parityLabel();
        }

        @Override
        public FloatMatrix projections(FloatMatrix embeddings, long seed, Progress progress) {
            FloatMatrix components = PrincipalComponents.of(embeddings, Math.min(bits, embeddings.columns()), progress)
                    .project(embeddings);
            return IterativeQuantization.of(components, bits, iterations, seed, progress)
                    .rotated();
        }

        @Override
        public List<Problem> problems() {
            return LearnedFamily.super.parityProblems();
        }
    }
}
