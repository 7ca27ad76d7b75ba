package hammingway.design.analysis;

import hammingway.code.analysis.Columns;
import hammingway.control.BalanceStrip;
import hammingway.control.HeatSquare;
import hammingway.control.Histogram;
import hammingway.control.PageChart;
import hammingway.control.SaveFigure;
import hammingway.design.book.Preview;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The bits of a code: how balanced each is, how they depend on one another, how many ones codewords have. */
final class ColumnsCard extends Card {
    /** More are counted, not listed. */
    private static final int LISTED = 6;

    private final AnalysisViewModel model;
    private final BalanceStrip plain = new BalanceStrip();
    private final BalanceStrip weighted = new BalanceStrip();
    private final Label plainRange;
    private final Label weightedRange;
    private final Label bitSum;
    private final Label tokenEntropy;
    private final Label excess;
    private final Label correlation;
    private final Label same = note("");
    private final HeatSquare matrix = new HeatSquare();
    private final Histogram weights = new Histogram();
    private final List<Node> byFrequency;
    private final Label correlationTitle = subtitle(
            "Correlation of bits",
            "Pearson's (phi) coefficient of each pair of bits over tokens: errors of correlated bits come together.",
            "correlation-of-bits");
    private final Label weightTitle =
            subtitle("Ones per codeword", "Row weights: how many tokens have codewords with so many ones.", "weight");

    ColumnsCard(AnalysisViewModel model) {
        super(
                "Columns",
                "Each column of the codebook is one bit that the model learns to predict, one yes-or-no question about the token.",
                "balance-of-bits");
        this.model = model;
        Table plainTable = new Table();
        plainRange = plainTable.row(
                "ones",
                "Ones per bit",
                "Share of tokens whose bit is one, each token counted once; 50 % tells the most.",
                "balance-of-bits");
        Table weightedTable = new Table();
        weightedRange = weightedTable.row(
                "weighted-ones",
                "Ones per bit, by frequency",
                "The same with tokens as frequent as in the training text: what the bit's classifier sees.",
                "balance-of-bits");
        Table entropies = new Table();
        bitSum = entropies.row(
                "bit-entropies",
                "Sum of bit entropies",
                "What a model that takes the bits as independent needs for a token at best.",
                "entropy-of-bits");
        tokenEntropy = entropies.row(
                "token-entropy",
                "Token entropy",
                "Entropy of the tokens' frequencies: what any model without context needs.",
                "entropy-of-bits");
        excess = entropies.row(
                "excess",
                "Excess",
                "Total correlation of the bits: what independent bits must waste, sum of bit entropies less token entropy.",
                "entropy-of-bits");
        Table correlations = new Table();
        correlation = correlations.row(
                "correlation",
                "Mean |correlation|",
                "Over pairs of bits that are not constant; 0 for independent bits.",
                "correlation-of-bits");
        same.setId("same-columns");
        matrix.setId("correlations");
        byFrequency = List.of(weightedTable, weighted, entropies);
        add(plainTable, plain);
        add(byFrequency.toArray(Node[]::new));
        add(
                correlationTitle,
                matrix,
                correlations,
                same,
                weightTitle,
                weights,
                note("Tokens by ones of their codeword, in bits, logarithmic height. Line: a random code (binomial)."));
        model.preview().subscribe(this::show);
        model.correlations().subscribe(this::correlations);
    }

    void savable(SaveFigure.Keeper keeper) {
        savable(new SaveFigure("balance", () -> titled("Ones per bit").flatMap(this::balance), keeper)
                .on(plain)
                .on(weighted));
        savable(
                correlationTitle,
                new SaveFigure(
                                "correlations",
                                () -> titled("Correlation of bits").flatMap(matrix::figure),
                                keeper)
                        .on(matrix));
        savable(
                weightTitle,
                new SaveFigure(
                                "weights",
                                () -> titled("Ones per codeword")
                                        .flatMap(t -> weights.figure(t, "Ones of a codeword, bits")),
                                keeper)
                        .on(weights));
    }

