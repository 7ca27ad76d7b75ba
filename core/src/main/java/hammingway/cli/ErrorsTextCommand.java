package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.eval.errors.TextSearch;
import hammingway.eval.errors.TokenDistribution;
import hammingway.eval.errors.TokenFilter;
import hammingway.eval.errors.TokenRows;
import hammingway.eval.errors.TokenSearch;
import hammingway.eval.errors.TokenText;
import hammingway.eval.trace.Trace;
import hammingway.run.SameTokens;
import hammingway.run.TracedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "text",
        mixinStandardHelpOptions = true,
        description = "Lists positions of the evaluated text with what became of them.",
        footer = {
            "",
            "Example: errors text random-50 --filter wrong --wrong-bits 1-2 --csv near.csv",
            "Example: errors text random-50 --with softmax --filter gained --find house"
        })
final class ErrorsTextCommand implements Callable<Integer> {
    /** Rows that a terminal gets without being asked for more. */
    private static final int FEW = 100;

    @ParentCommand
    private ErrorsCommand parent;

    @Mixin
    private TracedRunInput input;

    @Parameters(index = "0", paramLabel = "RUN", description = "Name or folder of an evaluated run")
    private String run;

    @Option(names = "--with", paramLabel = "RUN", description = "Another run on the same tokens")
    private Optional<String> other = Optional.empty();

    @Option(names = "--from", paramLabel = "N", defaultValue = "0", description = "The first position (default 0)")
    private int from;

    @Option(names = "--to", paramLabel = "N", description = "The position to stop before (default: the end)")
    private Optional<Integer> to = Optional.empty();

    @Option(
            names = "--filter",
            paramLabel = "OUTCOME",
            defaultValue = "any",
            description = "any, right, wrong, top5, beyond5; with two runs both-right, gained, lost, both-wrong")
    private String filter;

    @Option(names = "--target", paramLabel = "ID", description = "Only this target")
    private Optional<Integer> target = Optional.empty();

    @Option(
            names = "--wrong-bits",
            paramLabel = "RANGE",
            description = "A number of wrong bits, or a range such as 1-2")
    private Optional<String> wrongBits = Optional.empty();

    @Option(names = "--find", paramLabel = "TEXT", description = "Only where this text begins")
    private Optional<String> find = Optional.empty();

    @Option(names = "--ignore-case", description = "Let --find take A for a")
    private boolean ignoreCase;

    @Option(names = "--figures", description = "Add margin and entropy, which are decoded for each position")
    private boolean figures;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all rows as CSV")
    private Optional<String> csv = Optional.empty();

    @Option(names = "--json", description = "Print all rows as JSON")
    private boolean json;

    @Override
    public Integer call() {
        TracedRun first = input.open(run);
        Optional<TracedRun> second = other.map(o -> SameTokens.require(first, input.open(o), Progress.NONE));
        int[] hits = hits(first, second.map(TracedRun::trace));
        Optional<TokenDistribution> decoded = figures
                ? Optional.of(TokenDistribution.of(first.trace(), first.codebook(), first.prior()))
                : Optional.empty();
        TokenRows rows = new TokenRows(first.trace(), second.map(TracedRun::trace), first.vocabulary(), decoded);
        PrintWriter out = parent.main().out();
        if (csv.isPresent()) {
            Path file = UserPath.resolve(Path.of(""), csv.get(), "--csv");
            AtomicFiles.write(file, rows.csv(hits, Progress.NONE));
            out.println(hits.length + " positions written to " + file + ".");
        } else if (json) {
            out.print(Json.pretty(rows.json(hits, Progress.NONE)));
        } else {
            print(out, rows, hits);
        }
        out.flush();
        return 0;
    }

    private int[] hits(TracedRun first, Optional<Trace> second) {
        Trace trace = first.trace();
        int positions = Math.min(trace.positions(), second.map(Trace::positions).orElse(Integer.MAX_VALUE));
        int end = to.orElse(positions);
        if (from < 0 || end > positions || from > end) {
            throw new WorkbenchException("--from " + from + " --to " + end + ": allowed are positions 0 to " + positions
                    + ", the smaller first.");
        }
        TokenFilter wanted = range(TokenFilter.ALL
                .withOutcome(TokenFilter.Outcome.parse(filter))
                .withTarget(target.map(OptionalInt::of).orElseGet(OptionalInt::empty)));
        int[] hits = new TokenSearch(trace, second).hits(wanted, from, end, Progress.NONE);
        if (find.isEmpty()) {
            return hits;
        }
        int[] found = new TextSearch(trace, new TokenText(first.vocabulary()), positions)
                .find(find.get(), !ignoreCase, Progress.NONE)
                .first();
        return Arrays.stream(hits)
                .filter(i -> Arrays.binarySearch(found, i) >= 0)
                .toArray();
    }

    private TokenFilter range(TokenFilter wanted) {
        if (wrongBits.isEmpty()) {
            return wanted;
        }
        String[] ends = wrongBits.get().strip().split("-", 2);
        try {
            int least = Integer.parseInt(ends[0].strip());
            return wanted.withWrongBits(least, ends.length == 1 ? least : Integer.parseInt(ends[1].strip()));
        } catch (NumberFormatException e) {
            throw new WorkbenchException(
                    "--wrong-bits = " + wrongBits.get() + ": give a number, or a range such as 1-2.", e);
        }
    }

    private static void print(PrintWriter out, TokenRows rows, int[] hits) {
        out.println(String.format(
                Locale.ROOT,
                "%9s  %-16s %-16s %6s %9s %6s",
                "position",
                "target",
                "predicted",
                "rank",
                "log-prob.",
                "wrong"));
        for (int i = 0; i < Math.min(FEW, hits.length); i++) {
            ObjectNode row = rows.row(hits[i]);
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%9d  %-16s %-16s %6d %9.3f %6s",
                    hits[i],
                    row.path("text").asText(),
                    row.path("predicted_text").asText(),
                    row.path("ranked_above").asInt() + 1,
                    row.path("log_probability").asDouble(),
                    row.path("wrong_bits").asText("")));
            if (row.has("margin")) {
                line.append(String.format(
                        Locale.ROOT,
                        "  margin %.3f, entropy %.3f",
                        row.path("margin").asDouble(),
                        row.path("entropy").asDouble()));
            }
            if (row.has("second_predicted")) {
                line.append(String.format(
                        Locale.ROOT,
                        "  second: %s, rank %d, %.3f",
                        row.path("second_predicted_text").asText(),
                        row.path("second_ranked_above").asInt() + 1,
                        row.path("second_log_probability").asDouble()));
            }
            out.println(line);
        }
        out.println(
                hits.length > FEW
                        ? hits.length + " positions; the first " + FEW + " are shown. --csv or --json give all."
                        : hits.length + " positions");
    }
}
