package hammingway.design.start;

import hammingway.data.TextSource;
import hammingway.data.VocabularySource;
import hammingway.run.StartingPoint;
import java.util.Optional;

/**
 * How a text is to be counted, as typed.
 *
 * @param size      tokens of the tokenizer that is trained on it
 * @param tokenizer name of the vocabulary whose tokenizer is used instead; empty: one is trained
 * @param field     of the lines that holds the text; of no use for a plain text
 * @param megabytes read of a plain text's beginning, 0 for all
 */
public record TextForm(String size, String tokenizer, String field, String megabytes) {
    /** Larger texts are read by their beginning unless somebody says otherwise: a minute's work. */
    private static final long LARGE = 50_000_000;

    /** Largest beginning that a specification may ask for. */
    private static final double MOST_MEGABYTES = 2000;

    static TextForm of(StartingPoint.Text text) {
        String field = text.source() instanceof TextSource.JsonLines lines ? lines.field() : "text";
        // a short text has few words to learn merges from
        String size = text.bytes() < 2_000_000 ? "1000" : "4000";
        return new TextForm(size, "", field, text.bytes() > LARGE ? "50" : "0");
    }

    TextForm withSize(String newSize) {
        return new TextForm(newSize, tokenizer, field, megabytes);
    }

    TextForm withTokenizer(String newTokenizer) {
        return new TextForm(size, newTokenizer, field, megabytes);
    }

    TextForm withField(String newField) {
        return new TextForm(size, tokenizer, newField, megabytes);
    }

    TextForm withMegabytes(String newMegabytes) {
        return new TextForm(size, tokenizer, field, newMegabytes);
    }

    /** What is wrong, a sentence; empty when nothing is. */
    Optional<String> problem(StartingPoint.Text text) {
        if (tokenizer.isEmpty()
                && number(size)
                        .filter(n -> n >= VocabularySource.LEAST && n <= VocabularySource.MOST && n == Math.rint(n))
                        .isEmpty()) {
            return Optional.of("Number of tokens: " + VocabularySource.LEAST + " to " + VocabularySource.MOST
                    + ", the 256 bytes and their merges.");
        }
        if (text.source() instanceof TextSource.JsonLines && field.isBlank()) {
            return Optional.of("Name the field that holds the text.");
        }
        return text.source() instanceof TextSource.TextFile
                        && number(megabytes)
                                .filter(n -> n >= 0 && n <= MOST_MEGABYTES)
                                .isEmpty()
                ? Optional.of("Beginning that is read: 0 to 2000 MB, 0 for all.")
                : Optional.empty();
    }

    /** What to add; nothing may be wrong. */
    VocabularySource source(StartingPoint.Text text) {
        TextSource source = switch (text.source()) {
            case TextSource.TextFile file ->
                new TextSource.TextFile(file.path(), "", number(megabytes).orElse(0.0));
            case TextSource.JsonLines lines -> new TextSource.JsonLines(lines.path(), field.strip());
            case TextSource.Stories stories -> stories;
            case TextSource.Instructions instructions -> instructions;
        };
        return tokenizer.isEmpty()
                ? VocabularySource.Text.trained(source, number(size).orElse(0.0).intValue())
                : new VocabularySource.TextAs(source, tokenizer);
    }

    private static Optional<Double> number(String typed) {
        try {
            return Optional.of(Double.parseDouble(typed.replaceAll("[ ,\\u202F]", "")))
                    .filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
