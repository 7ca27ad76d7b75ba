package hammingway.cli;

import hammingway.base.WorkbenchException;
import hammingway.report.ChartChoice;
import hammingway.report.Cost;
import hammingway.report.Metric;
import hammingway.report.Trait;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a size chart shows, as the window's tool bar chooses it. */
final class ChartOption {
    static final class Metrics implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Metric.values()).map(Metric::word).iterator();
        }
    }

    static final class Costs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Cost.values()).map(Cost::word).iterator();
        }
    }

    static final class Traits implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Trait.values()).map(Trait::word).iterator();
        }
    }

    @Option(
            names = "--metric",
            defaultValue = "top-5",
            completionCandidates = Metrics.class,
            description = "What the plot shows: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private String metric = "";

    @Option(
            names = "--cost",
            defaultValue = "parameters",
            completionCandidates = Costs.class,
            description = "Against what: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private String cost = "";

    @Option(
            names = "--log",
            paramLabel = "AXES",
            description = "Logarithmic axes: x, y, xy or none (default x, and y too for perplexity)")
    private Optional<String> log = Optional.empty();

    @Option(
            names = {"--colour", "--color"},
            defaultValue = "kind",
            completionCandidates = Traits.class,
            description = "What colours tell: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private String colour = "";

    @Option(
            names = "--shape",
            defaultValue = "none",
            completionCandidates = Traits.class,
            description = "What shapes tell, of the same; none: the same as colours (default ${DEFAULT-VALUE})")
    private String shape = "";

    @Option(names = "--each-seed", description = "Every seed a point of its own, instead of their mean")
    private boolean eachSeed;

    ChartChoice choice() {
        ChartChoice usual = ChartChoice.of(
                chosen("--cost", cost, Cost::ofWord, new Costs()),
                chosen("--metric", metric, Metric::ofWord, new Metrics()));
        String axes = log.orElse((usual.logX() ? "x" : "") + (usual.logY() ? "y" : ""));
        if (!axes.matches("x|y|xy|none")) {
            throw new WorkbenchException("--log " + axes + ": there is no such axis. Give x, y, xy or none.");
        }
        return usual.withLog(axes.contains("x"), axes.contains("y"))
                .withLooks(
                        chosen("--colour", colour, Trait::ofWord, new Traits()),
                        chosen("--shape", shape, Trait::ofWord, new Traits()))
                .withEachSeed(eachSeed);
    }

    private static <T> T chosen(
            String option, String word, Function<String, Optional<T>> find, Iterable<String> words) {
        return find.apply(word)
                .orElseThrow(
                        () -> new WorkbenchException(option + " " + word + ": there is no such choice. Give one of "
                                + java.util.stream.StreamSupport.stream(words.spliterator(), false)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
