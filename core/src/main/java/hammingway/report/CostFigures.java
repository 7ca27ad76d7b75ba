package hammingway.report;

import hammingway.code.analysis.CodebookMeasures;
import hammingway.code.decode.Plan;
import hammingway.head.DecisionLayer;
import hammingway.head.HeadCost;
import hammingway.report.ComparedFigure.Better;
import hammingway.report.ComparedFigure.Cell;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Rows about what codebooks cost in a model, and how often they fail. */
final class CostFigures {
    private CostFigures() {}

    static void add(FigureRows rows, int width) {
        costs(rows, width);
        decoding(rows, width);
        errors(rows);
    }

    /** Of the rates that curves are drawn at, those in the table. */
    private static final List<Double> RATES = List.of(0.01, 0.05, 0.1);

    private static void costs(FigureRows rows, int width) {
        rows.row(
                "headParameters",
                "Head parameters",
                "",
                Better.LOWER,
                "Of a linear head with one output per bit and a bias, at width d = " + width + ".",
                m -> FigureRows.whole((double) head(m, width).stored()));
        rows.row(
                "shareOfSoftmax",
                "Share of softmax",
                "%",
                Better.LOWER,
                "Head parameters over those of an untied softmax layer with bias, at width d = " + width + ".",
                FigureRows.decimal(
                        "%.2f",
                        m -> 100.0
                                * head(m, width).stored()
                                / HeadCost.softmaxParameters(width, m.codebook().size())));
    }

    private static void decoding(FigureRows rows, int width) {
        rows.row(
                "decodeAlgorithm",
                "Decoding",
                "",
                Better.NEITHER,
                "The cheapest exact algorithm from logits to tokens.",
                m -> plan(m, p -> Cell.of(p.algorithm().label())));
        rows.row(
                "decodeOperations",
                "Operations of decoding",
                "",
                Better.LOWER,
                "Additions, look-ups and population counts for one position, typical of trained logits.",
                m -> plan(m, p -> FigureRows.whole((double) p.operations())));
        rows.row(
                "decodeTime",
                "Time of decoding",
                "\u00b5s",
                Better.LOWER,
                "Estimate for one position on one thread, from the operations and measured speeds.",
                m -> plan(m, p -> FigureRows.decimal("%.2f", p.microseconds())));
        rows.row(
                "codebookBytes",
                "Size of the codebook",
                "bytes",
                Better.LOWER,
                "Packed, eight bits to a byte.",
                m -> FigureRows.whole((double) head(m, width).codebookBytes()));
    }

    private static Cell plan(CodebookMeasures m, Function<Plan, Cell> cell) {
        return m.exact().map(e -> cell.apply(e.decoding())).orElse(FigureRows.PENDING);
    }

    private static HeadCost head(CodebookMeasures m, int width) {
        return HeadCost.of(
                new DecisionLayer.LinearCode(true),
                width,
                m.codebook().size(),
                m.codebook().length());
    }

    private static void errors(FigureRows rows) {
        for (double rate : RATES) {
            String percent = String.format(Locale.ROOT, "%.0f %%", 100 * rate);
            rows.row(
                    "tokenErrorAt" + Math.round(100 * rate),
                    "Token error at " + percent + " flips",
                    "",
                    Better.LOWER,
                    "Union bound: tokens decoded wrongly by the nearest codeword when each bit flips with that probability are at most this share.",
                    m -> m.exact()
                            .map(e -> FigureRows.decimal(
                                    "%.3g", e.tokenErrors().get(CodebookMeasures.FLIP_RATES.indexOf(rate))))
                            .orElse(FigureRows.PENDING));
        }
    }
}
