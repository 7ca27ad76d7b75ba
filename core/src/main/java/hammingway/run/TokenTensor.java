package hammingway.run;

import hammingway.base.FileFormatException;
import hammingway.base.WorkbenchException;
import hammingway.math.FloatMatrix;
import hammingway.torch.Safetensors;
import hammingway.vocab.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A tensor with a row per token.
 *
 * @param name   in the file
 * @param rows   (V, d), row i for token i of our vocabulary
 * @param sha256 of the float32 values as stored, big-endian, hexadecimal
 */
record TokenTensor(String name, FloatMatrix rows, String sha256) {
    /** Output rows first, since the code replaces these; then input embeddings, which tied models use for both. */
    private static final List<String> KNOWN = List.of(
            "lm_head.weight",
            "embed_out.weight",
            "head.weight",
            "wte.weight",
            "transformer.wte.weight",
            "model.embed_tokens.weight",
            "model.decoder.embed_tokens.weight",
            "decoder.embed_tokens.weight",
            "gpt_neox.embed_in.weight",
            "trunk.wte");

    /** The rows of a softmax run of this program, whose ids are ours. */
    static FloatMatrix ofRun(Path file, int size) {
        try (Safetensors tensors = Safetensors.open(file)) {
            String name = tensors.has("head.weight") ? "head.weight" : "trunk.wte"; // the latter when tied
            long[] shape = tensors.shape(name);
            if (shape.length != 2 || shape[0] != size) {
                throw new FileFormatException(
                        file,
                        "tensor \"" + name + "\"",
                        "shape " + Arrays.toString(shape),
                        "The vocabulary has " + size + " tokens: name a softmax run of the same vocabulary.");
            }
            return new FloatMatrix(size, (int) shape[1], tensors.tensor(name).values());
        }
    }

    /**
     * A tensor of somebody else's checkpoint, whose rows are the tokenizer's ids. Rows beyond the tokenizer's are padding of the
     * tensor; tokens folded into one have the mean of their rows.
     *
     * @param tensor its name; empty: the first known one that is there
     */
    static TokenTensor ofCheckpoint(Path folder, String tensor, Vocabulary vocabulary) {
        try (Safetensors tensors = Safetensors.open(folder)) {
            String name = tensor.isEmpty() ? known(folder, tensors) : tensor;
            long[] shape = tensors.shape(name);
            int tokens = vocabulary.tokenizerSize();
            if (shape.length != 2 || shape[0] < tokens) {
                throw new WorkbenchException(
                        folder + ", tensor \"" + name + "\": shape " + Arrays.toString(shape)
                                + ". The tokenizer has " + tokens
                                + " tokens, and each needs a row: use the tokenizer of that checkpoint, or name another tensor.");
            }
            float[] values = tensors.tensor(name).values();
            int d = Math.toIntExact(shape[1]);
            int[] ids =
                    vocabulary.map(java.util.stream.IntStream.range(0, tokens).toArray());
            float[] rows = new float[Math.multiplyExact(vocabulary.size(), d)];
            int[] summed = new int[vocabulary.size()];
            for (int t = 0; t < tokens; t++) {
                summed[ids[t]]++;
                for (int c = 0; c < d; c++) {
                    rows[ids[t] * d + c] += values[t * d + c];
                }
            }
            for (int i = 0; i < rows.length; i++) {
                rows[i] /= Math.max(1, summed[i / d]);
            }
            return new TokenTensor(name, new FloatMatrix(vocabulary.size(), d, rows), sha256(values));
        }
    }

    private static String known(Path folder, Safetensors tensors) {
        return KNOWN.stream()
                .filter(tensors::has)
                .findFirst()
                .orElseThrow(() -> new WorkbenchException(folder + " has none of the tensors "
                        + String.join(", ", KNOWN) + ". Name the one with a row per token in source.tensor; it has "
                        + String.join(", ", tensors.names().stream().limit(12).toList()) + "."));
    }

    private static String sha256(float[] values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer block = ByteBuffer.allocate(1 << 16);
            for (float value : values) {
                if (!block.hasRemaining()) {
                    digest.update(block.array());
                    block.clear();
                }
                block.putFloat(value);
            }
            digest.update(block.array(), 0, block.position());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
