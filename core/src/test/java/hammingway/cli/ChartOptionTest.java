package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import hammingway.math.SplitRandom;
import hammingway.report.ChartChoice;
import hammingway.report.Cost;
import hammingway.report.Metric;
import hammingway.report.Trait;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ChartOptionTest {
    private static final long SEED = 2;

    @Command
    static final class Holder {
        @Mixin
        private ChartOption chart;
    }

    private static ChartChoice parse(String options) {
        Holder holder = new Holder();
        new CommandLine(holder)
                .parseArgs(Arrays.stream(options.split(" "))
                        .filter(o -> !o.isEmpty())
                        .toArray(String[]::new));
        return holder.chart.choice();
    }

    /** What the window shows as its command makes the command choose the very same. */
    @Test
    void theCommandChoosesWhatTheWindowShows() {
        assertThat(ChartChoice.STANDARD.options()).isEmpty();
        SplitRandom random = new SplitRandom(SEED);
        List<Trait> colours =
                Arrays.stream(Trait.values()).filter(t -> t != Trait.NONE).toList();
        for (int i = 0; i < 500; i++) {
            ChartChoice choice = new ChartChoice(
                    any(random, List.of(Cost.values())),
                    any(random, List.of(Metric.values())),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    any(random, colours),
                    any(random, List.of(Trait.values())),
                    random.nextBoolean());
            assertThat(parse(choice.options()))
                    .as("seed " + SEED + ", choice " + i)
                    .isEqualTo(choice);
        }
    }

    private static <T> T any(SplitRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void aWrongWordIsToldWithThoseAllowed() {
        assertThatThrownBy(() -> parse("--metric top-2"))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("top-2")
                .hasMessageContaining("top-5-of-softmax");
        assertThatThrownBy(() -> parse("--log z")).hasMessageContaining("x, y, xy or none");
    }
}
