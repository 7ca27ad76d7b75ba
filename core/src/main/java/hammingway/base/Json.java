package hammingway.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's one way to read and write JSON: UTF-8, no duplicate keys, no trailing text, errors with file and line. */
public final class Json {
    /** Non-finite numbers are read, so that the event of a run that diverged can be; specifications refuse them. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** @throws WorkbenchException naming file, line and column */
    public static JsonNode read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new WorkbenchException(file + " is not UTF-8 text. Save it as UTF-8 JSON.", e);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    /**
     * Reads a file that other people wrote, when it is not too large to be what it should be.
     *
     * @param most bytes
     */
    public static JsonNode read(Path file, long most) {
        try {
            long size = Files.size(file);
            if (!Files.isRegularFile(file)) {
                throw new FileFormatException(file, "", "it is no plain file", "Name a file of text.");
            }
            if (size > most) {
                throw new FileFormatException(
                        file, "", size + " bytes", "At most " + most + " are read; this is another kind of file.");
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
        return read(file);
    }

    public static JsonNode parse(Path file, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new FileFormatException(file, "", "the file is empty", "It must hold a JSON value.");
            }
            return node;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + " column "
                            + e.getLocation().getColumnNr();
            throw new FileFormatException(
                    file, where, "not valid JSON (" + reason(e) + ")", "Correct it or restore the file.");
        }
    }

    /** What the parser said, without where the part began: the library hides the name of the source there. */
    private static String reason(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceFirst("\\s*\\(start marker at .*", "")
                .replaceFirst("\\s*\\(or .*", "");
    }

    /** Indented, with a line feed at the end. */
    public static String pretty(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree that cannot be written", e);
        }
    }

    /** On one line, for {@code .jsonl} files and hashes. */
    public static String line(JsonNode node) {
        return node.toString();
    }

    public static void write(Path file, JsonNode node) {
        AtomicFiles.writeString(file, pretty(node));
    }
}
