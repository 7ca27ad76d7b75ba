package hammingway.design.keeping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecException;
import hammingway.code.versions.Entry;
import hammingway.design.book.BookEdit;
import hammingway.design.book.BookFiles;
import hammingway.design.book.Draft;
import java.util.ArrayList;
import java.util.List;

/** All that a person typed: the draft, right or wrong, the name and the notes. */
public record Work(String name, String notes, Draft draft) {
    /** Longest text of a field; more is nothing that anybody typed. */
    private static final int LONGEST = 1000;

    /** Whether both say the same, in whatever order of fields. */
    boolean same(Work other) {
        return canonical(json()).equals(canonical(other.json()));
    }

    private static String canonical(JsonNode node) {
        try {
            return Json.mapper()
                    .writer()
                    .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree that cannot be written", e);
        }
    }

    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("name", name)
                .put("notes", notes)
                .put("vocabulary", draft.vocabulary())
                .put("size", draft.size());
        node.set("recipe", draft.recipe());
        node.set("edits", BookFiles.json(draft.edits()));
        return node;
    }

    /**
     * The reverse of {@link #json}, for a text that may be anything.
     *
     * @throws SpecException with what is not as a form makes it
     */
    static Work of(JsonNode node, String where) {
        List<Problem> problems = new ArrayList<>();
        String name = text(node, "name", LONGEST, problems);
        String notes = text(node, "notes", Entry.LONGEST_NOTE, problems);
        String vocabulary = text(node, "vocabulary", LONGEST, problems);
        if (vocabulary.matches("[.]+|.*[/\\\\\\x00].*")) {
            problems.add(new Problem("vocabulary", vocabulary, "a folder of the project's vocabularies", ""));
        }
        String size = text(node, "size", LONGEST, problems);
        JsonNode recipe = node.path("recipe");
        group("recipe.family", recipe.path("family"), problems);
        group("recipe.assignment", recipe.path("assignment"), problems);
        JsonNode operators = recipe.path("operators");
        if (!operators.isMissingNode() && !operators.isArray()) {
            problems.add(new Problem("recipe.operators", operators.getNodeType().toString(), "a list", ""));
        }
        for (int i = 0; i < operators.size(); i++) {
            group("recipe.operators[" + i + "]", operators.path(i), problems);
        }
        if (!problems.isEmpty() || !(recipe instanceof ObjectNode draft)) {
            throw new SpecException(where + ":", problems);
        }
        List<BookEdit> edits = BookFiles.edits(node.path("edits"), where);
        return new Work(name, notes, new Draft(vocabulary, size, draft, edits));
    }

    private static String text(JsonNode node, String field, int longest, List<Problem> problems) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().length() > longest) {
            problems.add(new Problem(field, value.getNodeType().toString(), "a text of up to " + longest, ""));
        }
        return value.asText("");
    }

    private static void group(String path, JsonNode group, List<Problem> problems) {
        if (!group.isObject()
                || !group.path("type").isTextual()
                || group.path("type").textValue().isBlank()) {
            problems.add(new Problem(path, group.getNodeType().toString(), "a group with a type", ""));
        }
    }
}
