package hammingway.form;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Doc;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sliders stand where a range is a choice, and say what one would type. */
class SliderScaleTest {
    /** Ranges as they are found in specifications. */
    private record Ranges(
            @Doc(value = "even", min = 1, max = 100) int even,
            @Doc(value = "far", min = 0, max = 8192) int far,
            @Doc(value = "tiny", min = 1e-9, max = 1) double tiny,
            @Doc(value = "weight", min = 0, max = 1e6) double weight,

            @Doc(value = "seed", min = 0, max = 4294967295.0)
            long seed,

            @Doc(value = "open", min = 0) int open,
            String text) {}

    private static Optional<SliderScale> scale(String name) {
        var component = Arrays.stream(Ranges.class.getRecordComponents())
                .filter(c -> c.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return SliderScale.of(component.getAnnotation(Doc.class), component.getType());
    }

    @Test
    void onlySensibleRangesHaveOne() {
        assertThat(scale("seed")).isEmpty();
        assertThat(scale("open")).isEmpty();
        assertThat(scale("text")).isEmpty();
        assertThat(scale("even").orElseThrow().log()).isFalse();
        assertThat(scale("far").orElseThrow().log()).isTrue();
        assertThat(scale("tiny").orElseThrow().log()).isTrue();
    }

    @Test
    void positionsLeadBackToTheirValues() {
        for (String value : new String[] {"0", "1", "40", "200", "8192"}) {
            SliderScale far = scale("far").orElseThrow();
            assertThat(far.text(far.position(Double.parseDouble(value)))).isEqualTo(value);
        }
        SliderScale tiny = scale("tiny").orElseThrow();
        assertThat(Double.parseDouble(tiny.text(tiny.position(0.013)))).isEqualTo(0.013);
        SliderScale weight = scale("weight").orElseThrow();
        assertThat(weight.text(weight.position(0))).isEqualTo("0");
        assertThat(weight.text(weight.position(1e6))).isEqualTo("1000000");
    }

    @Test
    void everyKeyPressMovesAWholeNumberByAtLeastOneAndStaysInside() {
        for (String name : new String[] {"even", "far"}) {
            SliderScale s = scale(name).orElseThrow();
            double at = s.position(s.min());
            long before = Long.parseLong(s.text(at));
            while (before < s.max()) {
                at = s.stepped(at, 1, false);
                long next = Long.parseLong(s.text(at));
                assertThat(next).isGreaterThan(before).isLessThanOrEqualTo((long) s.max());
                before = next;
            }
            assertThat(s.text(s.stepped(at, 1, true))).isEqualTo(Long.toString((long) s.max()));
        }
        SliderScale even = scale("even").orElseThrow();
        assertThat(even.text(even.stepped(even.position(7), 1, false))).isEqualTo("8");
        assertThat(even.text(even.stepped(even.position(7), -1, false))).isEqualTo("6");
    }
}
