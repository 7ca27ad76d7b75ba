package hammingway.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import hammingway.base.SpecDefaults;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Values of a specification as they are typed and shown. */
final class TypedValue {
    /** Below, a double holds every whole number. */
    private static final double MOST_DIGITS = 1e15;

    /** A name that is no number and no constant of JSON: it reads the same without quotes. */
    private static final Pattern WORD = Pattern.compile("(?!(?:true|false|null)$)[A-Za-z_][\\w.-]*");

    private static final Pattern BARE = Pattern.compile("[^\\[\\]{}\"]*");

    private TypedValue() {}

    /** As one would type it: whole numbers without a point. */
    static String text(JsonNode value) {
        boolean round = value.isFloatingPointNumber()
                && value.doubleValue() == Math.rint(value.doubleValue())
                && Math.abs(value.doubleValue()) < MOST_DIGITS;
        return value.isMissingNode()
                ? ""
                : value.isContainerNode()
                        ? listed(value)
                        : round ? Long.toString((long) value.doubleValue()) : value.asText();
    }

    /** What a typed text means, right or wrong. */
    static JsonNode node(FormField field, String value) {
        return switch (field.input()) {
            case KIND, TEXT, OPTIONAL_TEXT, PARTS, PART -> TextNode.valueOf(value);
            case NUMBER -> parsed(value);
            case CHOICE -> value.equals("true") || value.equals("false") ? parsed(value) : TextNode.valueOf(value);
            case LIST -> list(value.strip());
        };
    }

    /** Names stand without quotes; what is left out is empty. */
    private static String listed(JsonNode value) {
        boolean words = value.isArray()
                && StreamSupport.stream(value.spliterator(), false)
                        .allMatch(v -> v.isTextual() && WORD.matcher(v.asText()).matches());
        return words
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    /** JSON with or without its brackets, or words between commas, which need no quotes. */
    private static JsonNode list(String value) {
        JsonNode json = parsed(value.startsWith("[") ? value : "[" + value + "]");
        String bare = value.startsWith("[") && value.endsWith("]") ? value.substring(1, value.length() - 1) : value;
        if (json.isArray() || !BARE.matcher(bare).matches()) {
            return json;
        }
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        for (String word : bare.split(",", -1)) {
            JsonNode one = parsed(word.strip());
            words.add(one.isNumber() ? one : TextNode.valueOf(word.strip()));
        }
        return words;
    }

    /** Whether two texts mean the same value: {@code 0.50} and {@code 0.5}. A text that is being typed is left as it is. */
    static boolean same(FormField field, String a, String b) {
        if (a.strip().equals(b.strip())) {
            return true;
        }
        if (a.isBlank() || b.isBlank()) {
            return false;
        }
        JsonNode left = node(field, a.strip());
        JsonNode right = node(field, b.strip());
        boolean numbers = left.isNumber() && right.isNumber();
        return numbers ? left.doubleValue() == right.doubleValue() : left.equals(right);
    }

    private static JsonNode parsed(String value) {
        return SpecDefaults.parsed(value);
    }
}
