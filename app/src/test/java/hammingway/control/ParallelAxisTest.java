package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParallelAxisTest {
    private static final ParallelAxis NUMBERS =
            new ParallelAxis("a", "A", new double[] {10, 100, 1000, Double.NaN}, List.of());

    private static final ParallelAxis WORDS =
            new ParallelAxis("b", "B", new double[] {0, 2, 1}, List.of("x", "y", "z"));

    @Test
    void valuesStandBetweenTheLeastAndTheGreatest() {
        assertThat(NUMBERS.position(10)).isZero();
        assertThat(NUMBERS.position(1000)).isEqualTo(1);
        assertThat(NUMBERS.position(100)).isCloseTo(90 / 990.0, within(1e-12));
        assertThat(NUMBERS.position(Double.NaN)).isNaN();
        assertThat(NUMBERS.withFlip(true).position(10)).isEqualTo(1);
        assertThat(NUMBERS.withLogarithm(true).position(100)).isCloseTo(0.5, within(1e-12));
        assertThat(WORDS.position(1)).isEqualTo(0.5);
        assertThat(new ParallelAxis("c", "C", new double[] {3, 3}, List.of()).position(3))
                .isEqualTo(0.5);
    }

    @Test
    void aLogarithmIsTakenWhereThereIsOne() {
        assertThat(NUMBERS.withLogarithm(true).isLogarithmic()).isTrue();
        assertThat(WORDS.withLogarithm(true).isLogarithmic()).isFalse();
        assertThat(new ParallelAxis("c", "C", new double[] {0, 3}, List.of())
                        .withLogarithm(true)
                        .isLogarithmic())
                .isFalse();
        assertThat(new ParallelAxis("c", "C", new double[] {Double.NaN}, List.of())
                        .withLogarithm(true)
                        .isLogarithmic())
                .isFalse();
    }

    @Test
    void placesAndValuesAreInverse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            double low = 0.01 + random.nextDouble();
            double high = low + 0.1 + 1000 * random.nextDouble();
            ParallelAxis axis = new ParallelAxis("a", "A", new double[] {low, high}, List.of())
                    .withFlip(random.nextBoolean())
                    .withLogarithm(random.nextBoolean());
            double value = low + random.nextDouble() * (high - low);
            assertThat(axis.valueAt(axis.position(value))).as("seed %d", seed).isCloseTo(value, within(1e-9 * high));
        }
    }

    @Test
    void aBrushKeepsItsValuesWhateverTheLook() {
        ParallelAxis brushed = NUMBERS.withBrushes(List.of(NUMBERS.range(0.05, 0.5)));
        for (ParallelAxis axis : List.of(brushed, brushed.withFlip(true), brushed.withLogarithm(true))) {
            assertThat(axis.passes(0)).isFalse();
            assertThat(axis.passes(1)).isTrue();
            assertThat(axis.passes(2)).isFalse();
            assertThat(axis.passes(3)).isFalse();
        }
        assertThat(NUMBERS.passes(3)).isTrue();
    }

    @Test
    void severalBrushesAddUp() {
        ParallelAxis brushed = NUMBERS.withBrushes(List.of(NUMBERS.range(0, 0.01), NUMBERS.range(1, 0.9)));
        assertThat(brushed.passes(0)).isTrue();
        assertThat(brushed.passes(1)).isFalse();
        assertThat(brushed.passes(2)).isTrue();
    }

    @Test
    void categoriesAreBrushedWhole() {
        ParallelAxis brushed = WORDS.withBrushes(List.of(WORDS.range(0.4, 0.6)));
        assertThat(brushed.passes(2)).isTrue();
        assertThat(brushed.passes(0)).isFalse();
        assertThat(brushed.passes(1)).isFalse();
        assertThat(WORDS.withBrushes(List.of(WORDS.range(-1, 2))).passes(1)).isTrue();
        assertThat(WORDS.text(2)).isEqualTo("z");
    }

    @Test
    void labelsAreWithinTheAxisAndNotTooMany() {
        for (ParallelAxis axis : List.of(NUMBERS, NUMBERS.withLogarithm(true), WORDS)) {
            assertThat(axis.marks(4))
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(4)
                    .allSatisfy(m -> assertThat(m.position()).isBetween(-1e-9, 1 + 1e-9));
        }
        assertThat(WORDS.marks(1)).hasSize(1);
    }
}
