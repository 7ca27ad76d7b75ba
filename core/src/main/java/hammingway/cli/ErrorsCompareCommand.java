package hammingway.cli;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.eval.errors.PairErrors;
import hammingway.eval.errors.TokenListings;
import hammingway.report.ErrorComparison;
import hammingway.run.SameTokens;
import hammingway.run.TracedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                "Compares two runs position by position: which is better and how sure that is, where both are right, which tokens each gets alone.",
        footer = {"", "Example: errors compare \"random 50 bits\" softmax --csv tokens.csv"})
final class ErrorsCompareCommand implements Callable<Integer> {
    @ParentCommand
    private ErrorsCommand parent;

    @Parameters(index = "0", paramLabel = "A", description = "An evaluated run, by folder's name or by name")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "Another on the same tokens")
    private String second = "";

    @Mixin
    private TracedRunInput input;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "15",
            description = "Most tokens of either list (default ${DEFAULT-VALUE})")
    private int top;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all tokens that differ as CSV")
    private Optional<String> csv = Optional.empty();

    @Override
    public Integer call() {
        requirePositive("--top", top);
        ErrorComparison comparison;
        try (LiveLine line = new LiveLine(parent.main().out())) {
            TracedRun a = input.open(first);
            TracedRun b = SameTokens.require(a, input.open(second), line);
            comparison = ErrorComparison.of(a, b, line);
        }
        csv.ifPresent(name -> {
            Path file = UserPath.resolve(Path.of(""), name, "--csv");
            List<PairErrors.TokenChange> all =
                    new ArrayList<>(comparison.errors().gained(Integer.MAX_VALUE));
            all.addAll(comparison.errors().missed(Integer.MAX_VALUE).reversed());
            AtomicFiles.writeString(
                    file, TokenListings.changes(all, comparison.vocabulary()).csv());
        });
        parent.main().out().print(json ? Json.pretty(comparison.json(top)) : comparison.text(top));
        parent.main().out().flush();
        return 0;
    }

    /** @throws WorkbenchException where a number of rows is none */
    static void requirePositive(String option, int count) {
        if (count < 1) {
            throw new WorkbenchException(option + " = " + count + ": allowed are 1 and above.");
        }
    }
}
