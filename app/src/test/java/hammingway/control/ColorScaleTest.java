package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A larger value is a lighter colour, for every eye and every printer. */
class ColorScaleTest {
    @ParameterizedTest
    @EnumSource(names = {"VIRIDIS", "CIVIDIS"})
    void lightnessRises(ColorScale scale) {
        double before = -1;
        for (int argb : scale.table(256)) {
            double light =
                    0.2126 * linear(argb >> 16 & 255) + 0.7152 * linear(argb >> 8 & 255) + 0.0722 * linear(argb & 255);
            assertThat(light).isGreaterThanOrEqualTo(before - 1e-3);
            before = light;
        }
        assertThat(before).isGreaterThan(0.6);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
