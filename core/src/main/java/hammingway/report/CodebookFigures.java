package hammingway.report;

import hammingway.code.analysis.BestKnown;
import hammingway.code.analysis.Bounds;
import hammingway.code.analysis.CodebookMeasures;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.Structure;
import hammingway.report.CodebookComparison.Book;
import hammingway.report.ComparedFigure.Better;
import hammingway.report.ComparedFigure.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The rows of a comparison of codebooks, in one place: what each is, which way it is better, and how it reads. */
final class CodebookFigures {
    private CodebookFigures() {}

    static List<ComparedFigure> of(List<Book> books, List<CodebookComparison.Relation> relations, int width) {
        FigureRows rows = new FigureRows(books);
        sizes(rows);
        distances(rows);
        nearest(rows);
        limits(rows);
        BitFigures.add(rows);
        CostFigures.add(rows, width);
        relations(rows, relations);
        rows.row(
                "hash",
                "SHA-256",
                "",
                Better.NEITHER,
                "Of the codewords: equal codebooks have equal hashes.",
                m -> Cell.of(m.hash()));
        return rows.all();
    }

    /** A figure of all distances, or what the sample says of it. */
    private static Function<CodebookMeasures, Cell> distance(
            Function<Distances, Cell> exact, Function<CodebookMeasures, Cell> sampled) {
        return m -> m.exact().map(e -> exact.apply(e.distances())).orElseGet(() -> sampled.apply(m));
    }

    private static void sizes(FigureRows rows) {
        rows.row(
                "tokens",
                "Tokens V",
                "",
                Better.NEITHER,
                "Number of tokens, each with its own codeword.",
                m -> FigureRows.whole(m.codebook().size()));
        rows.row(
                "length",
                "Length n",
                "bits",
                Better.NEITHER,
                "Bits of a codeword: outputs of the decision layer.",
                m -> FigureRows.whole(m.codebook().length()));
        rows.row(
                "rate",
                "Rate",
                "bits per bit",
                Better.NEITHER,
                "log2 V / n: bits of information about the token in each bit of its codeword.",
                FigureRows.decimal("%.3f", m -> m.report().structure().rate()));
    }

    private static void distances(FigureRows rows) {
        rows.row(
                "minimumDistance",
                "Minimum distance d_min",
                "bits",
                Better.HIGHER,
                "The fewest bits in which two codewords differ.",
                distance(
                        d -> FigureRows.whole(d.minimum()),
                        m -> Cell.of("\u2264 " + m.report().preview().minimumAtMost())));
        rows.row(
                "relativeDistance",
                "d_min / n",
                "",
                Better.HIGHER,
                "Minimum distance as a share of the length, which codes of different lengths can be compared by.",
                m -> m.exact()
                        .map(e -> FigureRows.decimal(
                                "%.3f",
                                (double) e.distances().minimum() / m.codebook().length()))
                        .orElse(FigureRows.PENDING));
        rows.row(
                "pairsAtMinimum",
                "Pairs at d_min",
                "",
                sameMinimum(rows.books()) ? Better.LOWER : Better.NEITHER,
                "Unordered pairs of tokens whose codewords are that near; fewer are better where d_min is the same.",
                distance(d -> FigureRows.whole((double) d.atMinimum()), m -> FigureRows.PENDING));
    }

    private static void nearest(FigureRows rows) {
        rows.row(
                "meanDistance",
                "Mean distance",
                "bits",
                Better.HIGHER,
                "Hamming distance over all unordered pairs of tokens.",
                FigureRows.decimal("%.2f", m -> m.report().preview().mean()));
        rows.row(
                "meanNearest",
                "Mean nearest distance",
                "bits",
                Better.HIGHER,
                "Mean over tokens of the distance to the nearest other codeword.",
                distance(
                        d -> FigureRows.decimal("%.2f", d.meanNearest()),
                        m -> Cell.of(String.format(
                                Locale.ROOT,
                                "\u2248 %.1f",
                                m.report().preview().meanNearest().mean()))));
        rows.row(
                "corrects",
                "Corrects t",
                "wrong bits",
                Better.HIGHER,
                "t = floor((d_min - 1) / 2): so many wrong bits never lead to a wrong token.",
                distance(
                        d -> FigureRows.whole(d.correctable()),
                        m -> Cell.of("\u2264 " + (m.report().preview().minimumAtMost() - 1) / 2)));
    }

