package hammingway.runs.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.SpecDefaults;
import hammingway.form.FormField;
import hammingway.form.RecipeForm;
import hammingway.form.RecipeList;
import hammingway.run.RunSpec;
import hammingway.run.SpecDifference;
import hammingway.run.SpecKinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A specification that is being edited, right or wrong, and what it began with. Immutable by contract: nobody changes the JSON.
 *
 * @param spec     as it stands
 * @param start    what it is compared with
 * @param codebook the last one that a layer without a code took away, so that it comes back with the next code layer
 */
record RunDraft(ObjectNode spec, Start start, Optional<JsonNode> codebook) {
    private static final String CODEBOOK = "codebook";
    private static final String STEPS = "training.steps";
    private static final String WARM_UP = "training.schedule.warmup";

    /** A change of a field, from what it was to what it is; as texts for people. */
    record Change(String path, String was, String is) {}

    static RunDraft of(Start start) {
        return new RunDraft(start.spec(), start, Optional.empty());
    }

    RunDraft with(ObjectNode next) {
        Optional<JsonNode> kept = next.path(CODEBOOK).isObject() ? Optional.of(next.path(CODEBOOK)) : codebook;
        Optional<JsonNode> had = spec.path(CODEBOOK).isObject() ? Optional.of(spec.path(CODEBOOK)) : kept;
        return new RunDraft(next, start, next.path(CODEBOOK).isObject() ? kept : had);
    }

    /** Fields of the form; those of a codebook only where there is one. */
    List<FormField> fields() {
        return RecipeForm.fields(RunSpec.class, spec).stream()
                .filter(f ->
                        !f.path().startsWith(CODEBOOK) || spec.path(CODEBOOK).isObject())
                .toList();
    }

    RunDraft with(FormField field, String value) {
        return switch (field.input()) {
            case KIND ->
                value.isEmpty()
                        ? with(RecipeForm.withKind(RunSpec.class, spec, field, value))
                        : with(SpecKinds.with(spec, field.path(), value, codebook));
            case CHOICE, NUMBER, TEXT, OPTIONAL_TEXT, LIST -> with(followed(field, value));
            case PARTS -> with(RecipeForm.withPart(RunSpec.class, spec, field, value));
            case PART -> with(RecipeList.toggle(spec, field.path()));
        };
    }

    /** The warm-up keeps its share of the steps. */
    private ObjectNode followed(FormField field, String value) {
        ObjectNode next = RecipeForm.with(spec, field, value);
        JsonNode before = SpecKinds.at(spec, STEPS);
        JsonNode warmup = SpecKinds.at(spec, WARM_UP);
        boolean follows = field.path().equals(STEPS)
                && value.strip().matches("[1-9]\\d{0,8}")
                && before.isIntegralNumber()
                && before.asLong() > 0
                && warmup.isIntegralNumber();
        if (follows && SpecKinds.at(next, "training.schedule") instanceof ObjectNode schedule) {
            long steps = Long.parseLong(value.strip());
            schedule.put("warmup", Math.min(steps, Math.round((double) warmup.asLong() * steps / before.asLong())));
        }
        return next;
    }

    RunDraft moved(FormField part, int by) {
        return with(RecipeList.move(spec, part.path(), by));
    }

    RunDraft without(FormField part) {
        return with(RecipeList.remove(spec, part.path()));
    }

    /** A field, or a group, as JSON or text. */
    RunDraft set(String path, JsonNode value) {
        ObjectNode next = spec.deepCopy();
        int dot = path.lastIndexOf('.');
        if (SpecKinds.at(next, dot < 0 ? "" : path.substring(0, dot)) instanceof ObjectNode group) {
            String name = path.substring(dot + 1);
            if (value.isMissingNode() || value.isNull()) {
                group.remove(name);
            } else {
                group.set(name, value);
            }
        }
        return with(next);
    }

    RunDraft set(String path, String value) {
        return set(path, SpecDefaults.parsed(value));
    }

    /** A field as it was in the beginning. */
    RunDraft reset(String path) {
        return set(path, SpecKinds.at(start.spec(), path));
    }

    /** What is built: operators that are switched off are left out. */
    ObjectNode active() {
        ObjectNode next = spec.deepCopy();
        if (next.path(CODEBOOK) instanceof ObjectNode recipe) {
            next.set(CODEBOOK, RecipeList.active(recipe));
        }
        return next;
    }

    /** Where a problem of the active specification stands in the draft. */
    String located(String problem) {
        String prefix = CODEBOOK + ".";
        return problem.startsWith(prefix) && spec.path(CODEBOOK) instanceof ObjectNode recipe
                ? prefix + RecipeList.located(recipe, problem.substring(prefix.length()))
                : problem;
    }

    /** What to set in the beginning to get this. */
    Map<String, JsonNode> sets() {
        return new LinkedHashMap<>(SpecDifference.sets(start.spec(), active()));
    }

    List<Change> changes() {
        return sets().entrySet().stream()
                .map(e -> new Change(e.getKey(), told(SpecKinds.at(start.spec(), e.getKey())), told(e.getValue())))
                .toList();
    }

    /** Of groups, their kind and their numbers. */
    private static String told(JsonNode value) {
        if (value.isObject()) {
            StringBuilder text = new StringBuilder(value.path("type").asText(""));
            value.properties().stream()
                    .filter(e -> !e.getKey().equals("type"))
                    .forEach(e -> text.append(text.isEmpty() ? "" : ", ")
                            .append(
                                    e.getValue().isObject()
                                            ? told(e.getValue())
                                            : e.getKey() + " " + told(e.getValue())));
            return text.toString();
        }
        return value.isMissingNode() || value.isNull() ? "none" : value.isArray() ? value.toString() : value.asText();
    }
}
