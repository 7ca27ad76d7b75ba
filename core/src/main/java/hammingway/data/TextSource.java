package hammingway.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Doc;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.UserPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where text comes from. */
public sealed interface TextSource {
    /** A Java text holds at most 2^31 characters; larger files are read by their beginning. */
    long MAX_BYTES = 2_000_000_000;

    /** The text as documents, in order. */
    List<String> documents(Path base);

    /** Embedded stories: needs no file. */
    record Stories(
            @Doc(value = "Size of the text", unit = "MB", min = 0.001, max = 1000, byDefault = "4")
            double megabytes,

            @Doc(value = "Seed of the stories", min = 0, byDefault = "1")
            long seed)
            implements TextSource {
        @Override
        public List<String> documents(Path base) {
            return new StoryCorpus().stories((long) (megabytes * 1e6), seed);
        }
    }

    /** A UTF-8 text file. */
    record TextFile(
            @Doc("A UTF-8 text; relative names resolve against the project's folder, then the working folder")
            String path,

            @Doc(
                    value = "What separates documents, such as <|endoftext|>; empty: the file is one document",
                    byDefault = "\"\"")
            String separator,

            @Doc(
                    value = "Only the beginning of the file is read; 0: all",
                    unit = "MB",
                    min = 0,
                    max = 2000,
                    byDefault = "0")
            double megabytes)
            implements TextSource {
        @Override
        public List<String> documents(Path base) {
            String text = read(resolve(base, path), megabytes);
            if (separator.isEmpty()) {
                return List.of(text);
            }
            return Pattern.compile(Pattern.quote(separator))
                    .splitAsStream(text)
                    .map(String::strip)
                    .filter(d -> !d.isEmpty())
                    .toList();
        }
    }

    /** A file with one JSON object a line. */
    record JsonLines(
            @Doc("A .jsonl file; relative names resolve against the project's folder, then the working folder")
            String path,

            @Doc(value = "The field that holds the text", byDefault = "\"text\"")
            String field)
            implements TextSource {
        @Override
        public List<String> documents(Path base) {
            Path file = resolve(base, path);
            List<String> documents = new ArrayList<>();
            int number = 0;
            for (String line : read(file, 0).split("\n", -1)) {
                number++;
                if (!line.isBlank()) {
                    documents.add(text(file, number, line));
                }
            }
            return documents;
        }

        private String text(Path file, int number, String line) {
            try {
                JsonNode value = Json.mapper().readTree(line).path(field);
                if (!value.isTextual()) {
                    throw new FileFormatException(
                            file,
                            "line " + number,
                            "no text in the field \"" + field + "\"",
                            "Every line needs it; name another field with data.source.field.");
                }
                return value.textValue();
            } catch (JsonProcessingException e) {
                throw new FileFormatException(
                        file,
                        "line " + number,
                        "not valid JSON (" + e.getOriginalMessage() + ")",
                        "Each line is one JSON object.");
            }
        }
    }

    /** The file of a specification: beside the project first, then where the program was started. */
    static Path resolve(Path base, String path) {
        Path beside = UserPath.resolve(base, path, "path of the data or the tokenizer");
        return Files.exists(beside) ? beside : Path.of(path).toAbsolutePath();
    }

    /** Reads strict UTF-8; an invalid byte is an error that tells its place. */
    private static String read(Path file, double megabytes) {
        try {
            long size = Files.size(file);
            boolean all = megabytes == 0 || size <= megabytes * 1e6;
            if (all && size > MAX_BYTES) {
                throw new FileFormatException(
                        file, "", size + " bytes", "At most 2 GB are read at once: set data.source.megabytes.");
            }
            byte[] bytes;
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(all ? (int) size : (int) (megabytes * 1e6));
            }
            return decode(file, bytes, !all);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the text", file, e);
        }
    }

    private static String decode(Path file, byte[] bytes, boolean cut) throws CharacterCodingException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result =
                decoder.decode(in, out, !cut); // a cut may fall into a character, whose beginning is then dropped
        if (result.isError()) {
            throw new FileFormatException(
                    file,
                    "byte " + in.position(),
                    String.format("0x%02X is not UTF-8 text", bytes[in.position()]),
                    "Convert it: iconv -f LATIN1 -t UTF-8.");
        }
        return out.flip().toString();
    }
}
