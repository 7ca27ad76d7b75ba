package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.code.Codebook;
import hammingway.code.analysis.BitInformation;
import hammingway.code.analysis.Bounds;
import hammingway.code.analysis.CodebookReport;
import hammingway.code.analysis.Columns;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.ErrorCurves;
import hammingway.code.analysis.PrefixGroups;
import hammingway.code.analysis.Structure;
import hammingway.vocab.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "analyse",
        mixinStandardHelpOptions = true,
        description = "Analyses a codebook: distances, structure, columns, bounds, errors.",
        footer = {"", "Example: code analyse book.npz --error-curve"})
final class AnalyseCommand implements Callable<Integer> {
    @ParentCommand
    private CodeCommand parent;

    @Mixin
    private CodebookInput input;

    @Mixin
    private ContextOption context;

    @Option(names = "--json", description = "Print everything exact as JSON: distances, columns, bounds, spectrum")
    private boolean json;

    @Option(
            names = "--prefix",
            paramLabel = "L",
            description =
                    "Also the groups of tokens whose codewords share their first L bits, 1 to 64; 0: as many as give about 32 groups")
    private Optional<Integer> prefix = Optional.empty();

    @Mixin
    private ErrorCurveOption curve;

    @Override
    public Integer call() {
        Codebook book = input.read();
        List<ErrorCurveOption.Row> errors;
        CodebookReport report;
        Optional<Vocabulary> vocabulary;
        try (LiveLine line = new LiveLine(parent.main().out())) {
            vocabulary = context.vocabulary(book, line);
            report = CodebookReport.preview(book).withExact(book, 0, line);
            errors = curve.measure(book, report.exact().orElseThrow().distances(), line);
        }
        Information information = Information.of(book, vocabulary);
        Optional<PrefixGroups> groups = prefix.map(l -> PrefixGroups.of(
                book,
                l == 0 ? PrefixGroups.usual(book) : l,
                vocabulary.filter(Vocabulary::counted).map(Vocabulary::counts)));
        List<Integer> weights = Columns.rowWeights(book);
        if (json) {
            ObjectNode node = report.toJson();
            weights.forEach(node.putArray("rowWeights")::add);
            node.set("information", information.toJson());
            groups.ifPresent(g -> node.set("prefixes", g.toJson()));
            if (curve.wanted()) {
                node.set("errorCurve", curve.toJson(errors));
            }
            parent.main().out().printf("%s", Json.pretty(node));
            return 0;
        }
        print(book, report, weights);
        parent.main().out().println(information.text());
        parent.main().out().println(curve.wanted() ? curve.text(errors) : bounds(report, book.size()));
        groups.ifPresent(g -> print(g, vocabulary));
        parent.main().out().println("sha256 " + book.hash());
        return 0;
    }

    private void print(Codebook book, CodebookReport report, List<Integer> weights) {
        CodebookReport.Exact all = report.exact().orElseThrow();
        Distances d = all.distances();
        Structure structure = report.structure();
        int[] counts = book.bits().columnCounts();
        parent.main()
                .out()
                .printf(
                        Locale.ROOT,
                        "%s%ntokens %d, length %d bits, rate %.3f, rank %d, %s%nminimum distance %d (%d pairs, t = %d), mean %.2f, mean nearest %.2f bits%nkissing number %.2f on the mean, at most %d%n%s%nones per codeword: %s%nones per column: least %d, most %d of %d; mean |correlation| %.4f; effective rank %.1f%n",
                        book.name(),
                        book.size(),
                        book.length(),
                        structure.rate(),
                        structure.rank(),
                        structure.linear() ? "linear" : structure.affine() ? "coset of a linear code" : "not linear",
                        d.minimum(),
                        d.atMinimum(),
                        d.correctable(),
                        d.mean(),
                        d.meanNearest(),
                        all.closest().meanKissing(),
                        all.closest().mostKissing(),
                        bounds(report.bounds()),
                        weights(weights, book.size()),
                        Arrays.stream(counts).min().orElse(0),
                        Arrays.stream(counts).max().orElse(0),
                        book.size(),
                        all.correlations().meanAbsolute(),
                        all.spectrum().effectiveRank());
    }

