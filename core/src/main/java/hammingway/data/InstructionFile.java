package hammingway.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads instruction files: one array of records, as {@code alpaca_data.json}, or one record a line. Which it is, the first character tells;
 * of which kind a record is, its own fields do, so that collections of several origins can stand in one file. The first bad record ends
 * the reading: what is left out in silence is missed by nobody.
 */
final class InstructionFile {
    private static final ObjectReader ONE =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final TextSource.Instructions.EmptyAnswers empty;
    private final List<InstructionRecord> records = new ArrayList<>();
    private int number;
    private int skipped;

    private InstructionFile(Path file, TextSource.Instructions.EmptyAnswers empty) {
        this.file = file;
        this.empty = empty;
    }

    /**
     * What was read.
     *
     * @param skipped records that were left out as their answer is empty
     */
    record Content(List<InstructionRecord> records, int skipped) {}

    static Content read(Path file, TextSource.Instructions.EmptyAnswers empty) {
        InstructionFile reading = new InstructionFile(file, empty);
        String all = Utf8File.open(file, 0).text();
        String text = all.startsWith("\uFEFF") ? all.substring(1) : all; // some editors mark UTF-8 by it
        int first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            throw new FileFormatException(file, "", "the file is empty", "It must hold at least two records.");
        }
        switch (text.charAt(first)) {
            case '[' -> reading.array(text);
            case '{' -> reading.lines(text);
            default ->
                throw new FileFormatException(
                        file,
                        "first character",
                        "\"" + text.charAt(first) + "\"",
                        "Instruction files are one JSON array of records, or one JSON object a line.");
        }
        if (reading.records.isEmpty()) {
            throw new FileFormatException(
                    file,
                    "",
                    reading.skipped == 0 ? "no record" : "no record with an answer among " + reading.skipped,
                    "It must hold at least two records with instruction and output, or with messages.");
        }
        return new Content(List.copyOf(reading.records), reading.skipped);
    }

    private void array(String text) {
        int line = 1;
        try (JsonParser parser = Json.mapper().createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                line = parser.currentTokenLocation().getLineNr();
                take(line, ONE.readTree(parser));
            }
            line = parser.currentTokenLocation().getLineNr();
            if (parser.nextToken() != null) {
                throw new FileFormatException(
                        file,
                        "line " + parser.currentTokenLocation().getLineNr(),
                        "text after the end of the array",
                        "The file is one array: remove what follows it, or write one object a line.");
            }
        } catch (JsonProcessingException e) {
            int at = e.getLocation() == null ? line : e.getLocation().getLineNr();
            throw invalid("record " + (number + 1) + ", line " + at, e);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the instructions", file, e);
        }
    }

    private void lines(String text) {
        int line = 0;
        for (String one : text.split("\n", -1)) {
            line++;
            if (!one.isBlank()) {
                try {
                    take(line, Json.mapper().readTree(one));
                } catch (JsonProcessingException e) {
                    throw invalid("record " + (number + 1) + ", line " + line, e);
                }
            }
        }
    }

    private FileFormatException invalid(String where, JsonProcessingException e) {
        String reason = e.getOriginalMessage()
                .replaceFirst("\\s*\\(start marker at .*", "")
                .replaceFirst("\\s*\\(or .*", "");
        return new FileFormatException(
                file,
                where,
                "not valid JSON (" + reason + ")",
                "Correct it: the file is one array of records, or one record a line.");
    }

    private void take(int line, JsonNode json) {
        number++;
        InstructionRecord record = InstructionRecord.of(new InstructionRecord.Place(file, number, line), json);
        Optional<FileFormatException> problem = record.emptyAnswer();
        if (problem.isEmpty()) {
            records.add(record);
        } else if (empty == TextSource.Instructions.EmptyAnswers.REFUSE) {
            throw problem.get();
        } else {
            skipped++;
        }
    }
}
