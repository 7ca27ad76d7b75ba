package hammingway.report;

import hammingway.math.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A figure against a cost of the decision layer as numbers and labels; who draws it needs nothing else.
 *
 * @param points   in order of x
 * @param front    points of the Pareto front, in order of x
 * @param subtitle what the error bars are, and which runs are left out and why
 * @param lines    what to compare with: softmax, 90% of it, the most that a trimmed vocabulary can reach
 * @param kinds    what colours tell, in the legend's order
 * @param shapes   what shapes tell, in the legend's order; empty: the same as colours
 */
public record SizeChart(
        String title,
        String subtitle,
        ChartChoice choice,
        List<Point> points,
        List<Point> front,
        List<Line> lines,
        List<String> kinds,
        List<String> shapes) {

    /** Kinds that eyes tell apart by colour or shape; what is rarer shares the last. */
    private static final int KINDS = 8;

    public static final String OTHERS = "others";

    /**
     * One run, or the mean of several seeds: its figures and the interval of y.
     *
     * @param runId what a click opens
     * @param rowId the first run of its row, which tables select
     * @param kind  what its colour tells
     * @param shape what its shape tells
     * @param row   where its figures come from
     */
    public record Point(
            String name,
            String runId,
            String rowId,
            double x,
            double y,
            double low,
            double high,
            String kind,
            String shape,
            ComparisonRow row) {
        /** The text of its hover. */
        public String detail() {
            return RowText.of(row);
        }
    }

    /** A level of y. */
    public record Line(String text, double y) {}

    public String xLabel() {
        return choice.cost().label();
    }

    public String yLabel() {
        return choice.metric().label();
    }

    public boolean logX() {
        return choice.logX();
    }

    public boolean logY() {
        return choice.logY();
    }

    /** The chart of a comparison. Rows without a figure on either axis (a tied softmax has no parameters) are left out and named. */
    public static SizeChart of(Comparison comparison, ChartChoice choice, String title) {
        List<Point> points = new ArrayList<>();
        Map<String, List<String>> leftOut = new LinkedHashMap<>();
        List<Shown> shown = shown(comparison, choice);
        for (Shown s : shown) {
            double x = choice.cost().of(s.row());
            Interval y = choice.metric().of(s.row());
            String why = absence(choice, s.row(), x, y.mean());
            if (why.isEmpty()) {
                points.add(point(s, choice, x, choice.metric().within(y)));
            } else {
                leftOut.computeIfAbsent(why, w -> new ArrayList<>()).add(s.row().name());
            }
        }
        points.sort(Comparator.comparingDouble(Point::x));
        List<String> kinds = kinds(points.stream().map(Point::kind).toList());
        List<String> shapes = choice.shape() == Trait.NONE
                ? List.of()
                : kinds(points.stream().map(Point::shape).toList());
        List<Point> grouped = points.stream().map(p -> within(p, kinds, shapes)).toList();
        String subtitle = bars(shown, choice.metric()) + leftOut(leftOut);
        return new SizeChart(
                title,
                subtitle,
                choice,
                grouped,
                front(grouped, choice),
                ReferenceLines.of(comparison, choice.metric()),
                kinds,
                shapes);
    }

    /** A row or one of its seeds, and the row's first run. */
    private record Shown(ComparisonRow row, String rowId) {}

    private static List<Shown> shown(Comparison comparison, ChartChoice choice) {
        List<Shown> shown = new ArrayList<>();
        for (ComparisonRow r : comparison.rows()) {
            List<ComparisonRow> of = choice.eachSeed() && !r.each().isEmpty() ? r.each() : List.of(r);
            of.forEach(each -> shown.add(new Shown(each, r.runIds().getFirst())));
        }
        return shown;
    }

    private static String absence(ChartChoice choice, ComparisonRow row, double x, double y) {
        if (!Double.isFinite(x)) {
            return choice.cost().absence(row);
        }
        if (!Double.isFinite(y)) {
            return choice.metric().absence();
        }
        boolean none = (choice.logX() && x <= 0) || (choice.logY() && y <= 0);
        return none ? "0 has no place on a logarithmic axis" : "";
    }

    private static Point point(Shown shown, ChartChoice choice, double x, Interval y) {
        ComparisonRow r = shown.row();
        return new Point(
                r.name(),
                r.runIds().getFirst(),
                shown.rowId(),
                x,
                y.mean(),
                Double.isFinite(y.low()) ? y.low() : y.mean(),
                Double.isFinite(y.high()) ? y.high() : y.mean(),
                r.trait(choice.colour()),
                r.trait(choice.shape()),
                r);
    }

    /** The most frequent values, in order; with the rest as others where there are too many to tell apart. */
    private static List<String> kinds(List<String> values) {
        List<String> ordered = Trait.ordered(values);
        if (ordered.size() <= KINDS) {
            return ordered;
        }
        Map<String, Long> counts =
                values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> kept = ordered.stream()
                .sorted(Comparator.comparingLong(v -> -counts.getOrDefault(v, 0L)))
                .limit(KINDS - 1L)
                .toList();
        List<String> kinds = new ArrayList<>(Trait.ordered(kept));
        kinds.add(OTHERS);
        return List.copyOf(kinds);
    }

    private static Point within(Point p, List<String> kinds, List<String> shapes) {
        String kind = kinds.contains(p.kind()) ? p.kind() : OTHERS;
        String shape = shapes.isEmpty() || shapes.contains(p.shape()) ? p.shape() : OTHERS;
        return new Point(p.name(), p.runId(), p.rowId(), p.x(), p.y(), p.low(), p.high(), kind, shape, p.row());
    }

    private static List<Point> front(List<Point> points, ChartChoice choice) {
        boolean[] optimal = ParetoFront.of(
                points.stream().mapToDouble(Point::x).toArray(),
                points.stream()
                        .mapToDouble(p -> choice.metric().lowerIsBetter() ? -p.y() : p.y())
                        .toArray());
        return IntStream.range(0, points.size())
                .filter(i -> optimal[i])
                .mapToObj(points::get)
                .toList();
    }

    /** What the error bars are. */
    private static String bars(List<Shown> shown, Metric metric) {
        boolean several = shown.stream().anyMatch(s -> s.row().seeds() > 1);
        boolean single = shown.stream().anyMatch(s -> s.row().seeds() == 1);
        boolean some = shown.stream().map(s -> metric.of(s.row())).anyMatch(i -> i.high() > i.low());
        if (!some) {
            return "No intervals: one seed each, and no traces to draw windows from";
        }
        String over = several && single
                ? "95% interval over seeds, or over windows where there is one seed"
                : several ? "95% interval over seeds" : "95% interval over windows, one seed";
        return "Bars: " + over;
    }

    private static String leftOut(Map<String, List<String>> names) {
        return names.isEmpty()
                ? ""
                : ". Not shown: "
                        + names.entrySet().stream()
                                .map(e -> some(e.getValue()) + " (" + e.getKey() + ")")
                                .collect(Collectors.joining(", "));
    }

    private static String some(List<String> names) {
        int told = names.size() > 4 ? 3 : names.size();
        String text = String.join(", ", names.subList(0, told));
        return told == names.size() ? text : text + String.format(Locale.ROOT, " and %,d more", names.size() - told);
    }
}