    private void print(PrefixGroups found, Optional<Vocabulary> vocabulary) {
        parent.main()
                .out()
                .printf(
                        Locale.ROOT,
                        "%d groups of tokens that share their first %d bits; mean distance within %.2f bits%n",
                        found.groups().size(),
                        found.length(),
                        found.meanWithin());
        for (PrefixGroups.Group g : found.groups()) {
            String sample = g.sample().stream()
                    .map(t -> vocabulary.map(v -> v.display(t)).orElse("" + t))
                    .collect(Collectors.joining(" "));
            parent.main()
                    .out()
                    .println(g.bits() + "  " + g.tokens() + (g.tokens() == 1 ? " token" : " tokens")
                            + (g.count() > 0 ? ", " + g.count() + " occurrences" : "") + ": " + sample);
        }
    }

    /** How much the bits tell: of tokens as frequent as in the project's text, or else equally likely. */
    private record Information(BitInformation bits, boolean counted) {
        static Information of(Codebook book, Optional<Vocabulary> vocabulary) {
            long[] equal = new long[book.size()];
            Arrays.fill(equal, 1);
            return new Information(
                    BitInformation.of(
                            book,
                            vocabulary
                                    .filter(Vocabulary::counted)
                                    .map(Vocabulary::counts)
                                    .orElse(equal)),
                    vocabulary.filter(Vocabulary::counted).isPresent());
        }

        ObjectNode toJson() {
            ObjectNode node = Json.object();
            node.put("tokens", counted ? "as frequent as in the training text" : "equally likely")
                    .put("tokenEntropy", bits.tokenEntropy())
                    .put("sumOfBitEntropies", bits.sumOfBits())
                    .put("totalCorrelation", bits.totalCorrelation());
            bits.bitEntropies().forEach(node.putArray("bitEntropies")::add);
            return node;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "entropies, tokens %s: token %.3f bits, its bits %.3f in sum (least %.3f, most %.3f); a model of independent bits wastes %.3f bits a token at least",
                    counted ? "as frequent as in the training text" : "equally likely",
                    bits.tokenEntropy(),
                    bits.sumOfBits(),
                    bits.bitEntropies().stream().min(Double::compare).orElse(0.0),
                    bits.bitEntropies().stream().max(Double::compare).orElse(0.0),
                    bits.totalCorrelation());
        }
    }

    private static String weights(List<Integer> counts, int tokens) {
        int least = 0;
        while (counts.get(least) == 0) {
            least++;
        }
        int most = counts.size() - 1;
        while (counts.get(most) == 0) {
            most--;
        }
        double sum = 0;
        for (int w = least; w <= most; w++) {
            sum += (double) w * counts.get(w);
        }
        return String.format(Locale.ROOT, "least %d, most %d, mean %.2f", least, most, sum / tokens);
    }

    private static String bounds(Bounds bounds) {
        String known =
                bounds.bestKnown().map(best -> ", best known linear " + best).orElse("");
        return bounds.all().stream()
                        .map(b -> b.name() + " " + b.distance())
                        .collect(Collectors.joining(", ", "bounds on it: ", ""))
                + known;
    }

    private static String bounds(CodebookReport report, int tokens) {
        Distances distances = report.exact().orElseThrow().distances();
        return DoubleStream.of(0.01, 0.05, 0.1)
                .mapToObj(
                        p -> String.format(Locale.ROOT, "%.2f: %.2g", p, ErrorCurves.unionBound(distances, tokens, p)))
                .collect(Collectors.joining(", ", "token errors at most, by share of flipped bits: ", ""));
    }
}
