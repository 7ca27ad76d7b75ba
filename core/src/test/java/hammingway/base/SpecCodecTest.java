package hammingway.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecCodecTest {
    sealed interface Shape {}

    record Circle(
            @Doc(value = "radius", min = 0, max = 10, unit = "m")
            double radius) implements Shape {}

    record LongBox(
            int width,
            @Doc(value = "depth", byDefault = "3") int depth) implements Shape, Checked {
        @Override
        public List<Problem> problems() {
            return depth > width
                    ? List.of(new Problem("depth", "" + depth, "at most the width", "Lower it"))
                    : List.of();
        }
    }

    enum Colour {
        DARK_RED,
        BLUE
    }

    record Scene(String name, Shape shape, List<Integer> sizes, Optional<Long> seed, Colour colour, boolean on) {}

    private static ObjectNode parse(String json) {
        return (ObjectNode) Json.parse(Path.of("scene.json"), json);
    }

    @Test
    void readsWhatItWrites() {
        Scene scene = new Scene("a", new LongBox(4, 2), List.of(1, 2), Optional.of(7L), Colour.DARK_RED, true);
        ObjectNode json = SpecCodec.write(scene);
        assertThat(json.path("shape").path("type").asText()).isEqualTo("long-box");
        assertThat(json.path("colour").asText()).isEqualTo("dark-red");
        assertThat(SpecCodec.read(Scene.class, json, "scene")).isEqualTo(scene);
    }

    @Test
    void fillsDefaultsAndOptionals() {
        Scene scene = SpecCodec.read(
                Scene.class,
                parse(
                        "{\"name\":\"a\",\"shape\":{\"type\":\"long-box\",\"width\":5},\"sizes\":[],\"colour\":\"blue\",\"on\":false}"),
                "scene");
        assertThat(scene.shape()).isEqualTo(new LongBox(5, 3));
        assertThat(scene.seed()).isEmpty();
    }

    @Test
    void reportsAllProblemsWithPathValueAndAllowed() {
        SpecException e = catchThrowableOfType(
                SpecException.class,
                () -> SpecCodec.read(
                        Scene.class,
                        parse(
                                "{\"name\":5,\"shape\":{\"type\":\"circle\",\"radius\":11},\"sizes\":[1,\"x\"],\"colour\":\"green\",\"extra\":1}"),
                        "scene.json"));
        assertThat(e.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("name", "shape.radius", "sizes[1]", "colour", "on", "extra");
        assertThat(e).hasMessageContaining("0 to 10 m").hasMessageContaining("dark-red, blue");
    }

    @Test
    void reportsProblemsBetweenFields() {
        assertThat(SpecCodec.problems(new LongBox(2, 5)))
                .extracting(Problem::path)
                .containsExactly("depth");
    }

    @Test
    void refusesUnknownKinds() {
        SpecException e = catchThrowableOfType(
                SpecException.class, () -> SpecCodec.read(Shape.class, parse("{\"type\":\"cone\"}"), "s"));
        assertThat(e).hasMessageContaining("circle, long-box");
    }

    @Test
    void setsFieldsByPath() {
        ObjectNode json =
                SpecCodec.write(new Scene("a", new LongBox(4, 2), List.of(), Optional.empty(), Colour.BLUE, true));
        SpecCodec.set(json, "shape.width", "9");
        SpecCodec.set(json, "name", "plain text");
        Scene scene = SpecCodec.read(Scene.class, json, "scene");
        assertThat(scene.shape()).isEqualTo(new LongBox(9, 2));
        assertThat(scene.name()).isEqualTo("plain text");
    }
}
