package hammingway.code.versions;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Doc;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.CodebookSpec;
import hammingway.math.BitMatrix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What changed from one version of a codebook to the next. */
public record Change(
        @Doc(value = "Version that is compared with", min = 1)
        int against,

        @Doc("Fields of the recipe that differ, and the sizes")
        List<Field> fields,

        @Doc(value = "Edits by hand in that version", min = 0)
        int editsBefore,

        @Doc(value = "Edits by hand in this one", min = 0) int edits,

        @Doc(value = "Tokens whose codeword is another", min = 0)
        int codewords,

        @Doc(value = "Tokens of the larger of both", min = 0)
        int tokens) {

    /** A value in words, past which it is cut: a list of thousands tells nothing more. */
    private static final int LONGEST = 60;

    private static final String NONE = "none";

    public Change {
        fields = List.copyOf(fields);
    }

    /** A field with its two values as JSON, or {@code none}. */
    public record Field(String path, String before, String after) {
        /** Such as {@code family.randomBits 40 -> 60}. */
        public String words() {
            return path + " " + shorten(before) + " -> " + shorten(after);
        }
    }

    static Change between(int against, Facts before, BitMatrix old, Facts after, BitMatrix now) {
        List<Field> fields = new ArrayList<>();
        number("tokens", before.tokens(), after.tokens(), fields);
        number("length", before.length(), after.length(), fields);
        fields.addAll(fields(json(before.recipe()), json(after.recipe())));
        return new Change(
                against, fields, before.edits(), after.edits(), differing(old, now), Math.max(old.rows(), now.rows()));
    }

    private static void number(String path, int before, int after, List<Field> fields) {
        if (before != after) {
            fields.add(new Field(path, Integer.toString(before), Integer.toString(after)));
        }
    }

    private static JsonNode json(Optional<CodebookSpec> recipe) {
        return recipe.<JsonNode>map(SpecCodec::write).orElseGet(Json::object);
    }

    /** Tokens that have not the same codeword in both; O(V n / 64). */
    static int differing(BitMatrix a, BitMatrix b) {
        int larger = Math.max(a.rows(), b.rows());
        if (a.columns() != b.columns()) {
            return larger;
        }
        int both = Math.min(a.rows(), b.rows());
        int differing = larger - both;
        for (int r = 0; r < both; r++) {
            boolean same = true;
            for (int w = 0; same && w < a.wordsPerRow(); w++) {
                same = a.word(r, w) == b.word(r, w);
            }
            differing += same ? 0 : 1;
        }
        return differing;
    }

    /** The fields of two recipes that differ, in order; a group that became another kind is one field. Recipes may be drafts. */
    public static List<Field> fields(JsonNode before, JsonNode after) {
        List<Field> fields = new ArrayList<>();
        compare("", before, after, fields);
        return List.copyOf(fields);
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<Field> fields) {
        boolean groups =
                before.isObject() && after.isObject() && before.path("type").equals(after.path("type"));
        if (groups) {
            Set<String> names = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(n -> compare(path.isEmpty() ? n : path + "." + n, before.path(n), after.path(n), fields));
        } else if (list(before) && list(after)) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(path + "[" + i + "]", before.path(i), after.path(i), fields);
            }
        } else if (!text(before).equals(text(after))) {
            fields.add(new Field(path.isEmpty() ? "recipe" : path, text(before), text(after)));
        }
    }

    /** A list that is left out is an empty one. */
    private static boolean list(JsonNode node) {
        boolean ofGroups = node.isArray() && (node.isEmpty() || node.path(0).isObject());
        return ofGroups || node.isMissingNode();
    }

    private static String text(JsonNode node) {
        if (node.isObject()) {
            StringBuilder parts = new StringBuilder();
            node.properties().stream()
                    .filter(f -> !f.getKey().equals("type"))
                    .forEach(f -> parts.append(parts.isEmpty() ? "" : ", ")
                            .append(f.getKey())
                            .append(' ')
                            .append(text(f.getValue())));
            String type = node.path("type").asText();
            return type.isEmpty() ? parts.toString() : type + (parts.isEmpty() ? "" : " (" + parts + ")");
        }
        return node.isMissingNode() || node.isNull() || (node.isArray() && node.isEmpty())
                ? NONE
                : node.isValueNode() ? node.asText() : node.toString();
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "\u2026";
    }

    /** One line, such as {@code family.randomBits 40 -> 60; 3 edits by hand; 12 of 1000 codewords differ}. */
    public String words() {
        List<String> parts = new ArrayList<>();
        fields.forEach(f -> parts.add(f.words()));
        if (edits != editsBefore) {
            parts.add(
                    edits == 0 ? "edits by hand taken back" : edits == 1 ? "1 edit by hand" : edits + " edits by hand");
        }
        if (codewords > 0) {
            parts.add(
                    codewords == tokens
                            ? "all codewords differ"
                            : codewords + " of " + tokens
                                    + (codewords == 1 ? " codewords differs" : " codewords differ"));
        }
        return parts.isEmpty() ? "the same codewords and recipe" : String.join("; ", parts);
    }
}
