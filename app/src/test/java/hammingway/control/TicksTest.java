package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.math.SplitRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final long SEED = 5;

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(List.of(0.0, 0.25, 12.5, 999.0, 1000.0, 1250.0, 50_000.0, 1e6, 2.5e9, -1500.0, 0.1 + 0.2, 999_990.0)
                        .stream()
                        .map(Ticks::text))
                .containsExactly("0", "0.25", "12.5", "999", "1k", "1.25k", "50k", "1M", "2.5G", "-1.5k", "0.3", "1M");
    }

    @Test
    void logarithmicLabelsAreRound() {
        assertThat(texts(Ticks.logarithmic(800, 200_000, 10))).containsExactly("1k", "10k", "100k");
        assertThat(texts(Ticks.logarithmic(1000, 30_000, 10))).containsExactly("1k", "2k", "5k", "10k", "20k");
        assertThat(texts(Ticks.logarithmic(1200, 1900, 10))).contains("1.5k").hasSizeGreaterThan(2);
        assertThat(texts(Ticks.logarithmic(1, 1e12, 5))).containsExactly("1", "1k", "1M", "1G", "1T");
    }

    private static List<String> texts(List<Double> values) {
        return values.stream().map(Ticks::text).toList();
    }

    /** Labels are in the range, ascending, different from each other as text, never too many, and at least two. */
    @Test
    void labelsFit() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 5000; trial++) {
            double low = Math.pow(10, random.nextInt(80) / 10.0 - 3);
            double high = low * Math.pow(10, (1 + random.nextInt(60)) / 10.0);
            int most = 4 + random.nextInt(10);
            for (List<Double> ticks : List.of(Ticks.logarithmic(low, high, most), Ticks.linear(low, high, most))) {
                assertThat(ticks)
                        .as("seed " + SEED + ", trial " + trial + ": " + low + " to " + high + ", " + most)
                        .isSorted()
                        .hasSizeBetween(2, most)
                        .allMatch(v -> v >= low * (1 - 1e-6) && v <= high * (1 + 1e-6));
                assertThat(texts(ticks)).doesNotHaveDuplicates();
            }
        }
    }
}
