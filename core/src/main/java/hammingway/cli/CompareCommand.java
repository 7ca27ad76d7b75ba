package hammingway.cli;

import hammingway.base.WorkbenchException;
import hammingway.report.ChartChoice;
import hammingway.report.ChartWriter;
import hammingway.report.Comparison;
import hammingway.report.Exports;
import hammingway.report.PairText;
import hammingway.report.RunPair;
import hammingway.report.SizeChart;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Compares all evaluated runs of a project and writes table and plot to its exports; or two runs, token by token.")
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(
            arity = "0..2",
            paramLabel = "RUN",
            description =
                    "Two runs, by folder's name or by name: their difference on the same tokens, by a paired bootstrap")
    private List<String> runs = List.of();

    @Mixin
    private ProjectOption project;

    @Mixin
    private ChartOption chart;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the bootstrap's draws (default ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        Project place = project.open();
        return switch (runs.size()) {
            case 0 -> all(place);
            case 2 -> pair(place);
            default ->
                throw new WorkbenchException(
                        "compare " + String.join(" ", runs) + ": give two runs to pair, or none to compare all.");
        };
    }

    private int pair(Project place) {
        RunPair pair = RunPair.of(place.run(runs.getFirst()), place.run(runs.getLast()), seed);
        main.out().print(PairText.of(pair));
        main.out().flush();
        return 0;
    }

    private int all(Project place) {
        ChartChoice choice = chart.choice();
        Comparison comparison = Comparison.of(place.runs());
        comparison.damaged().forEach(d -> main.out().println("Left out: " + d));
        if (comparison.rows().isEmpty()) {
            throw new WorkbenchException(place.folder() + " has no evaluated run yet. Try: study quickstart.");
        }
        main.out().print(Exports.terminal(comparison));
        comparison.warnings().forEach(w -> main.out().println("Take care: " + w));
        Path folder = place.exports().resolve("all");
        Exports.writeAll(comparison, place.name(), folder, main.charts())
                .forEach(f -> main.out().println(f));
        if (!choice.equals(ChartChoice.STANDARD)) {
            chosen(SizeChart.of(comparison, choice, place.name()), folder.resolve(choice.fileName()));
        }
        return 0;
    }

    /** The chart with the chosen axes, beside the standard one. */
    private void chosen(SizeChart drawn, Path file) {
        main.out().println(drawn.subtitle());
        main.charts().ifPresent(charts -> {
            List<Path> pictures = ChartWriter.ENDINGS.stream()
                    .map(ending -> file.resolveSibling(file.getFileName() + ending))
                    .toList();
            charts.write(drawn, pictures);
            pictures.forEach(p -> main.out().println(p));
        });
    }
}
