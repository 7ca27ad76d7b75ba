package hammingway.errors.bits;

import hammingway.control.BarPlot;
import hammingway.control.PageChart;
import hammingway.eval.errors.BitReport;
import hammingway.eval.errors.Outcome;
import hammingway.eval.errors.WrongBits;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tokens by their number of wrong bits, coloured by what became of them, beside what independent errors would give. */
final class WrongBitsCard {
    private final BitsViewModel model;
    private final BarPlot plot = new BarPlot();
    private final BitCard card;

    WrongBitsCard(BitsViewModel model) {
        this.model = model;
        plot.setId("bits-wrong-plot");
        card = new BitCard(
                        "bits-wrong",
                        "Wrong bits of a token",
                        "Share of tokens by the number of bits that were decided wrong, coloured by what became of the token; line: independent errors of the same rates (Poisson-binomial).",
                        "wrong-bits-of-a-token")
                .savable("bits-wrong", plot, this::figure, model::save)
                .with(plot);
        model.report().subscribe(this::show);
    }

    BitCard node() {
        return card;
    }

    void theme(Theme theme) {
        plot.setTheme(theme);
        List<BitCard.Key> keys = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (shares(outcome)) {
                keys.add(new BitCard.Key(outcome.label(), colour(outcome)));
            }
        }
        keys.add(new BitCard.Key("if independent", -1));
        card.legend(keys, theme);
    }

    private boolean shares(Outcome outcome) {
        return model.report().get().map(r -> r.wrong().share(outcome) > 0).orElse(false);
    }

    private static int colour(Outcome outcome) {
        return switch (outcome) {
            case CLEAN -> 2;
            case CORRECTED -> 0;
            case TIED -> 4;
            case INVALID -> 1;
            case MISCORRECTED -> 3;
            case OVERRULED -> 5;
        };
    }

    private void show(Optional<BitReport> report) {
        report.ifPresent(r -> {
            WrongBits wrong = r.wrong();
            int last = last(wrong);
            List<BarPlot.Part> parts = new ArrayList<>();
            for (Outcome outcome : Outcome.values()) {
                parts.add(new BarPlot.Part(part(wrong, outcome, last), colour(outcome)));
            }
            double[] line = IntStream.rangeClosed(0, last)
                    .mapToDouble(w -> 100 * wrong.expected()[w] / wrong.positions())
                    .toArray();
            plot.show(
                    new BarPlot.Bars(parts, new double[0], new double[0], new double[0], line),
                    new BarPlot.Names("Wrong bits", "Tokens, %", Integer::toString, w -> told(wrong, w)));
            card.say(r.findings().wrongBits() + " " + r.findings().outcomes());
        });
    }

    /** Beyond the last bar that would show, there is nothing to see. */
    private static int last(WrongBits wrong) {
        int last = wrong.length();
        while (last > 1 && wrong.observed()[last] == 0 && wrong.expected()[last] < 0.5) {
            last--;
        }
        return last;
    }

    private static double[] part(WrongBits wrong, Outcome outcome, int last) {
        return IntStream.rangeClosed(0, last)
                .mapToDouble(w -> 100.0 * wrong.count(w, outcome) / wrong.looked())
                .toArray();
    }

    private static String told(WrongBits wrong, int w) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d wrong bits: %.2f %% of tokens, %.2f %% if independent",
                w,
                100.0 * wrong.observed()[w] / wrong.positions(),
                100 * wrong.expected()[w] / wrong.positions()));
        for (Outcome outcome : Outcome.values()) {
            if (wrong.count(w, outcome) > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "%n%s: %.2f %%",
                        outcome.label(),
                        100.0 * wrong.count(w, outcome) / wrong.looked()));
            }
        }
        return text.toString();
    }

    /** Drawn as sums from the highest down, so that parts stand on one another; the numbers are the parts. */
    private Optional<Numbered> figure() {
        return model.report().get().map(r -> {
            WrongBits wrong = r.wrong();
            int last = last(wrong);
            double[] x = IntStream.rangeClosed(0, last).asDoubleStream().toArray();
            List<PageChart.Series> series = new ArrayList<>();
            double[] sum = new double[last + 1];
            for (Outcome outcome : Outcome.values()) {
                double[] part = part(wrong, outcome, last);
                java.util.Arrays.setAll(sum, w -> sum[w] + part[w]);
                series.addFirst(new PageChart.Series(outcome.label(), x, sum.clone(), PageChart.Kind.BARS));
            }
            double[] line = IntStream.rangeClosed(0, last)
                    .mapToDouble(w -> 100 * wrong.expected()[w] / wrong.positions())
                    .toArray();
            series.add(new PageChart.Series("if independent", x, line, PageChart.Kind.LINE));
            PageChart.Axes axes = new PageChart.Axes("Wrong bits", "Tokens, %", false);
            return new Numbered(new PageChart("Wrong bits of a token", axes, series, 0), csv(wrong));
        });
    }

    private static String csv(WrongBits wrong) {
        StringBuilder csv = new StringBuilder("wrong,observed,expected");
        for (Outcome outcome : Outcome.values()) {
            csv.append(',').append(outcome.name().toLowerCase(Locale.ROOT));
        }
        for (int w = 0; w <= wrong.length(); w++) {
            csv.append('\n').append(w).append(',').append(wrong.observed()[w]);
            csv.append(',').append(wrong.expected()[w]);
            for (Outcome outcome : Outcome.values()) {
                csv.append(',').append(wrong.count(w, outcome));
            }
        }
        return csv.append('\n').toString();
    }
}
