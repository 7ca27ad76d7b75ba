package hammingway.design.analysis;

import hammingway.code.analysis.Bounds;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.SampledDistances;
import hammingway.control.Histogram;
import hammingway.control.MarkScale;
import hammingway.control.SaveFigure;
import hammingway.design.book.Preview;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Label;

/** How far codewords lie apart, and what theory says of it. */
final class DistancesCard extends Card {
    private final AnalysisViewModel model;
    private final Histogram histogram = new Histogram();
    private final Label source = note("");
    private final MarkScale scale = new MarkScale();
    private final Label minimum;
    private final Label atMinimum;
    private final Label mean;
    private final Label nearest;
    private final Label corrects;
    private final Label rate;

    DistancesCard(AnalysisViewModel model) {
        super(
                "Distances",
                "The Hamming distance of two tokens is the number of bits in which their codewords differ: the larger, the more wrong"
                        + " bits it takes to mix them up.",
                "distance-distribution");
        this.model = model;
        histogram.setId("distances");
        source.setId("distance-source");
        scale.setId("bounds");
        Table table = new Table();
        minimum = table.row(
                "minimum",
                "Minimum distance d_min",
                "The fewest bits in which two codewords differ.",
                "minimum-distance");
        atMinimum = table.row(
                "at-minimum",
                "Pairs at d_min",
                "Unordered pairs of tokens whose codewords are that near.",
                "kissing-number");
        mean = table.row("mean", "Mean distance", "Over all unordered pairs of tokens.", "mean-distance");
        nearest = table.row(
                "nearest",
                "Mean to the nearest",
                "Mean over tokens of the distance to the nearest other codeword.",
                "mean-to-the-nearest");
        Table theory = new Table();
        corrects = theory.row(
                "corrects",
                "Corrects always, t",
                "t = floor((d_min - 1) / 2): so many wrong bits never lead to a wrong token.",
                "minimum-distance");
        rate = theory.row(
                "rate", "Rate", "log2 V / n: bits of information about the token in each bit of its codeword.", "rate");
        add(
                histogram,
                source,
                table,
                subtitle(
                        "d_min between its bounds",
                        "What minimum distance codes of as many tokens and bits are known to reach (green), and what none can exceed.",
                        "minimum-distance"),
                scale,
                theory);
        model.preview().subscribe(p -> show());
        model.distances().subscribe(d -> show());
    }

    void savable(SaveFigure.Keeper keeper) {
        savable(new SaveFigure(
                        "distances",
                        () -> model.preview()
                                .get()
                                .flatMap(
                                        p -> histogram.figure(p.titled("Hamming distances"), "Hamming distance, bits")),
                        keeper)
                .on(histogram));
    }

    void setTheme(Theme theme) {
        histogram.setTheme(theme);
        scale.setTheme(theme);
    }

    private void show() {
        Optional<Preview> preview = model.preview().get();
        Optional<Distances> exact = model.distances().get();
        if (preview.isEmpty()) {
            histogram.mark(OptionalInt.empty(), "");
            histogram.show(new double[0], "pairs");
            scale.show(List.of(), "bits");
            source.setText("");
            List.of(minimum, atMinimum, mean, nearest, corrects, rate).forEach(l -> l.setText("\u2013"));
            return;
        }
        Preview p = preview.get();
        exact.ifPresentOrElse(d -> showExact(p, d), () -> showSample(p));
        rate.setText(number(
                "%.3f bits per bit",
                Math.log(p.bounds().tokens()) / Math.log(2) / p.bounds().length()));
    }

    private void showExact(Preview p, Distances d) {
        long v = p.bounds().tokens();
        long pairs = v * (v - 1) / 2;
        histogram.show(
                d.histogram().stream().mapToDouble(Long::doubleValue).toArray(),
                "pairs",
                RandomCode.expected(p.bounds().length(), (double) pairs),
                "random code");
        histogram.mark(OptionalInt.of(d.minimum()), "d_min " + d.minimum());
        source.setText("Exact: all " + whole(pairs)
                + " pairs by distance in bits, logarithmic height. Line: a random code (binomial).");
        minimum.setText(d.minimum() + " bits");
        atMinimum.setText(whole(d.atMinimum()) + (d.atMinimum() == 1 ? " pair" : " pairs"));
        mean.setText(number("%.2f bits", d.mean()));
        nearest.setText(number("%.2f bits", d.meanNearest()));
        corrects.setText(d.correctable() + " wrong bits");
        scale.show(marks(p.bounds(), d.minimum(), true), "bits");
    }

    private void showSample(Preview p) {
        SampledDistances d = p.distances();
        histogram.show(
                d.shares().stream().mapToDouble(share -> share * d.pairs()).toArray(),
                "pairs of the sample",
                RandomCode.expected(p.bounds().length(), d.pairs()),
                "random code");
        histogram.mark(OptionalInt.of(d.minimumAtMost()), "d_min \u2264 " + d.minimumAtMost());
        source.setText("Preview: a sample of " + whole(d.pairs())
                + " pairs by distance in bits, logarithmic height. Line: a random code (binomial).");
        minimum.setText("\u2264 " + d.minimumAtMost() + " bits");
        atMinimum.setText("\u2026");
        mean.setText(number("%.2f bits", d.mean()));
        nearest.setText(number("about %.1f bits", d.meanNearest().mean()));
        corrects.setText("\u2264 " + (d.minimumAtMost() - 1) / 2 + " wrong bits");
        scale.show(marks(p.bounds(), d.minimumAtMost(), false), "bits");
    }

    private static List<MarkScale.Mark> marks(Bounds bounds, int minimum, boolean exact) {
        List<MarkScale.Mark> marks = new ArrayList<>();
        marks.add(new MarkScale.Mark(
                "This code " + (exact ? "" : "\u2264 ") + minimum,
                minimum,
                minimum,
                MarkScale.Kind.OWN,
                "d_min of this codebook, in bits."));
        bounds.bestKnown()
                .ifPresent(
                        best -> marks.add(
                                new MarkScale.Mark(
                                        "Best linear [" + bounds.length() + "," + bounds.dimension() + "] " + best,
                                        best.lower(),
                                        best.upper(),
                                        MarkScale.Kind.POSSIBLE,
                                        "What the best linear code known reaches, and what none of them can exceed (Brouwer's tables).")));
        for (Bounds.Bound bound : bounds.all()) {
            boolean exists = bound.kind() == Bounds.Kind.EXISTS;
            marks.add(new MarkScale.Mark(
                    bound.name() + (exists ? " \u2265 " : " \u2264 ") + bound.distance(),
                    bound.distance(),
                    bound.distance(),
                    exists ? MarkScale.Kind.POSSIBLE : MarkScale.Kind.LIMIT,
                    help(bound)));
        }
        return marks;
    }

    private static String help(Bounds.Bound bound) {
        return switch (bound.kind()) {
            case UPPER -> "No code has a greater minimum distance; " + bound.formula() + ".";
            case UPPER_IF_LINEAR -> "No linear code has a greater one; " + bound.formula() + ".";
            case EXISTS -> "Some linear code has at least this one; " + bound.formula() + ".";
        };
    }
}
