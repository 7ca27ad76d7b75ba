package hammingway.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of parts in a recipe that is being edited, such as its operators. A part may be switched off: it stays in the draft, marked by a
 * field of its own, and is left out of what is built.
 */
public final class RecipeList {
    private static final String OFF = "off";
    private static final Pattern FIRST_INDEX = Pattern.compile("(\\w+)\\[(\\d+)](.*)");

    private RecipeList() {}

    /** {@code operators[0].family} gives {@code operators}, {@code 0}, {@code family}. */
    public static List<String> steps(String path) {
        return List.of(path.replace("[", ".").replace("]", "").split("\\.", -1));
    }

    public static JsonNode at(JsonNode root, String path) {
        JsonNode at = root;
        for (String step : steps(path)) {
            at = at.isArray() ? at.path(Integer.parseInt(step)) : at.path(step);
        }
        return at;
    }

    public static boolean isOff(JsonNode part) {
        return part.path(OFF).asBoolean(false);
    }

    /** A part more, at the end. */
    public static ObjectNode add(ObjectNode recipe, String list, ObjectNode part) {
        ObjectNode next = recipe.deepCopy();
        if (at(next, list) instanceof ArrayNode parts) {
            parts.add(part);
        } else {
            int dot = list.lastIndexOf('.');
            ObjectNode group = dot < 0 ? next : (ObjectNode) at(next, list.substring(0, dot));
            group.putArray(list.substring(dot + 1)).add(part);
        }
        return next;
    }

    /** @param part such as {@code operators[0]} */
    public static ObjectNode remove(ObjectNode recipe, String part) {
        ObjectNode next = recipe.deepCopy();
        parts(next, part).remove(index(part));
        return next;
    }

    /** Earlier (-1) or later (1); at either end the recipe stays as it is. */
    public static ObjectNode move(ObjectNode recipe, String part, int by) {
        ObjectNode next = recipe.deepCopy();
        ArrayNode parts = parts(next, part);
        int to = index(part) + by;
        if (to >= 0 && to < parts.size()) {
            JsonNode moved = parts.remove(index(part));
            parts.insert(to, moved);
        }
        return next;
    }

    /** Off where it was on, and back. */
    public static ObjectNode toggle(ObjectNode recipe, String part) {
        ObjectNode next = recipe.deepCopy();
        ObjectNode node = (ObjectNode) at(next, part);
        if (isOff(node)) {
            node.remove(OFF);
        } else {
            node.put(OFF, true);
        }
        return next;
    }

    private static int index(String part) {
        return Integer.parseInt(part.substring(part.lastIndexOf('[') + 1, part.length() - 1));
    }

    private static ArrayNode parts(ObjectNode recipe, String part) {
        return (ArrayNode) at(recipe, part.substring(0, part.lastIndexOf('[')));
    }

    /** What is built: without the parts that are off. */
    public static ObjectNode active(ObjectNode recipe) {
        ObjectNode next = Json.object();
        recipe.properties().forEach(field -> next.set(field.getKey(), field.getValue()));
        recipe.properties().forEach(field -> {
            if (field.getValue() instanceof ArrayNode parts) {
                ArrayNode kept = parts.deepCopy();
                for (Iterator<JsonNode> i = kept.iterator(); i.hasNext(); ) {
                    if (isOff(i.next())) {
                        i.remove();
                    }
                }
                next.set(field.getKey(), kept);
            }
        });
        return next;
    }

    /** Where a problem of the active recipe stands in the draft. */
    public static String located(ObjectNode recipe, String problem) {
        Matcher m = FIRST_INDEX.matcher(problem);
        if (!m.matches() || !(recipe.path(m.group(1)) instanceof ArrayNode parts)) {
            return problem;
        }
        List<Integer> on = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!isOff(parts.get(i))) {
                on.add(i);
            }
        }
        int k = Integer.parseInt(m.group(2));
        return k >= on.size() ? problem : m.group(1) + "[" + on.get(k) + "]" + m.group(3);
    }
}
