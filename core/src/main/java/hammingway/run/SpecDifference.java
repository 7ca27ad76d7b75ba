package hammingway.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The fields in which one specification differs from another. */
public final class SpecDifference {
    private SpecDifference() {}

    /**
     * What to set in the first to get the second, path to value; {@code null} as JSON where the second lacks a field. Groups of different
     * kinds, and lists, are set as a whole.
     */
    public static Map<String, JsonNode> sets(ObjectNode from, ObjectNode to) {
        Map<String, JsonNode> sets = new LinkedHashMap<>();
        compare(from, to, "", sets);
        return sets;
    }

    private static void compare(ObjectNode from, ObjectNode to, String path, Map<String, JsonNode> sets) {
        Set<String> names = new LinkedHashSet<>();
        from.fieldNames().forEachRemaining(names::add);
        to.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode a = from.path(name);
            JsonNode b = to.path(name);
            String at = path.isEmpty() ? name : path + "." + name;
            boolean sameKind = a.isObject() && b.isObject() && a.path("type").equals(b.path("type"));
            if (sameKind) {
                compare((ObjectNode) a, (ObjectNode) b, at, sets);
            } else if (!same(a, b)) {
                sets.put(at, b.isMissingNode() ? NullNode.getInstance() : b);
            }
        }
    }

    /** Numbers by value: 4 and 4.0 are the same, 42 and 43 are not. */
    private static boolean same(JsonNode a, JsonNode b) {
        boolean numbers = a.isNumber() && b.isNumber();
        return numbers ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
    }
}
