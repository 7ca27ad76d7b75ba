package hammingway.report.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The leaves of a JSON tree by their paths. */
final class Flattened {
    private Flattened() {}

    /** Objects in lists go by their decoder or their band of ranks, where they have one, else by number. */
    static Map<String, JsonNode> leaves(JsonNode root, String separator) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        walk(root, "", separator, leaves::put);
        return leaves;
    }

    /** Leaves as text, such as {@code training.steps = 300}. */
    static Map<String, String> texts(JsonNode root, String separator) {
        Map<String, String> texts = new LinkedHashMap<>();
        leaves(root, separator).forEach((path, leaf) -> texts.put(path, leaf.asText()));
        return texts;
    }

    /** Leaves that are numbers. */
    static Map<String, Double> numbers(JsonNode root, String separator) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        leaves(root, separator).forEach((path, leaf) -> {
            if (leaf.isNumber()) {
                numbers.put(path, leaf.asDouble());
            }
        });
        return numbers;
    }

    private static void walk(JsonNode node, String path, String separator, BiConsumer<String, JsonNode> leaf) {
        String before = path.isEmpty() ? "" : path + separator;
        if (node.isObject()) {
            node.properties().forEach(e -> walk(e.getValue(), before + e.getKey(), separator, leaf));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), before + name(node.get(i), i), separator, leaf);
            }
        } else if (!node.isNull()) {
            leaf.accept(path, node);
        }
    }

    private static String name(JsonNode element, int index) {
        if (element.path("decoder").isTextual()) {
            return element.path("decoder").asText();
        }
        if (element.path("from").isNumber() && element.path("to").isNumber()) {
            return "ranks-" + element.path("from").asText() + "-"
                    + element.path("to").asText();
        }
        return Integer.toString(index);
    }
}
