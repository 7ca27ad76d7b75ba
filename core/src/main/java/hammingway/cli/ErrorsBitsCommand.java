package hammingway.cli;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.eval.errors.BitError;
import hammingway.eval.errors.BitErrors;
import hammingway.eval.errors.BitReport;
import hammingway.eval.errors.BitTables;
import hammingway.run.TracedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "bits",
        mixinStandardHelpOptions = true,
        description =
                "Tells how often each bit of a run is wrong against what guessing gives, whether bits err together, and what redundancy corrects.",
        footer = {"", "Example: errors bits random-50-bits --sort error --correlation errors.npy"})
final class ErrorsBitsCommand implements Callable<Integer> {
    @ParentCommand
    private ErrorsCommand parent;

    @Parameters(paramLabel = "RUN", description = "The run, by its name, its folder's name or its folder")
    private String run;

    @Mixin
    private TracedRunInput input;

    @Option(names = "--json", description = "Print everything at full precision as JSON")
    private boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write the table of bits")
    private Optional<String> csv = Optional.empty();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description =
                    "Order of the bits: bit, error (most first), base (hardest to guess first) or gain (what tells least first)",
            defaultValue = "bit")
    private BitErrors.Order sort;

    @Option(
            names = "--correlation",
            paramLabel = "FILE",
            description =
                    "Also write the correlations of errors and of the codebook's bits: .csv, a line a pair; .npy, an array (2, n, n)")
    private Optional<String> correlation = Optional.empty();

    @Override
    public Integer call() {
        Optional<Path> matrices = correlation.map(ErrorsBitsCommand::matrixFile);
        TracedRun traced = input.open(run);
        Codebook codebook = traced.codebook()
                .orElseThrow(() -> new WorkbenchException("The run "
                        + traced.run().id() + " has no bits. " + BitReport.NO_BITS + " Choose a run with a code."));
        BitReport report;
        try (LiveLine line = new LiveLine(parent.main().out())) {
            report = BitReport.of(traced.trace(), codebook, traced.scoring(), line);
        }
        List<BitError> bits = sort.of(report.errors().bits());
        csv.ifPresent(
                file -> AtomicFiles.writeString(UserPath.resolve(Path.of(""), file, "--csv"), BitTables.csv(bits)));
        matrices.ifPresent(file -> write(file, report));
        parent.main()
                .out()
                .print(
                        json
                                ? Json.pretty(BitTables.json(report, bits))
                                : BitTables.terminal(bits) + BitTables.summary(report));
        parent.main().out().flush();
        return 0;
    }

    private static boolean array(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    }

    private static Path matrixFile(String text) {
        Path file = UserPath.resolve(Path.of(""), text, "--correlation");
        if (!array(file) && !file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            throw new WorkbenchException(
                    "--correlation = " + text + ": the name must end in .csv (a line a pair) or .npy (an array).");
        }
        return file;
    }

    private static void write(Path file, BitReport report) {
        if (array(file)) {
            BitTables.writeCorrelations(file, report.pairs());
        } else {
            AtomicFiles.writeString(file, BitTables.correlationsCsv(report.pairs()));
        }
    }
}
