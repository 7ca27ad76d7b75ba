package hammingway.cli;

import hammingway.base.Json;
import hammingway.code.Codebook;
import hammingway.eval.errors.ConfusionTable;
import hammingway.eval.errors.DistanceEffect;
import hammingway.eval.errors.ErrorSummary;
import hammingway.eval.errors.Observations;
import hammingway.report.ErrorComparison;
import hammingway.report.ErrorReport;
import hammingway.run.SameTokens;
import hammingway.run.TracedRun;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "The figures of a run, from its traces, and what its errors have in common.",
        footer = {"", "Example: errors summary \"random 50 bits\" --against softmax"})
final class ErrorsSummaryCommand implements Callable<Integer> {
    @ParentCommand
    private ErrorsCommand parent;

    @Parameters(paramLabel = "RUN", description = "An evaluated run, by folder's name or by name")
    private String run = "";

    @Mixin
    private TracedRunInput input;

    @Option(names = "--against", paramLabel = "RUN2", description = "Another run on the same tokens")
    private Optional<String> against = Optional.empty();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() {
        ErrorReport report;
        try (LiveLine line = new LiveLine(parent.main().out())) {
            TracedRun first = input.open(run);
            Optional<TracedRun> second = against.map(r -> SameTokens.require(first, input.open(r), line));
            Observations all = ErrorComparison.observations(first);
            Observations seen = all.first(second.map(s -> s.trace().positions()).orElse(all.positions()));
            Optional<Codebook> codebook = first.codebook();
            report = new ErrorReport(
                    first.run().id(),
                    ErrorSummary.of(seen, line),
                    codebook.map(c -> DistanceEffect.of(ConfusionTable.of(seen, line), c, line)),
                    second.map(s -> OptionalInt.of(ErrorSummary.alsoLost(seen, ErrorComparison.observations(s))))
                            .orElse(OptionalInt.empty()));
        }
        parent.main().out().print(json ? Json.pretty(report.json()) : report.text());
        parent.main().out().flush();
        return 0;
    }
}
