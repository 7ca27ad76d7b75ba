package hammingway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.eval.EvaluationResult;
import hammingway.math.Interval;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import hammingway.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final long SEED = 9;
    private static final int WINDOWS = 200;

    @TempDir
    Path folder;

    private MadeRuns made;

    @BeforeEach
    void make() {
        made = new MadeRuns(folder.resolve("project"));
    }

    private Comparison comparison() {
        return Comparison.of(made.project().runs());
    }

    private static ComparisonRow row(Comparison comparison, String name) {
        return comparison.rows().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void seedsAreOneRowWithARowForEach() {
        made.run(made.spec("softmax"), 0.6);
        made.run(made.spec("softmax", "seed", "2"), 0.64);
        made.run(made.spec("random 50 bits"), 0.31);
        Comparison found = comparison();
        assertThat(found.rows()).hasSize(2);
        ComparisonRow softmax = row(found, "softmax");
        assertThat(softmax.each()).hasSize(2).allMatch(r -> r.seeds() == 1);
        assertThat(softmax.top5()).isEqualTo(Statistics.interval(0.6, 0.64));
        assertThat(softmax.perplexity().mean()).isCloseTo(Math.exp((2.8 + 2.72) / 2), within(1e-9));
        assertThat(row(found, "random 50 bits").each()).isEmpty();
        assertThat(row(found, "random 50 bits").further().top5OfSoftmax().mean())
                .isCloseTo(0.31 / 0.62, within(1e-9));
    }

    /** To first order, the relative half-widths of a ratio of independent means add as squares. */
    @Test
    void aShareOfSoftmaxHasAnInterval() {
        Interval share = FurtherFigures.ratio(new Interval(0.3, 0.27, 0.33, 1, 9), new Interval(0.6, 0.52, 0.68, 1, 9));
        assertThat(share.mean()).isEqualTo(0.5);
        assertThat(share.high() - share.mean())
                .isCloseTo(0.5 * Math.sqrt(0.1 * 0.1 + Math.pow(0.08 / 0.6, 2)), within(1e-12));
        assertThat(FurtherFigures.ratio(share, new Interval(0, 0, 0, 0, 1)).mean())
                .isNaN();
    }

    /** Of many windows, the resampled interval of the mean is the normal one; its middle is the evaluation's own figure. */
    @Test
    void tracesGiveOneRunItsIntervals() {
        RunFolder run = made.run(made.spec("random 50 bits"), 0.5);
        assertThat(row(comparison(), "random 50 bits").perplexity().high()).isEqualTo(Math.exp(3));
        SplitRandom random = new SplitRandom(SEED);
        int[] millinats = new int[WINDOWS * MadeRuns.CONTEXT];
        for (int i = 0; i < millinats.length; i++) {
            millinats[i] = i % MadeRuns.CONTEXT == 0 ? random.nextInt(3000) : millinats[i - 1];
        }
        MadeRuns.traces(run, WINDOWS, i -> 1, i -> 0, i -> millinats[i]);
        double[] windows = MadeRuns.windowMeans(WINDOWS, i -> millinats[i]);
        double half = 1.96 * Statistics.sd(windows) / 1000 / Math.sqrt(WINDOWS);
        ComparisonRow row = row(comparison(), "random 50 bits");
        assertThat(row.perplexity().mean()).isEqualTo(Math.exp(3));
        assertThat(Math.log(row.perplexity().high()) - 3).isCloseTo(half, within(0.15 * half));
        assertThat(row.bitsPerByte().mean()).isEqualTo(1);
        assertThat(1 - row.bitsPerByte().low()).isCloseTo(half / 3, within(0.05 * half));
    }

    /** The ceiling is the share of targets that the trimmed vocabulary still has; hits on the folded token are no hits on real ones. */
    @Test
    void aTrimmedVocabularyHasACeiling() {
        made.run(made.spec("softmax"), MadeRuns.result(0.6, 100, 0.9), "aa", 0.11);
        Comparison found = comparison();
        ComparisonRow row = found.rows().getFirst();
        assertThat(row.facts().trimmed()).isTrue();
        assertThat(row.facts().ceiling()).isEqualTo(0.9);
        assertThat(row.further().top5Real().mean()).isCloseTo(0.9 * 0.6, within(1e-12));
        List<SizeChart.Line> lines =
                SizeChart.of(found, ChartChoice.STANDARD, "").lines();
        assertThat(lines).extracting(SizeChart.Line::y).contains(90.0);
        assertThat(lines).anyMatch(l -> l.text().contains("trimmed vocabulary: 90.0%"));
        assertThat(SizeChart.of(found, ChartChoice.of(Cost.PARAMETERS, Metric.BITS_PER_BYTE), "")
                        .lines())
                .noneMatch(l -> l.text().contains("trimmed"));
    }

    @Test
    void aWholeVocabularyHasNoCeiling() {
        made.run(made.spec("softmax"), 0.6);
        assertThat(SizeChart.of(comparison(), ChartChoice.STANDARD, "").lines())
                .noneMatch(l -> l.text().contains("trimmed"));
    }

    @Test
    void runsThatMayNotBeComparedAreToldInPlainWords() {
        made.run(made.spec("softmax"), 0.6);
        made.run(made.spec("random 50 bits"), 0.3);
        made.run(made.spec("minimal 10 bits"), 0.3);
        assertThat(comparison().warnings()).isEmpty();
        made.run(made.spec("shared MTL 50 bits", "training.steps", "75"), 0.2);
        made.run(made.spec("random 500 bits"), MadeRuns.result(0.2, 10, 1), "bb", 0);
        EvaluationResult wider = MadeRuns.result(0.2, 10, 1);
        made.run(made.spec("code-NLL 50 bits", "backbone.width", "256"), wider, "aa", 0);
        assertThat(comparison().warnings())
                .hasSize(3)
                .anyMatch(
                        w -> w.equals(
                                "1 run saw 4 times fewer tokens in training than 5 others (153,600 against 614,400): shared MTL 50 bits."))
                .anyMatch(w -> w.startsWith("1 run read other data than 5 others") && w.endsWith(": random 500 bits."))
                .anyMatch(w -> w.contains("d = 256") && w.contains("d = 128"));
    }

    @Test
    void manyDifferencesAreSummedUp() {
        for (int i = 1; i <= 9; i++) {
            made.run(made.spec("softmax", "training.steps", "" + 100 * i), 0.5);
        }
        assertThat(comparison().warnings()).hasSize(5).last().asString().contains("4 more groups");
    }
}
