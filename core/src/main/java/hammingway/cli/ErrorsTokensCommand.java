package hammingway.cli;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.eval.errors.ConfusedPairs;
import hammingway.eval.errors.Listing;
import hammingway.eval.errors.TokenErrors;
import hammingway.eval.errors.TokenQuery;
import hammingway.report.ErrorComparison;
import hammingway.run.SameTokens;
import hammingway.run.TracedRun;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        description = "Which tokens are lost, and what they are taken for.",
        footer = {
            "",
            "Examples: errors tokens \"random 50 bits\" --by type",
            "          errors tokens \"random 50 bits\" --against softmax --by pair --sort excess --csv pairs.csv"
        })
final class ErrorsTokensCommand implements Callable<Integer> {
    /** What is listed. */
    enum By {
        band,
        type,
        weight,
        neighbours,
        token,
        pair,
        near,
        cluster,
        distance
    }

    /** What comes first. */
    enum Sort {
        lost,
        rate,
        excess,
        count,
        distance,
        near
    }

    @ParentCommand
    private ErrorsCommand parent;

    @Parameters(paramLabel = "RUN", description = "An evaluated run, by folder's name or by name")
    private String run = "";

    @Mixin
    private TracedRunInput input;

    @Option(names = "--against", paramLabel = "RUN2", description = "Another run on the same tokens")
    private Optional<String> against = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "token",
            description =
                    "Groups: band, type, weight, neighbours. Else token, pair (target and what it was taken for), near (near but never confused), cluster, distance (default ${DEFAULT-VALUE})")
    private By by;

    @Option(
            names = "--sort",
            paramLabel = "HOW",
            description =
                    "Tokens: lost (default), rate, excess. Pairs: count (default), excess, distance, near (told by the distance)")
    private Optional<Sort> sort = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Most rows printed (default ${DEFAULT-VALUE}); --csv has all")
    private int top;

    @Option(
            names = "--min",
            paramLabel = "N",
            defaultValue = "10",
            description = "Least occurrences of a token that is listed by its rate (default ${DEFAULT-VALUE})")
    private int minimum;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all rows as CSV")
    private Optional<String> csv = Optional.empty();

    @Override
    public Integer call() {
        ErrorsCompareCommand.requirePositive("--top", top);
        ErrorsCompareCommand.requirePositive("--min", minimum);
        Listing listing;
        try (LiveLine line = new LiveLine(parent.main().out())) {
            TracedRun first = input.open(run);
            Optional<TracedRun> second = against.map(r -> SameTokens.require(first, input.open(r), line));
            if (sort.equals(Optional.of(Sort.excess)) && second.isEmpty()) {
                throw new WorkbenchException("--sort = excess: it needs another run. Add --against RUN2.");
            }
            TokenQuery query =
                    TokenQuery.of(ErrorComparison.observations(first), second.map(ErrorComparison::observations));
            listing = listing(query, csv.isPresent() ? Integer.MAX_VALUE : top, line);
        }
        Listing all = listing;
        csv.ifPresent(name -> AtomicFiles.writeString(UserPath.resolve(Path.of(""), name, "--csv"), all.csv()));
        parent.main()
                .out()
                .print(
                        json
                                ? Json.pretty(all.first(top).json())
                                : all.first(top).text());
        parent.main().out().flush();
        return 0;
    }

    private Listing listing(TokenQuery query, int limit, Progress progress) {
        return switch (by) {
            case band -> query.byBand(progress);
            case type -> query.byType(progress);
            case weight -> query.byWeight(progress);
            case neighbours -> query.byNeighbours(progress);
            case token ->
                query.tokens(order(TokenErrors.Order.class, TokenErrors.Order.LOST), minimum, limit, progress);
            case pair -> query.pairs(order(ConfusedPairs.Order.class, ConfusedPairs.Order.COUNT), limit, progress);
            case near -> query.near(limit, progress);
            case cluster -> query.clusters(limit, progress);
            case distance -> query.distances(progress);
        };
    }

    private <E extends Enum<E>> E order(Class<E> orders, E usual) {
        return sort.map(s -> {
                    try {
                        return Enum.valueOf(orders, s.name().toUpperCase(Locale.ROOT));
                    } catch (IllegalArgumentException e) {
                        throw new WorkbenchException("--sort = " + s + ": --by " + by + " allows "
                                + String.join(
                                                ", ",
                                                java.util.Arrays.stream(orders.getEnumConstants())
                                                        .map(Enum::name)
                                                        .toList())
                                        .toLowerCase(Locale.ROOT)
                                + ".");
                    }
                })
                .orElse(usual);
    }
}
