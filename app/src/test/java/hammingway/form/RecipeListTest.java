package hammingway.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.CodebookSpec;
import hammingway.code.Operator;
import hammingway.design.book.Draft;
import hammingway.design.book.DraftCheck;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Lists of parts in a recipe. */
class RecipeListTest {
    private static final ObjectNode PLAIN =
            SpecCodec.write(new CodebookSpec(new CodeFamily.NaturalBinary(), new Assignment.Identity(), 7));

    private static FormField list() {
        return RecipeForm.fields(CodebookSpec.class, PLAIN).stream()
                .filter(f -> f.path().equals("operators"))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode with(String... kinds) {
        ObjectNode recipe = PLAIN;
        for (String kind : kinds) {
            recipe = RecipeForm.withPart(CodebookSpec.class, recipe, list(), kind);
        }
        return recipe;
    }

    private static List<String> kinds(ObjectNode recipe) {
        return recipe.path("operators")
                .valueStream()
                .map(o -> o.path("type").asText())
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyOperatorCanBeAddedAndRead() {
        return SpecCodec.kinds(Operator.class).stream()
                .map(k -> SpecCodec.kebab(k.getSimpleName()))
                .map(kind -> DynamicTest.dynamicTest(kind, () -> {
                    ObjectNode recipe = with(kind);
                    assertThat(kinds(recipe)).containsExactly(kind);
                    assertThat(SpecCodec.read(CodebookSpec.class, RecipeList.active(recipe), "recipe")
                                    .operators())
                            .hasSize(1);
                }))
                .toList();
    }

    @Test
    void partsKeepTheirOrderAndChangeIt() {
        ObjectNode recipe = with("extend-by-parity", "repeat", "shorten");
        assertThat(kinds(RecipeList.move(recipe, "operators[2]", -1)))
                .containsExactly("extend-by-parity", "shorten", "repeat");
        assertThat(RecipeList.move(recipe, "operators[0]", -1)).isEqualTo(recipe);
        assertThat(RecipeList.move(recipe, "operators[2]", 1)).isEqualTo(recipe);
        assertThat(kinds(RecipeList.remove(recipe, "operators[1]"))).containsExactly("extend-by-parity", "shorten");
        assertThat(kinds(recipe)).hasSize(3);
    }

    @Test
    void whatIsOffIsNotBuiltAndProblemsAreFoundAtTheirPart() {
        ObjectNode recipe = RecipeList.toggle(with("extend-by-parity", "repeat"), "operators[0]");
        assertThat(kinds(RecipeList.active(recipe))).containsExactly("repeat");
        assertThat(RecipeList.located(recipe, "operators[0].times")).isEqualTo("operators[1].times");
        assertThat(RecipeList.located(recipe, "family.bits")).isEqualTo("family.bits");
        assertThat(RecipeList.toggle(recipe, "operators[0]")).isEqualTo(with("extend-by-parity", "repeat"));
        assertThat(DraftCheck.of(new Draft("", "100", wrong(recipe), List.of()), Optional.empty())
                        .problems())
                .singleElement()
                .satisfies(p -> assertThat(p.path()).isEqualTo("operators[1].times"));
    }

    private static ObjectNode wrong(ObjectNode recipe) {
        FormField times = RecipeForm.fields(CodebookSpec.class, recipe).stream()
                .filter(f -> f.path().equals("operators[1].times"))
                .findFirst()
                .orElseThrow();
        return RecipeForm.with(recipe, times, "1");
    }

    @Test
    void aKindWithinAPartIsReplaced() {
        ObjectNode recipe = with("juxtapose");
        FormField family = RecipeForm.fields(CodebookSpec.class, recipe).stream()
                .filter(f -> f.path().equals("operators[0].family"))
                .findFirst()
                .orElseThrow();
        ObjectNode next = RecipeForm.withKind(CodebookSpec.class, recipe, family, "gray");
        assertThat(RecipeList.at(next, "operators[0].family.type").asText()).isEqualTo("gray");
        assertThat(Json.line(PLAIN)).doesNotContain("juxtapose");
    }
}
