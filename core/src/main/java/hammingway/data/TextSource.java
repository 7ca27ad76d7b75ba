package hammingway.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Doc;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.UserPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where text comes from. */
public sealed interface TextSource {
    /** The text as documents, in order. */
    List<String> documents(Path base);

    /** For people: a file's name as it was given, or {@code the embedded stories}. */
    String label();

    /** Embedded stories: needs no file. */
    record Stories(
            @Doc(value = "Size of the text", unit = "MB", min = 0.001, max = 1000, byDefault = "4")
            double megabytes,

            @Doc(value = "Seed of the stories", min = 0, byDefault = "1")
            long seed)
            implements TextSource {
        @Override
        public String label() {
            return "the embedded stories";
        }

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
        public String label() {
            return path;
        }

        @Override
        public List<String> documents(Path base) {
            Utf8File file = Utf8File.open(resolve(base, path), megabytes);
            if (separator.isEmpty()) {
                return List.of(file.text());
            }
            return file.parts(separator).stream()
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
        public String label() {
            return path;
        }

        @Override
        public List<String> documents(Path base) {
            Path file = resolve(base, path);
            List<String> documents = new ArrayList<>();
            int number = 0;
            for (String line : Utf8File.open(file, 0).parts("\n")) {
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

    /**
     * Instructions with their answers: a JSON array of records or one record a line, with Alpaca's fields or chat messages. As a text,
     * for tokenizers and counts, each record is a document.
     */
    record Instructions(
            @Doc(
                    "A .json or .jsonl file of records with instruction, input and output, or with messages; relative names resolve against the project's folder, then the working folder")
            String path,

            @Doc(value = "How a record becomes a prompt and its answer", byDefault = "{\"type\":\"alpaca\"}")
            PromptTemplate template,

            @Doc(
                    value =
                            "answers: the loss counts the tokens of answers alone; everything: those of prompts too. Evaluations count answers alone either way",
                    byDefault = "answers")
            LossOn lossOn,

            @Doc(
                    value = "refuse: a record with an empty answer is an error; skip: it is left out and counted",
                    byDefault = "refuse")
            EmptyAnswers emptyAnswers,

            @Doc(
                    value = "A token of the tokenizer before each record, such as <s> or </s> for OPT; empty: none",
                    byDefault = "\"\"")
            String beginToken,

            @Doc(
                    value =
                            "A token of the tokenizer after each record; empty: <|endoftext|>, <|end_of_text|>, </s> or <eos>, the first that it has",
                    byDefault = "\"\"")
            String endToken)
            implements TextSource {
        /** What the loss counts. */
        public enum LossOn {
            ANSWERS,
            EVERYTHING
        }

        /** What becomes of records without an answer. */
        public enum EmptyAnswers {
            REFUSE,
            SKIP
        }

        @Override
        public String label() {
            return path;
        }

        @Override
        public List<String> documents(Path base) {
            return InstructionFile.read(resolve(base, path), emptyAnswers).records().stream()
                    .map(r -> PromptText.example(template, r).text())
                    .toList();
        }
    }

    /** The file of a specification: beside the project first, then where the program was started. */
    static Path resolve(Path base, String path) {
        Path beside = UserPath.resolve(base, path, "path of the data or the tokenizer");
        return Files.exists(beside) ? beside : Path.of(path).toAbsolutePath();
    }
}
