package hammingway.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.data.TextSource;
import hammingway.data.VocabularySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The kind of a file by its beginning. */
final class FirstLook {
    /** Enough for a line of the longest codeword with signs and separators. */
    private static final int HEAD = 1 << 16;

    private static final String ALLOWED =
            "Allowed are a tokenizer.json, a UTF-8 text, a .jsonl with a text field, a checkpoint's folder,"
                    + " and codebooks (.npz, .npy, .csv, .txt, .alist).";

    /** Files of known programs that are of no use here, by their first bytes. */
    private static final Map<String, String> REFUSED = Map.of(
            "\u0080", "a Python pickle, which is never read",
            "\u001f\u008b", "a gzip archive. Unpack it first",
            "(\u00b5/\u00fd", "a zstd archive. Unpack it first",
            "GGUF", "a GGUF model, whose tokenizer is not read",
            "PAR1", "a Parquet table. Save its text column as .jsonl",
            "%PDF-", "a PDF document. Save its text as UTF-8",
            "\u00ff\u00fe", "UTF-16 text. Save it as UTF-8",
            "\u00fe\u00ff", "UTF-16 text. Save it as UTF-8");

    /** Files beside a tokenizer that are taken for it. */
    private static final List<String> BESIDE = List.of(
            "config.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "generation_config.json",
            "vocab.json",
            "added_tokens.json",
            "model.safetensors.index.json");

    private final Path file;
    private final long size;
    private final byte[] head;

    private FirstLook(Path file, long size, byte[] head) {
        this.file = file;
        this.size = size;
        this.head = head;
    }

    static StartingPoint at(Path file) {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw new FileFormatException(file, "", "a device or pipe", ALLOWED);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return new FirstLook(file, Files.size(file), in.readNBytes(HEAD)).kind();
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    private FileFormatException refused(String where, String found) {
        return new FileFormatException(file, where, found, ALLOWED);
    }

    private StartingPoint kind() throws IOException {
        if (size == 0) {
            throw refused("", "the file is empty");
        }
        String bytes = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
        if (bytes.startsWith("\u0093NUMPY")) {
            return codebook("npy", "a NumPy array");
        }
        if (bytes.startsWith("PK\u0003\u0004")) {
            return archive();
        }
        boolean zeros = new String(head, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;
        for (Map.Entry<String, String> known : REFUSED.entrySet()) {
            // a text may begin with the letters of a binary file, but has no zeros
            boolean letters = known.getKey().chars().allMatch(Character::isLetterOrDigit);
            if (bytes.startsWith(known.getKey()) && (zeros || !letters)) {
                throw refused("", known.getValue());
            }
        }
        if (bytes.length() > 8 && bytes.charAt(8) == '{' && bytes.startsWith("\0\0\0", 5)) {
            throw refused("", "weights (safetensors), which say nothing of tokens. Give their folder");
        }
        String text = text();
        if (text.isBlank()) {
            throw refused("", "nothing but white space in its first " + head.length + " bytes");
        }
        return switch (StartingPoint.ending(file)) {
            case "csv" -> codebook("csv", "a table");
            case "alist" -> codebook("alist", "a parity-check matrix");
            default -> text.stripLeading().startsWith("{") ? json(text) : plain(text);
        };
    }

    private StartingPoint codebook(String ending, String what) {
        if (!StartingPoint.ending(file).equals(ending)) {
            throw new FileFormatException(
                    file, "", what, "Its name must end in ." + ending + " to be read as a codebook.");
        }
        return new StartingPoint.CodebookFile(file, "Codebook " + file.getFileName());
    }

    /** A PyTorch checkpoint is a zip file with a pickle, an .npz one with arrays; names are read, nothing else. */
    private StartingPoint archive() throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            ZipEntry first = zip.getNextEntry();
            if (first != null && first.getName().endsWith(".npy")) {
                return codebook("npz", "an archive of NumPy arrays");
            }
            boolean torch = first != null && first.getName().contains("/");
            throw refused(
                    "",
                    torch
                            ? "a PyTorch archive or another zip file, which is never unpickled; give the folder with its tokenizer.json"
                            : "a zip file. Unpack it first");
        }
    }

