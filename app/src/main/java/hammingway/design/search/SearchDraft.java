package hammingway.design.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.search.Budget;
import hammingway.code.search.Objective;
import hammingway.code.search.SearchMethod;
import hammingway.code.search.SearchSpec;
import hammingway.code.search.Start;
import hammingway.form.FormField;
import hammingway.form.RecipeForm;
import java.util.List;

/**
 * The form of a search: texts as they were typed, right or wrong. Never changed in place.
 *
 * @param spec    a {@link SearchSpec} as JSON
 * @param follows whether the search begins with the codebook that is being designed, whatever {@code spec} says of a beginning
 */
record SearchDraft(ObjectNode spec, boolean follows) {
    private static final int DEFAULT_BITS = 50;
    private static final long DEFAULT_SEED = 42;
    /** Long enough to see the curve bend, short enough to wait for. */
    private static final double DEFAULT_SECONDS = 30;

    static SearchDraft first() {
        SearchMethod annealing =
                new SearchMethod.Annealing(SearchMethod.Over.CODEWORDS, new Start.RandomBits(DEFAULT_BITS), 0.1, 0.01);
        SearchSpec first =
                new SearchSpec(annealing, Objective.minimumDistance(), new Budget(DEFAULT_SECONDS, 0), DEFAULT_SEED);
        return new SearchDraft(SpecCodec.write(first), true);
    }

    private String method() {
        return spec.path("method").path("type").asText();
    }

    /** Whether the method begins with a codebook at all. */
    boolean begins() {
        return !method().equals("lexicode");
    }

    /** Where the specification says with which codebook the search begins. */
    private String beginning() {
        return method().equals("best-of-n") ? "recipe" : "start";
    }

    /** The lines of the form; without those of the beginning while that is the design. */
    List<FormField> fields() {
        String hidden = "method." + beginning();
        return RecipeForm.fields(SearchSpec.class, spec).stream()
                .filter(f -> !(follows && (f.path().equals(hidden) || f.path().startsWith(hidden + "."))))
                .filter(f -> !(follows && f.path().startsWith(hidden + "[")))
                .toList();
    }

    /** @param bits of the codebook that is being designed: lengths begin with them */
    SearchDraft with(FormField field, String value, int bits) {
        if (field.input() != FormField.Input.KIND) {
            return new SearchDraft(RecipeForm.with(spec, field, value), follows);
        }
        ObjectNode next = RecipeForm.withKind(SearchSpec.class, spec, field, value);
        if (next.path("method") instanceof ObjectNode method) {
            if (field.path().equals("method") && value.equals("lexicode")) {
                method.put("length", bits);
            }
            if (method.path("start") instanceof ObjectNode start
                    && start.path("type").asText().equals("random-bits")
                    && (field.path().equals("method") || field.path().equals("method.start"))) {
                start.put("length", bits);
            }
        }
        return new SearchDraft(next, follows);
    }

    SearchDraft withSpec(ObjectNode next) {
        return new SearchDraft(next, follows);
    }

    /** @param recipe of the codebook that is being designed: what the form then begins with, to be changed */
    SearchDraft following(boolean design, ObjectNode recipe) {
        return new SearchDraft(design ? spec : beginningWith(recipe), design);
    }

    /** The search as it is to be made. */
    ObjectNode whole(ObjectNode recipe) {
        return follows ? beginningWith(recipe) : spec;
    }

    private ObjectNode beginningWith(ObjectNode recipe) {
        ObjectNode next = spec.deepCopy();
        if (begins() && next.path("method") instanceof ObjectNode method) {
            ObjectNode start = Json.object().put("type", "recipe");
            start.set("codebook", recipe.deepCopy());
            method.set(beginning(), method().equals("best-of-n") ? recipe.deepCopy() : start);
        }
        return next;
    }
}
