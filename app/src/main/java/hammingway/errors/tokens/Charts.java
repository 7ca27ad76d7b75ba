package hammingway.errors.tokens;

import hammingway.errors.figures.BarChart;
import hammingway.eval.errors.DistanceEffect;
import hammingway.eval.errors.Grouping;
import hammingway.eval.errors.TokenGroup;
import hammingway.eval.errors.TokenListings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Groups as charts. */
final class Charts {
    /** More bars cannot be read in a small chart: neighbouring distances share one. */
    private static final int MOST_BARS = 12;

    /** Of so few confusions by chance the ratio is noise: such distances share a bar with their neighbours. */
    private static final double LEAST_BY_CHANCE = 5;

    private Charts() {}

    /** Top-1 by group. */
    static BarChart accuracy(Grouping grouping, List<TokenGroup> groups, Optional<List<TokenGroup>> other) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            TokenGroup group = groups.get(g);
            int at = g;
            double mark = other.map(o -> o.get(at).top1().mean()).orElse(Double.NaN);
            String more = String.format(Locale.ROOT, "%,d positions of %,d tokens", group.positions(), group.tokens())
                    + String.format(
                            Locale.ROOT,
                            "%n95%%: %.1f to %.1f%%",
                            100 * group.top1().low(),
                            100 * group.top1().high())
                    + String.format(
                            Locale.ROOT,
                            "%nTop-5 %.1f%%, %.3f nats",
                            100 * group.top5().mean(),
                            group.nats())
                    + (Double.isNaN(group.wrongBits())
                            ? ""
                            : String.format(Locale.ROOT, ", %.1f wrong bits", group.wrongBits()))
                    + (Double.isNaN(mark)
                            ? ""
                            : String.format(Locale.ROOT, "%nThe other run: top-1 %.1f%%", 100 * mark));
            bars.add(new BarChart.Bar(
                    group.label(),
                    group.top1().mean(),
                    group.top1().low(),
                    group.top1().high(),
                    mark,
                    String.format(Locale.ROOT, "%.1f%%", 100 * group.top1().mean()),
                    more));
        }
        return new BarChart(
                "Top-1 by " + grouping.title(),
                "Share ranked first with its 95% interval"
                        + (other.isPresent() ? "; marks: the run compared with" : ""),
                bars,
                1,
                Double.NaN,
                TokenListings.groups(groups, other));
    }

    /** Confusions against those that frequencies alone would give. */
    static BarChart distances(DistanceEffect effect) {
        List<DistanceEffect.AtDistance> curve = effect.curve();
        int width = Math.max(1, Math.ceilDiv(curve.size(), MOST_BARS));
        List<BarChart.Bar> bars = new ArrayList<>();
        double most = 1;
        int from = 0;
        while (from < curve.size()) {
            int to = from;
            long observed = 0;
            double byChance = 0;
            while (to < curve.size()
                    && (to - from < width || byChance < LEAST_BY_CHANCE || byChance(curve, to) < LEAST_BY_CHANCE)) {
                observed += curve.get(to).observed();
                byChance += curve.get(to).byChance();
                to++;
            }
            int first = curve.get(from).distance();
            int last = curve.get(to - 1).distance();
            double lift = byChance > 0 ? observed / byChance : Double.NaN;
            most = Double.isFinite(lift) ? Math.max(most, lift) : most;
            bars.add(new BarChart.Bar(
                    first == last ? "" + first : first + "\u2013" + last,
                    lift,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.isNaN(lift) ? "\u2013" : String.format(Locale.ROOT, "\u00d7 %.2f", lift),
                    String.format(
                            Locale.ROOT, "%,d confusions, %.1f expected from frequencies alone", observed, byChance)));
            from = to;
        }
        return new BarChart(
                "Confusions by distance",
                "Times as often as the frequencies of the tokens alone would give; dashed: as often",
                bars,
                most,
                1,
                TokenListings.distances(effect));
    }

    private static double byChance(List<DistanceEffect.AtDistance> curve, int from) {
        return curve.subList(from, curve.size()).stream()
                .mapToDouble(DistanceEffect.AtDistance::byChance)
                .sum();
    }
}
