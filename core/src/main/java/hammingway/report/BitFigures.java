package hammingway.report;

import hammingway.code.analysis.BitInformation;
import hammingway.code.analysis.CodebookMeasures;
import hammingway.report.ComparedFigure.Better;
import hammingway.report.ComparedFigure.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Rows about the bits of codebooks: balance, correlation, entropies. */
final class BitFigures {
    private BitFigures() {}

    static void add(FigureRows rows) {
        columns(rows);
        correlation(rows);
        information(rows);
    }

    private static List<Double> shares(CodebookMeasures m) {
        List<Double> shares = new ArrayList<>();
        for (int b = 0; b < m.codebook().length(); b++) {
            shares.add(m.report().columns().share(b));
        }
        return shares;
    }

    private static Cell range(List<Double> shares) {
        double low = shares.stream().mapToDouble(s -> s).min().orElse(0);
        double high = shares.stream().mapToDouble(s -> s).max().orElse(0);
        return Cell.of(String.format(Locale.ROOT, "%.1f to %.1f", 100 * low, 100 * high));
    }

    private static double imbalance(List<Double> shares) {
        return shares.stream().mapToDouble(s -> Math.abs(s - 0.5)).average().orElse(0);
    }

    private static Cell weighted(CodebookMeasures m, Function<CodebookMeasures.Weighted, Cell> cell) {
        return m.weighted().map(cell).orElse(FigureRows.NONE);
    }

    private static void columns(FigureRows rows) {
        rows.row(
                "onesPerBit",
                "Ones per bit",
                "%",
                Better.NEITHER,
                "Share of tokens whose bit is one, the least and the most of all bits, each token counted once.",
                m -> range(shares(m)));
        rows.row(
                "imbalance",
                "Mean imbalance",
                "",
                Better.LOWER,
                "Mean over bits of |share of ones - 1/2|: 0 where each bit halves the tokens.",
                FigureRows.decimal("%.4f", m -> imbalance(shares(m))));
        rows.row(
                "weightedOnesPerBit",
                "Ones per bit, weighted",
                "%",
                Better.NEITHER,
                "The same with tokens as frequent as in the training text: what each bit's classifier sees.",
                m -> weighted(m, w -> range(w.shares())));
        rows.row(
                "weightedImbalance",
                "Mean imbalance, weighted",
                "",
                Better.LOWER,
                "Mean over bits of |share of ones - 1/2|, tokens as frequent as in the training text.",
                m -> weighted(m, w -> FigureRows.decimal("%.4f", imbalance(w.shares()))));
    }

    private static void correlation(FigureRows rows) {
        rows.row(
                "correlation",
                "Mean |correlation|",
                "",
                Better.LOWER,
                "Over pairs of bits that are not constant, 0 for independent bits; left out above 1024 bits.",
                m -> m.exact()
                        .map(e -> e.meanAbsoluteCorrelation().isPresent()
                                ? FigureRows.decimal(
                                        "%.4f", e.meanAbsoluteCorrelation().getAsDouble())
                                : FigureRows.NONE)
                        .orElse(FigureRows.PENDING));
    }

    private static void information(FigureRows rows) {
        rows.row(
                "bitEntropies",
                "Sum of bit entropies",
                "bits",
                Better.NEITHER,
                "What a model that takes the bits as independent needs for a token at best.",
                m -> weighted(m, w -> FigureRows.decimal("%.2f", w.information().sumOfBits())));
        rows.row(
                "excess",
                "Excess over token entropy",
                "bits",
                Better.LOWER,
                "Total correlation of the bits: what independent bits must waste of each token.",
                m -> weighted(m, w -> FigureRows.decimal("%.2f", excess(w.information()))));
    }

    /** Rounding may leave a little less than nothing. */
    private static double excess(BitInformation information) {
        return Math.max(0, information.totalCorrelation());
    }
}
