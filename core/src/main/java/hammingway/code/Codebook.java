package hammingway.code;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.DistinctRows;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** V codewords of n bits, row i for token i; all different. Immutable. */
public final class Codebook {
    private final BitMatrix bits;
    private final Optional<CodebookSpec> recipe;
    private final String name;

    private Codebook(BitMatrix bits, Optional<CodebookSpec> recipe, String name) {
        this.bits = bits;
        this.recipe = recipe;
        this.name = name;
    }

    /** Follows a recipe that needs neither texts nor embeddings of the tokens. */
    public static Codebook build(CodebookSpec spec, int size, Path base, Progress progress) {
        return build(spec, CodeContext.of(size, base), progress);
    }

    /**
     * Follows a recipe. The same recipe and size give the same bits.
     *
     * @throws hammingway.base.SpecException with all that makes the recipe impossible for this size, and what is possible nearby
     */
    public static Codebook build(CodebookSpec spec, CodeContext context, Progress progress) {
        int size = context.size();
        requireTwo(size);
        spec.require(size);
        BitMatrix rows = spec.codewords(context, progress);
        int[] order = spec.assignment().order(rows, context, spec.seed(), progress);
        return of(rows.rowsInOrder(order), Optional.of(spec));
    }

    private static void requireTwo(int size) {
        if (size < 2) {
            throw new WorkbenchException(
                    "A codebook needs at least 2 tokens, found " + size + ". Use a larger vocabulary or more rows.");
        }
    }

    /** @throws WorkbenchException naming two tokens that share a codeword, if any do: no decoder could tell them apart */
    public static Codebook of(BitMatrix bits, Optional<CodebookSpec> recipe) {
        requireTwo(bits.rows());
        DistinctRows seen = new DistinctRows(bits);
        for (int r = 0; r < bits.rows(); r++) {
            int other = seen.add(r);
            if (other >= 0) {
                throw new WorkbenchException(
                        "Tokens " + other + " and " + r + " have the same codeword " + shorten(bits.text(r))
                                + ". Every token needs its own: use more bits, another seed, or correct the imported rows.");
            }
        }
        return new Codebook(bits, recipe, name(recipe, bits.columns()));
    }

    static String name(Optional<CodebookSpec> recipe, int bits) {
        return recipe.map(CodebookSpec::label).orElse("imported") + " (" + bits + " bits)";
    }

    private static String shorten(String text) {
        return text.length() <= 64 ? text : text.substring(0, 61) + "...";
    }

    /** Number of tokens, V. */
    public int size() {
        return bits.rows();
    }

    /** Number of bits of a codeword, n. */
    public int length() {
        return bits.columns();
    }

    public BitMatrix bits() {
        return bits;
    }

    public Optional<CodebookSpec> recipe() {
        return recipe;
    }

    /** Such as {@code minimal + 40 random (50 bits)}. */
    public String name() {
        return name;
    }

    /** The bits as 0 and 1, row-major (V, n). */
    public float[] asFloats() {
        int n = length();
        float[] out = new float[Math.multiplyExact(size(), n)];
        for (int v = 0; v < size(); v++) {
            for (int b = 0; b < n; b++) {
                out[v * n + b] = bits.get(v, b) ? 1 : 0;
            }
        }
        return out;
    }

    /** SHA-256 over V and n (big-endian 32 bits each) and the packed rows, hexadecimal. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(8).putInt(size()).putInt(length()).array());
            return HexFormat.of().formatHex(digest.digest(bits.pack()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
