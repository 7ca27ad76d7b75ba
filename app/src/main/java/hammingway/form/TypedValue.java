package hammingway.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hammingway.base.SpecDefaults;

/** Values of a specification as they are typed and shown. */
final class TypedValue {
    /** Below, a double holds every whole number. */
    private static final double MOST_DIGITS = 1e15;

    private TypedValue() {}

    /** As one would type it: whole numbers without a point. */
    static String text(JsonNode value) {
        boolean round = value.isFloatingPointNumber()
                && value.doubleValue() == Math.rint(value.doubleValue())
                && Math.abs(value.doubleValue()) < MOST_DIGITS;
        return value.isMissingNode()
                ? ""
                : value.isContainerNode()
                        ? value.toString()
                        : round ? Long.toString((long) value.doubleValue()) : value.asText();
    }

    /** What a typed text means, right or wrong. */
    static JsonNode node(FormField field, String value) {
        return switch (field.input()) {
            case KIND, TEXT, OPTIONAL_TEXT, PARTS, PART -> TextNode.valueOf(value);
            case NUMBER -> parsed(value);
            case CHOICE -> value.equals("true") || value.equals("false") ? parsed(value) : TextNode.valueOf(value);
            case LIST -> parsed(value.startsWith("[") ? value : "[" + value + "]");
        };
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
