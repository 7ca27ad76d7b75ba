package hammingway.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as fields by path, such as {@code training.schedule.peak}: what two files can be compared by. */
final class FlatJson {
    private FlatJson() {}

    /** In the order of the file; an empty list or group is a field. */
    static Map<String, String> of(JsonNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        add("", node, fields);
        return fields;
    }

    private static void add(String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(e -> add(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), fields));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                add(path + "[" + i + "]", node.get(i), fields);
            }
        } else if (!path.isEmpty()) {
            fields.put(path, node.isContainerNode() ? node.toString() : node.asText());
        }
    }
}