    private static boolean sameMinimum(List<Book> books) {
        return books.stream()
                        .map(b -> b.measures().exact().map(e -> e.distances().minimum()))
                        .distinct()
                        .count()
                == 1;
    }

    private static void limits(FigureRows rows) {
        rows.row(
                "bestKnown",
                "Best linear d known",
                "bits",
                Better.NEITHER,
                "What the best linear [n, k] code known reaches (Brouwer's tables); a range where the best is not known.",
                m -> m.report()
                        .bounds()
                        .bestKnown()
                        .map(b -> Cell.of(b.toString()))
                        .orElse(FigureRows.NONE));
        rows.row(
                "gap",
                "Gap to best linear d",
                "bits",
                Better.LOWER,
                "How far d_min falls short of the best linear code known of the same n and k; negative if it is better.",
                m -> m.exact().isEmpty() && m.report().bounds().bestKnown().isPresent() ? FigureRows.PENDING : gap(m));
        rows.row(
                "griesmer",
                "Griesmer bound",
                "bits",
                Better.NEITHER,
                "No linear code of as many tokens and bits has a greater minimum distance.",
                m -> FigureRows.whole(griesmer(m.report().bounds())));
        rows.row(
                "rank",
                "Rank",
                "",
                Better.NEITHER,
                "Dimension of the smallest linear code that holds all codewords.",
                m -> FigureRows.whole(m.report().structure().rank()));
        rows.row(
                "linear",
                "Structure",
                "",
                Better.NEITHER,
                "Whether the codewords are a linear code, or one with a fixed word added to all.",
                m -> Cell.of(structure(m.report().structure())));
    }

    private static Cell gap(CodebookMeasures m) {
        Optional<BestKnown.Range> best = m.report().bounds().bestKnown();
        return best.isEmpty() || m.exact().isEmpty()
                ? FigureRows.NONE
                : FigureRows.whole(
                        best.get().lower() - m.exact().get().distances().minimum());
    }

    private static int griesmer(Bounds bounds) {
        return bounds.all().stream()
                .filter(b -> b.kind() == Bounds.Kind.UPPER_IF_LINEAR)
                .mapToInt(Bounds.Bound::distance)
                .min()
                .orElseThrow();
    }

    private static String structure(Structure structure) {
        return structure.linear() ? "linear" : structure.affine() ? "coset of linear" : "not linear";
    }

    private static void relations(FigureRows rows, List<CodebookComparison.Relation> all) {
        if (rows.books().size() < 2) {
            return;
        }
        rows.related(
                "tokensDiffering",
                "Tokens unlike the first",
                "",
                "Tokens whose codeword is not the first codebook's; where both have as many tokens and bits.",
                all,
                r -> r.difference().differing().isPresent()
                        ? FigureRows.whole(r.difference().differing().getAsInt())
                        : FigureRows.NONE);
        rows.related(
                "meanHamming",
                "Mean Hamming to the first",
                "bits",
                "Between the two codewords of a token, over all tokens.",
                all,
                r -> number("%.2f", r.difference().meanHamming()));
        rows.related(
                "rankCorrelation",
                "Rank correlation with the first",
                "",
                "Spearman's, of the distances of pairs of tokens: 1 where both codes put the same tokens near one another.",
                all,
                r -> number("%.3f", r.difference().rankCorrelation()));
    }

    private static Cell number(String format, OptionalDouble value) {
        return value.isPresent() ? FigureRows.decimal(format, value.getAsDouble()) : FigureRows.NONE;
    }
}
