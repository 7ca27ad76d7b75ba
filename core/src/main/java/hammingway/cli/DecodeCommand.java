package hammingway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import hammingway.code.decode.TopK;
import hammingway.code.format.FileContent;
import hammingway.math.Npy;
import hammingway.vocab.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Ranks tokens by logits, exactly.",
        footer = {"", "Example: code decode book.npz --logits \"2.5 -1 0.3\" --top 5"})
final class DecodeCommand implements Callable<Integer> {
    @ParentCommand
    private CodeCommand parent;

    @Mixin
    private CodebookInput input;

    @Mixin
    private ContextOption context;

    @Option(names = "--logits", paramLabel = "NUMBERS", description = "One logit a bit, separated by spaces or commas")
    private Optional<String> logits = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "An .npy of logits (N, n), float16, float32 or float64")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--decoder",
            defaultValue = "log-likelihood",
            description = "l1, l2, log-likelihood, hamming, ... (default log-likelihood)")
    private String decoder;

    @Option(names = "--top", defaultValue = "5", description = "Tokens to print (default 5)")
    private int top;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() {
        Codebook book = input.read();
        Decoder chosen = SpecCodec.read(Decoder.class, Json.object().put("type", decoder), "--decoder");
        if (top < 1 || top > book.size()) {
            throw new WorkbenchException("--top = " + top + ": allowed are 1 to " + book.size() + ".");
        }
        float[] all = numbers();
        int n = book.length();
        if (all.length == 0 || all.length % n != 0) {
            throw new WorkbenchException(all.length + " logits for codewords of " + n
                    + " bits. Give one logit a bit, for one position or several.");
        }
        Optional<Vocabulary> vocabulary = context.vocabulary(book, Progress.NONE);
        TokenDecoder exact = TokenDecoder.of(book, Scoring.of(chosen));
        ArrayNode positions = Json.mapper().createArrayNode();
        TopK found = new TopK();
        for (int at = 0; at < all.length; at += n) {
            exact.decode(Arrays.copyOfRange(all, at, at + n), top, found);
            add(positions.addObject(), found, vocabulary);
        }
        if (json) {
            ObjectNode out = Json.object();
            out.put("decoder", decoder)
                    .put("algorithm", exact.plan().algorithm().label());
            out.set("positions", positions);
            parent.main().out().printf("%s", Json.pretty(out));
            return 0;
        }
        parent.main()
                .out()
                .println(chosen.label() + " by " + exact.plan().algorithm().label() + ": "
                        + exact.plan().reason());
        for (int p = 0; p < positions.size(); p++) {
            print(p, positions.get(p));
        }
        return 0;
    }

    private static void add(ObjectNode out, TopK found, Optional<Vocabulary> vocabulary) {
        out.put("tiesAtTop", found.tiesAtTop()).put("tiesAtLast", found.tiesAtLast());
        out.put("hardWordIsValid", found.hardWordIsValid());
        ArrayNode ranks = out.putArray("tokens");
        for (int r = 0; r < found.size(); r++) {
            int token = found.token(r);
            ObjectNode rank = ranks.addObject().put("token", token).put("score", found.score(r));
            vocabulary.ifPresent(v -> rank.put("text", v.display(token)));
        }
    }

    private void print(int position, com.fasterxml.jackson.databind.JsonNode found) {
        StringBuilder line = new StringBuilder("position " + position + ":");
        found.path("tokens")
                .forEach(t -> line.append(String.format(
                        Locale.ROOT,
                        "  %s (%.6g)",
                        CodeReading.named(t),
                        t.path("score").asDouble())));
        if (found.path("tiesAtTop").asLong() > 1) {
            line.append("; ").append(found.path("tiesAtTop").asLong()).append(" tokens tie for the first place");
        }
        if (!found.path("hardWordIsValid").asBoolean()) {
            line.append("; the hard decisions are no codeword");
        }
        parent.main().out().println(line);
    }

    /** Logits of any floating type that numpy writes. */
    private static float[] floats(Path file, Npy header, ByteBuffer bytes) {
        if (header.fortran() || !List.of("<f2", "<f8").contains(header.type())) {
            return header.floats(file, bytes);
        }
        ByteBuffer data = bytes.slice(header.dataOffset(), bytes.remaining() - header.dataOffset())
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[(int) header.items()];
        for (int i = 0; i < values.length; i++) {
            values[i] = header.type().equals("<f2")
                    ? Float.float16ToFloat(data.getShort(2 * i))
                    : (float) data.getDouble(8 * i);
        }
        return values;
    }

    private float[] numbers() {
        if (logits.isPresent() == from.isPresent()) {
            throw new WorkbenchException("Give the logits either by --logits or by --from.");
        }
        if (from.isPresent()) {
            ByteBuffer bytes = ByteBuffer.wrap(FileContent.bytes(from.get()));
            Npy header = Npy.header(from.get(), bytes, bytes.remaining());
            if (header.shape().isEmpty() || header.shape().size() > 2) {
                throw new FileFormatException(
                        from.get(), "shape", header.shape().toString(), "Logits are a table (N, n), or a row of n.");
            }
            return floats(from.get(), header, bytes);
        }
        String[] words = logits.get().strip().split("[,;\\s]+");
        float[] values = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                values[i] = Float.parseFloat(words[i]);
            } catch (NumberFormatException e) {
                throw new WorkbenchException(
                        "--logits: \"" + words[i] + "\" is no number. Separate numbers by spaces or commas.", e);
            }
        }
        return values;
    }
}