    private Optional<String> titled(String what) {
        return model.preview().get().map(p -> p.titled(what));
    }

    /** Shares of ones, and by frequency where frequencies are known. */
    private Optional<PageChart> balance(String title) {
        return plain.figure(title).map(p -> {
            Optional<Preview.Weighted> seen = model.preview().get().flatMap(Preview::weighted);
            List<PageChart.Series> all = new ArrayList<>(p.series());
            seen.ifPresent(w -> all.add(new PageChart.Series(
                    "ones by frequency", p.series().getFirst().x(), w.shares(), PageChart.Kind.LINE)));
            return new PageChart(title, p.axes(), all, p.base());
        });
    }

    void setTheme(Theme theme) {
        plain.setTheme(theme);
        weighted.setTheme(theme);
        matrix.setTheme(theme);
        weights.setTheme(theme);
    }

    private void show(Optional<Preview> preview) {
        Optional<Preview.Weighted> seen = preview.flatMap(Preview::weighted);
        byFrequency.forEach(n -> {
            n.setVisible(seen.isPresent());
            n.setManaged(seen.isPresent());
        });
        seen.ifPresent(w -> {
            weighted.show(w.shares());
            weightedRange.setText(range(w.shares()));
            bitSum.setText(number("%.2f bits", w.information().sumOfBits()));
            tokenEntropy.setText(number("%.2f bits", w.information().tokenEntropy()));
            excess.setText(number("%.2f bits", w.information().totalCorrelation()));
        });
        if (preview.isEmpty()) {
            plain.show(new double[0]);
            plainRange.setText("\u2013");
            weights.show(new double[0], "tokens");
            return;
        }
        Preview p = preview.get();
        double[] shares = IntStream.range(0, p.bounds().length())
                .mapToDouble(p.columns()::share)
                .toArray();
        plain.show(shares);
        plainRange.setText(range(shares));
        weights.show(
                p.weights().stream().mapToDouble(Integer::doubleValue).toArray(),
                "tokens",
                RandomCode.expected(p.bounds().length(), p.bounds().tokens()),
                "random code");
    }

    private static String range(double[] shares) {
        double low = DoubleStream.of(shares).min().orElse(0);
        double high = DoubleStream.of(shares).max().orElse(0);
        return number("%.0f to ", 100 * low) + number("%.0f %%", 100 * high);
    }

    private void correlations(Optional<Columns.Correlations> found) {
        matrix.show(
                found.map(Columns.Correlations::values).orElse(new float[0]),
                found.map(Columns.Correlations::length).orElse(0));
        correlation.setText(found.map(c -> number("%.4f", c.meanAbsolute())).orElse("\u2013"));
        same.setText(found.map(ColumnsCard::told).orElseGet(this::absent));
    }

    private String absent() {
        return model.preview()
                .get()
                .filter(p -> p.bounds().length() > AnalysisViewModel.MOST_CORRELATED)
                .map(p -> "Correlations are shown up to " + AnalysisViewModel.MOST_CORRELATED + " bits.")
                .orElse("");
    }

    private static String told(Columns.Correlations c) {
        if (c.same().isEmpty() && c.constant().isEmpty()) {
            return "No bit is constant, and no two are equal or complementary.";
        }
        String constant = c.constant().isEmpty()
                ? ""
                : "Constant bits, which tell nothing: "
                        + c.constant().stream()
                                .limit(LISTED)
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))
                        + more(c.constant().size())
                        + ". ";
        String pairs = c.same().isEmpty()
                ? ""
                : "Bits that say the same: "
                        + c.same().stream()
                                .limit(LISTED)
                                .map(p -> p.first() + (p.complementary() ? " = not " : " = ") + p.second())
                                .collect(Collectors.joining(", "))
                        + more(c.same().size())
                        + ".";
        return (constant + pairs).strip();
    }

    private static String more(int all) {
        return all > LISTED ? " and " + whole(all - LISTED) + " more" : "";
    }
}
