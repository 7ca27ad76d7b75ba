package hammingway.vocab;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** A Hugging Face tokenizer from its {@code tokenizer.json}. No special tokens are added, nothing is cut or padded. */
public final class Tokenizer implements AutoCloseable {
    /** Characters encoded in one call, about: bounds the memory of large texts. */
    private static final int PIECE = 200_000;
    /** No published tokenizer.json is near this size; reading is bounded by it. */
    private static final long MAX_BYTES = 200_000_000;

    /** Of GPT-2, OPT and Llama 2, Llama 3, Qwen2 and Gemma, in this order. */
    private static final Set<String> ENDS =
            Set.of("<|endoftext|>", "</s>", "<|end_of_text|>", "<|eot_id|>", "<|im_end|>", "<eos>", "<end_of_turn>");

    private final HuggingFaceTokenizer tokenizer;
    private final String[] tokens;
    private final TokenBytes spelling;
    private final boolean byteLevel;
    private final OptionalInt unknown;

    private Tokenizer(
            HuggingFaceTokenizer tokenizer,
            String[] tokens,
            TokenBytes spelling,
            boolean byteLevel,
            OptionalInt unknown) {
        this.tokenizer = tokenizer;
        this.tokens = tokens;
        this.spelling = spelling;
        this.byteLevel = byteLevel;
        this.unknown = unknown;
    }

    public static Tokenizer load(Path file) {
        JsonNode json = Json.parse(file, text(file));
        JsonNode model = json.path("model");
        if (!model.isObject() || !model.path("vocab").isContainerNode()) {
            throw new FileFormatException(
                    file, "model", "no tokenizer model with a vocab", "Give a Hugging Face tokenizer.json.");
        }
        String[] tokens = tokens(file, json);
        boolean byteLevel = json.path("pre_tokenizer").path("type").asText().equals("ByteLevel")
                && json.path("pre_tokenizer").path("use_regex").asBoolean(true)
                && json.path("normalizer").isNull();
        try {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    file, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
            return new Tokenizer(
                    tokenizer,
                    tokens,
                    TokenBytes.of(json),
                    byteLevel,
                    byteLevel ? OptionalInt.empty() : unknown(model));
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the tokenizer", file, e);
        } catch (RuntimeException e) {
            // the native library reports all that it dislikes as a bare RuntimeException
            throw new FileFormatException(
                    file,
                    "",
                    "the tokenizers library refuses it: " + e.getMessage(),
                    "Save it again with the tokenizers library.");
        }
    }

    /** By name in most models, by number in those of Unigram. */
    private static OptionalInt unknown(JsonNode model) {
        JsonNode id = model.path("unk_id").isInt()
                ? model.path("unk_id")
                : model.path("vocab").path(model.path("unk_token").asText(""));
        return id.isInt() ? OptionalInt.of(id.intValue()) : OptionalInt.empty();
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new FileFormatException(
                        file, "", Files.size(file) + " bytes", "A tokenizer.json has at most " + MAX_BYTES + " bytes.");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 1 && ((bytes[0] & 0xFF) == 0x80 || (bytes[0] == 'P' && bytes[1] == 'K'))) {
                throw new FileFormatException(
                        file, "start", "a pickle or an archive", "Give the tokenizer.json of a Hugging Face model.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the tokenizer", file, e);
        }
    }

    private static String[] tokens(Path file, JsonNode json) {
        List<Map.Entry<String, Integer>> entries = new ArrayList<>();
        JsonNode vocab = json.path("model").path("vocab");
        if (vocab.isObject()) {
            vocab.properties()
                    .forEach(e -> entries.add(Map.entry(e.getKey(), e.getValue().asInt(-1))));
        } else {
            for (int i = 0; i < vocab.size(); i++) {
                entries.add(Map.entry(vocab.get(i).path(0).asText(), i)); // Unigram: a list of [token, score]
            }
        }
        json.path("added_tokens")
                .forEach(t -> entries.add(
                        Map.entry(t.path("content").asText(), t.path("id").asInt(-1))));
        int size = entries.stream().mapToInt(Map.Entry::getValue).max().orElse(-1) + 1;
        if (size < 2 || size > 2 * entries.size() + 1024) {
            throw new FileFormatException(
                    file,
                    "model.vocab",
                    entries.size() + " tokens with ids up to " + (size - 1),
                    "Ids must be 0, 1, 2, ...");
        }
        String[] tokens = new String[size];
        Arrays.fill(tokens, "");
        for (Map.Entry<String, Integer> e : entries) {
            if (e.getValue() < 0) {
                throw new FileFormatException(
                        file,
                        "model.vocab",
                        "token \"" + e.getKey() + "\" has no whole number as id",
                        "Ids must be 0, 1, 2, ...");
            }
            tokens[e.getValue()] = e.getKey();
        }
        return tokens;
    }

    /** Number of ids. */
    public int size() {
        return tokens.length;
    }

    /** The id that stands for text the tokenizer cannot spell; none where every byte has a token. */
    public OptionalInt unknown() {
        return unknown;
    }

    /** The tokens that end a text or an answer, by the names that published models give them: the file does not tell. */
    public int[] endsOfText() {
        return IntStream.range(0, tokens.length)
                .filter(id -> ENDS.contains(tokens[id]))
                .toArray();
    }

    /** The token's text as the file has it. */
    public String token(int id) {
        return tokens[id];
    }

    /** The bytes that a token stands for. */
    public byte[] bytes(int id) {
        return spelling.of(tokens[id]);
    }

    public int[] encode(String text) {
        return encode(text, Progress.NONE);
    }

    /**
     * Token ids of a text. Large texts are encoded in pieces where that cannot change the result: GPT-2's pre-tokenisation
     * always begins a new word at white space that follows something else, and looks at nothing before it.
     */
    public int[] encode(String text, Progress progress) {
        if (!byteLevel || text.length() <= PIECE) {
            return ids(text);
        }
        List<int[]> pieces = new ArrayList<>();
        int total = 0;
        int from = 0;
        while (from < text.length()) {
            progress.check();
            progress.update((double) from / text.length(), "Encoding text");
            int to = Math.min(text.length(), from + PIECE);
            while (to < text.length() && !(isSpace(text.charAt(to)) && !isSpace(text.charAt(to - 1)))) {
                to++;
            }
            int[] ids = ids(text.substring(from, to));
            pieces.add(ids);
            total += ids.length;
            from = to;
        }
        int[] all = new int[total];
        int at = 0;
        for (int[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n';
    }

    private int[] ids(String text) {
        Encoding encoding = tokenizer.encode(text, false, false);
        return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
    }

    public String decode(int[] ids) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray());
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
