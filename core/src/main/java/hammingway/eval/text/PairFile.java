package hammingway.eval.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Predictions with their references, one JSON object a line; blank lines are left out.
 *
 * @param prediction name of the field with the text that a model wrote
 * @param reference  name of the field with the reference, or a list of several
 */
public record PairFile(String prediction, String reference) {
    /** @throws FileFormatException telling the first line that is wrong, and how many more are */
    public List<TextPair> read(Path file, String text) {
        List<TextPair> pairs = new ArrayList<>();
        Optional<Wrong> first = Optional.empty();
        int wrong = 0;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                pairs.add(pair(line));
            } catch (Wrong e) {
                wrong++;
                e.line = number;
                first = first.or(() -> Optional.of(e));
            }
        }
        if (first.isPresent()) {
            Wrong w = first.get();
            String more = wrong == 1 ? "" : " (" + (wrong - 1) + " more lines are wrong)";
            throw new FileFormatException(
                    file, "line " + w.line + (w.field.isEmpty() ? "" : ", " + w.field), w.found, w.fix + more);
        }
        if (pairs.isEmpty()) {
            throw new FileFormatException(
                    file,
                    "",
                    "there is no prediction",
                    "Each line is {\"" + prediction + "\": \"...\", \"" + reference + "\": \"...\"}.");
        }
        return pairs;
    }

    private TextPair pair(String line) throws Wrong {
        JsonNode node;
        try {
            node = Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new Wrong("", "not valid JSON (" + reason + ")", "Each line is one JSON object.");
        }
        if (!node.isObject()) {
            throw new Wrong("", "no group of fields { ... }", "Each line is one JSON object.");
        }
        JsonNode predicted = node.path(prediction);
        if (!predicted.isTextual()) {
            throw new Wrong(
                    prediction,
                    found(predicted),
                    "It must be a text, \"\" where nothing was written; --prediction-field names another field.");
        }
        return new TextPair(predicted.textValue(), references(node.path(reference)));
    }

    private List<String> references(JsonNode value) throws Wrong {
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isTextual()) {
                texts.add(element.textValue());
            }
        }
        if (!value.isArray() || texts.isEmpty() || texts.size() < value.size()) {
            throw new Wrong(
                    reference,
                    found(value),
                    "It must be a text or a list of texts, one at least; --reference-field names another field.");
        }
        return texts;
    }

    private static String found(JsonNode value) {
        if (value.isMissingNode()) {
            return "the field is missing";
        }
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** A line that holds no pair. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String found;
        private final String fix;
        private int line;

        Wrong(String field, String found, String fix) {
            super(found);
            this.field = field;
            this.found = found;
            this.fix = fix;
        }
    }
}
