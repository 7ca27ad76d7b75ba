package hammingway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.eval.EvaluationResult;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SizeChartTest {
    private static ComparisonRow row(String name, String head, String loss, HeadCost cost, double top5, double nats) {
        double perplexity = Math.exp(nats);
        return new ComparisonRow(
                name,
                List.of("id-" + name),
                head,
                "-",
                loss,
                cost,
                cost.stored() / 1000.0,
                new Interval(top5 / 2, top5 / 2, top5 / 2, 0, 1),
                new Interval(top5, top5 - 0.02, top5 + 0.02, 0, 9),
                top5 / 0.8,
                new Interval(perplexity, perplexity, perplexity, 0, 1),
                new Interval(nats, nats, nats, 0, 1),
                new EvaluationResult.Latency.Split(Double.NaN, Double.NaN, Double.NaN),
                Optional.empty(),
                false);
    }

    private static HeadCost cost(long stored, long decode) {
        return new HeadCost(stored, stored, 0, stored, decode, decode / 8);
    }

    private static Comparison comparison() {
        return new Comparison(
                List.of(
                        row("tied", "softmax, tied", "cross-entropy", new HeadCost(0, 0, 900, 900, 0, 0), 0.7, 1.1),
                        row("small", "linear code", "bce-mean", cost(10, 500), 0.4, 3),
                        row("good", "linear code", "code-nll", cost(50, 800), 0.7, 1.5),
                        row("large", "linear code", "bce-mean", cost(300, 2000), 0.5, 4),
                        row("whole", "softmax", "cross-entropy", cost(1000, 0), 0.8, 1)),
                List.of());
    }

    private static SizeChart chart(Cost cost, Metric metric) {
        return SizeChart.of(comparison(), ChartChoice.of(cost, metric), "");
    }

    private static List<String> names(List<SizeChart.Point> points) {
        return points.stream().map(SizeChart.Point::name).toList();
    }

    @Test
    void theFrontFollowsTheDirectionOfTheMetric() {
        assertThat(names(chart(Cost.PARAMETERS, Metric.TOP5).front())).containsExactly("small", "good", "whole");
        assertThat(names(chart(Cost.PARAMETERS, Metric.PERPLEXITY).front())).containsExactly("small", "good", "whole");
        assertThat(names(chart(Cost.MULTIPLY_ADDS, Metric.BITS_PER_BYTE).front()))
                .containsExactly("small", "good", "tied", "whole");
    }

    @Test
    void whatIsLeftOutIsNamedWithItsReason() {
        SizeChart chart = chart(Cost.PARAMETERS, Metric.TOP5);
        assertThat(names(chart.points())).containsExactly("small", "good", "large", "whole");
        assertThat(chart.subtitle()).endsWith("Not shown: tied (0 has no place on a logarithmic axis)");
        assertThat(names(SizeChart.of(comparison(), chart.choice().withLog(false, false), "")
                        .points()))
                .startsWith("tied");
        assertThat(chart(Cost.TIME, Metric.TOP5).subtitle())
                .endsWith("Not shown: tied, small, good and 2 more (evaluated without times)");
        assertThat(chart(Cost.PARAMETERS, Metric.BIT_ACCURACY).points()).isEmpty();
        assertThat(chart(Cost.EXACT_DECODE_TIME, Metric.TOP5).subtitle())
                .contains("whole (no code to decode)", "small");
    }

    @Test
    void costsAreCountedAsTheirNamesSay() {
        ComparisonRow tied = comparison().rows().getFirst();
        ComparisonRow good = comparison().rows().get(2);
        assertThat(Cost.PARAMETERS.of(tied)).isZero();
        assertThat(Cost.TRAINABLE.of(tied)).isZero();
        assertThat(Cost.USED.of(tied)).isEqualTo(900);
        assertThat(Cost.HEAD_MULTIPLY_ADDS.of(good)).isEqualTo(50);
        assertThat(Cost.MULTIPLY_ADDS.of(good)).isEqualTo(850);
        assertThat(Cost.MEMORY.of(good)).isEqualTo(4 * 50 + 100);
        assertThat(Cost.SHARE_OF_SOFTMAX.of(good)).isEqualTo(5);
        assertThat(Cost.OPERATIONS.of(good)).isNaN();
        assertThat(Cost.OPERATIONS.of(tied)).isEqualTo(900);
    }

    @Test
    void softmaxAndNineTenthsOfItAreLines() {
        // the first softmax of the comparison is the reference
        assertThat(chart(Cost.PARAMETERS, Metric.TOP5).lines())
                .extracting(SizeChart.Line::text)
                .containsExactly("100%: softmax (tied)", "90% of softmax");
        assertThat(chart(Cost.PARAMETERS, Metric.TOP5).lines().getLast().y()).isCloseTo(63, within(1e-9));
        assertThat(chart(Cost.PARAMETERS, Metric.PERPLEXITY).lines()).hasSize(1);
    }

    @Test
    void beyondEightValuesTheRarestAreOthers() {
        List<ComparisonRow> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            // 12 losses; the first of them are the most frequent
            rows.add(row(
                    "r" + i,
                    "linear code",
                    "loss " + "abcdefghijkl".charAt(i < 12 ? i : i % 4),
                    cost(i + 1, 1),
                    0.5,
                    1));
        }
        SizeChart chart = SizeChart.of(
                new Comparison(rows, List.of()), ChartChoice.STANDARD.withLooks(Trait.LOSS, Trait.HEAD), "");
        assertThat(chart.kinds())
                .hasSize(8)
                .startsWith("loss a", "loss b")
                .last()
                .isEqualTo(SizeChart.OTHERS);
        assertThat(chart.shapes()).containsExactly("linear code");
        assertThat(chart.points()).hasSize(40).allMatch(p -> chart.kinds().contains(p.kind()));
    }

    @Test
    void numbersAreOrderedBySizeAndWhatIsAbsentComesLast() {
        assertThat(Trait.ordered(List.of("none", "100", "9", "1,000", "b", "a", "9")))
                .containsExactly("9", "100", "1,000", "a", "b", "none");
    }

    @Test
    void noShareOfPositionsIsDrawnBeyondAllOfThem() {
        ComparisonRow wild = new ComparisonRow(
                "wild",
                List.of("id"),
                "softmax",
                "-",
                "cross-entropy",
                cost(5, 0),
                1,
                new Interval(0.5, -0.4, 1.4, 0.1, 2),
                new Interval(0.5, -0.4, 1.4, 0.1, 2),
                1,
                new Interval(2, 1, 3, 0, 2),
                new Interval(1, -3, 5, 0, 2),
                new EvaluationResult.Latency.Split(1, 1, 1),
                Optional.empty(),
                false);
        SizeChart.Point p = SizeChart.of(new Comparison(List.of(wild), List.of()), ChartChoice.STANDARD, "")
                .points()
                .getFirst();
        assertThat(p.low()).isZero();
        assertThat(p.high()).isEqualTo(100);
    }
}