    /** The beginning as text; bytes that are none are told with their place. */
    private String text() {
        int from = head.length > 2 && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB && (head[2] & 0xFF) == 0xBF
                ? 3
                : 0;
        ByteBuffer in = ByteBuffer.wrap(head, from, head.length - from);
        CharBuffer out = CharBuffer.allocate(head.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, head.length == size);
        if (result.isError()) {
            throw refused(
                    "byte " + in.position(),
                    "0x%02X is not UTF-8 text: a binary file, or text to be saved as UTF-8"
                            .formatted(head[in.position()]));
        }
        String text = out.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw refused("character " + nul, "a zero byte: a binary file");
        }
        return text;
    }

    /** Lines of zeros and ones, or of +1 and -1; anything else is a text. */
    private StartingPoint plain(String text) {
        List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
        List<String> whole = head.length < size && lines.size() > 1 ? lines.subList(0, lines.size() - 1) : lines;
        boolean bits = whole.size() > 1
                && whole.stream().allMatch(l -> l.matches("[\\s,;]*([01][\\s,;]*){2,}|[\\s,;]*([+-]1?[\\s,;]*){2,}"));
        if (bits) {
            return codebook("txt", "codewords of zeros and ones");
        }
        return new StartingPoint.Text(
                new TextSource.TextFile(file.toString(), "", 0),
                size,
                "Text " + file.getFileName() + ", " + bytes(size));
    }

    static String bytes(long size) {
        return size < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", size / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", size / 1e6);
    }

    /** One JSON value is a tokenizer or nothing; several, one a line, are documents. */
    private StartingPoint json(String text) throws IOException {
        boolean named = StartingPoint.ending(file).equals("json");
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = Json.mapper().getFactory().createParser(in)) {
            Value value = value(parser);
            boolean lines =
                    parser.nextToken() != null || StartingPoint.ending(file).matches("jsonl|ndjson");
            if (lines) {
                return lines(value);
            }
            if (value.tokenizer()) {
                return new StartingPoint.Tokens(
                        new VocabularySource.TokenizerAlone(file), "Tokenizer " + file.getFileName());
            }
            throw refused(
                    "",
                    BESIDE.contains(String.valueOf(file.getFileName()))
                            ? "it lies beside a tokenizer and is none; give the folder, or the tokenizer.json in it"
                            : "a JSON object without model.vocab, so no tokenizer");
        } catch (JsonProcessingException e) {
            if (!named && !StartingPoint.ending(file).matches("jsonl|ndjson")) {
                return plain(text); // many a text begins with a brace
            }
            throw new FileFormatException(
                    file,
                    "line " + e.getLocation().getLineNr(),
                    "not valid JSON (" + e.getOriginalMessage().replaceFirst("\\s*\\((start marker|or ).*", "") + ")",
                    "Download or save the file again.");
        }
    }

    /**
     * What the first JSON object of a file has.
     *
     * @param field a text field, {@code text} if there is one of that name
     */
    private record Value(boolean tokenizer, Optional<String> field) {}

    private static Value value(JsonParser parser) throws IOException {
        parser.nextToken();
        boolean tokenizer = false;
        Optional<String> field = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && (field.isEmpty() || name.equals("text"))) {
                field = Optional.of(name);
            }
            if (name.equals("model") && value == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    tokenizer |= parser.currentName().equals("vocab");
                    parser.nextToken();
                    parser.skipChildren();
                }
            } else {
                parser.skipChildren();
            }
        }
        return new Value(tokenizer, field);
    }

    private StartingPoint lines(Value first) {
        String field = first.field().orElseThrow(() -> refused("line 1", "a JSON object without a text field"));
        return new StartingPoint.Text(
                new TextSource.JsonLines(file.toString(), field),
                size,
                "Documents " + file.getFileName() + ", " + bytes(size) + ", texts in the field \u201C" + field
                        + "\u201D");
    }
}
