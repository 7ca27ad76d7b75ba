package hammingway.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.CodebookSpec;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every family of codes has a form, whose first values can be read again. */
class RecipeFormTest {
    private static final ObjectNode RECIPE = SpecCodec.write(new CodebookSpec(
            new CodeFamily.MinimalRandom(40, CodeFamily.RandomBits.SPLIT), new Assignment.Identity(), 7));

    private static FormField field(ObjectNode recipe, String path) {
        return RecipeForm.fields(CodebookSpec.class, recipe).stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @TestFactory
    List<DynamicTest> everyFamilyCanBeChosen() {
        return SpecCodec.kinds(CodeFamily.class).stream()
                .map(k -> DynamicTest.dynamicTest(k.getSimpleName(), () -> {
                    String kind = SpecCodec.kebab(k.getSimpleName());
                    ObjectNode next = RecipeForm.withKind(CodebookSpec.class, RECIPE, field(RECIPE, "family"), kind);
                    assertThat(field(next, "family").value()).isEqualTo(kind);
                    assertThat(RecipeForm.fields(CodebookSpec.class, next))
                            .allMatch(f -> !f.label().isBlank());
                    assertThat(next.path("seed").asLong()).isEqualTo(7);
                    // fields are all there and of the right type; their values may still need the user, such as a
                    // file's name
                    assertThat(SpecCodec.kebab(next.path("family").path("type").asText()))
                            .isEqualTo(kind);
                }))
                .toList();
    }

    @Test
    void labelsRangesAndUnitsComeFromTheRecords() {
        FormField bits = field(RECIPE, "family.randomBits");
        assertThat(bits.label()).isEqualTo("Random bits");
        assertThat(bits.unit()).isEqualTo("bits");
        assertThat(bits.help()).contains("0 to 8192 bits");
        assertThat(bits.value()).isEqualTo("40");
        assertThat(field(RECIPE, "family.source").options())
                .extracting(FormField.Option::value)
                .containsExactly("numpy-legacy", "split");
    }

    @Test
    void aTypedValueGoesWhereItBelongsRightOrWrong() {
        ObjectNode next = RecipeForm.with(RECIPE, field(RECIPE, "family.randomBits"), "many");
        assertThat(next.path("family").path("randomBits").asText()).isEqualTo("many");
        assertThat(RECIPE.path("family").path("randomBits").asInt()).isEqualTo(40);
    }

    @Test
    void aTextThatMeansTheSameIsLeftAsItIsTyped() {
        FormField bits = field(RECIPE, "family.randomBits");
        assertThat(TypedValue.same(bits, "0.50", "0.5")).isTrue();
        assertThat(TypedValue.same(bits, "1e-3", "0.001")).isTrue();
        assertThat(TypedValue.same(bits, "1.0", "1")).isTrue();
        assertThat(TypedValue.same(bits, "1", "10")).isFalse();
        assertThat(TypedValue.same(bits, "", "0")).isFalse();
        assertThat(TypedValue.same(bits, "many", "few")).isFalse();
        FormField list = new FormField(
                "generators", "", "", "", FormField.Input.LIST, List.of(), "", 0, java.util.Optional.empty());
        assertThat(TypedValue.same(list, "23, 35", "[23,35]")).isTrue();
        assertThat(TypedValue.same(list, "23, 35,", "[23,35]")).isFalse();
    }

    @Test
    void aListTakesWordsWithoutQuotesAndJsonAsBefore() {
        FormField list = new FormField(
                "targets", "", "", "", FormField.Input.LIST, List.of(), "", 0, java.util.Optional.empty());
        for (String typed :
                List.of("q_proj, v_proj", "[q_proj,v_proj]", "\"q_proj\", \"v_proj\"", "[\"q_proj\",\"v_proj\"]")) {
            assertThat(TypedValue.node(list, typed)).as(typed).hasToString("[\"q_proj\",\"v_proj\"]");
        }
        assertThat(TypedValue.text(TypedValue.node(list, "q_proj, h.0.attn"))).isEqualTo("q_proj, h.0.attn");
        assertThat(TypedValue.node(list, "[1, 2.5]")).hasToString("[1,2.5]");
        assertThat(TypedValue.text(TypedValue.node(list, "1, 2"))).isEqualTo("[1,2]");
        assertThat(TypedValue.text(TypedValue.node(list, "\"true\", \"12\""))).isEqualTo("[\"true\",\"12\"]");
        assertThat(TypedValue.node(list, "[[1, 0], [0").isTextual())
                .isTrue(); // half typed: told as wrong, not taken apart
        assertThat(TypedValue.node(list, "q_proj,").size()).isEqualTo(2);
    }
}
