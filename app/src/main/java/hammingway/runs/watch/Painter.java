package hammingway.runs.watch;

import hammingway.control.Decimation;
import hammingway.control.LiveChart;
import hammingway.control.PlotFrame;
import hammingway.run.RunEvent;
import hammingway.run.RunHistory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes charts of histories: smoothed, cut to what is shown, thinned to the pixels there are. Used on the follower's thread alone. */
final class Painter {
    /** Steps whose speed is told: enough to smooth, few enough to follow a change of load. */
    private static final int RECENT = 50;

    /** Validations in the picture of bits at most, spread over the run. */
    private static final int MOST_ROWS = 200;

    private final Map<Metric, PlotFrame> frames = new EnumMap<>(Metric.class);
    private Optional<Object> sameAxes = Optional.empty();

    /** A run with its place in the picture. */
    record Part(Wish.Shown shown, Followed run) {}

    WatchPicture paint(Wish wish, List<Part> parts) {
        Object axes = List.of(wish.runs(), wish.over(), wish.span(), wish.logarithmic());
        if (!sameAxes.equals(Optional.of(axes))) {
            frames.clear(); // another picture: frames follow what grows only
            sameAxes = Optional.of(axes);
        }
        Map<Metric, WatchPicture.Chart> charts = new EnumMap<>(Metric.class);
        for (Metric metric : wish.metrics()) {
            charts.put(metric, chart(metric, wish, parts));
        }
        Optional<RunHistory> first = parts.stream().findFirst().map(p -> p.run().history());
        return new WatchPicture(
                parts.stream().map(p -> p.shown().run()).toList(),
                charts,
                parts.stream().findFirst().map(Part::run).map(Painter::figures).orElse(List.of()),
                first.flatMap(Painter::bits),
                first.map(h -> List.copyOf(h.samples().reversed())).orElse(List.of()));
    }

    /** A curve before it is thinned; the first n values count. */
    private record Whole(String name, int colour, double[] x, double[] y, int n, LiveChart.Kind kind, boolean told) {}

    private WatchPicture.Chart chart(Metric metric, Wish wish, List<Part> parts) {
        List<Whole> whole = new ArrayList<>();
        parts.reversed().forEach(p -> add(metric, wish, p, whole)); // the selected run lies on top
        PlotFrame data = extent(wish, wish.logarithmic().contains(metric), whole, parts);
        PlotFrame before = frames.get(metric);
        PlotFrame frame = wish.span()
                .map(s -> {
                    PlotFrame around = PlotFrame.around(data);
                    return new PlotFrame(s.left(), s.right(), around.low(), around.high(), around.logY());
                })
                .orElseGet(() -> before == null ? PlotFrame.around(data) : before.follow(data));
        frames.put(metric, frame);
        List<WatchPicture.Curve> curves = whole.stream()
                .map(w -> {
                    double[][] thin = Decimation.perColumn(w.x(), w.y(), w.n(), frame, wish.columns());
                    return new WatchPicture.Curve(w.name(), w.colour(), thin[0], thin[1], w.kind(), w.told());
                })
                .toList();
        return new WatchPicture.Chart(frame, curves);
    }

    private static void add(Metric metric, Wish wish, Part part, List<Whole> all) {
        RunHistory history = part.run().history();
        Wish.Shown shown = part.shown();
        metric.ofSteps().filter(c -> history.size() > 0).ifPresent(column -> {
            double[] x = history.column(wish.over().column());
            double[] y = history.column(column);
            int n = history.size();
            boolean smooth = wish.smoothing() > 0 && metric != Metric.LEARNING_RATE;
            String name = metric == Metric.LOSS ? shown.name() + ", training" : shown.name();
            if (smooth) {
                all.add(new Whole(name, shown.colour(), x, y, n, LiveChart.Kind.FAINT, false));
            }
            double[] line = smooth ? part.run().smoothed(metric, y, wish.smoothing()) : y;
            all.add(new Whole(name, shown.colour(), x, line, n, LiveChart.Kind.LINE, true));
        });
        if (metric.ofValidations() && !history.validations().isEmpty()) {
            double[] x = history.validations().stream()
                    .mapToDouble(v -> history.at(wish.over().column(), v.step()))
                    .toArray();
            double[] y = history.validations().stream().mapToDouble(metric::of).toArray();
            String name = metric == Metric.LOSS ? shown.name() + ", validation" : shown.name();
            all.add(new Whole(name, shown.colour(), x, y, x.length, LiveChart.Kind.DOTS, true));
        }
    }

    /** Least and greatest values in the part that is shown; pale curves lead the eye only where they are alone, so they may leave. */
    private static PlotFrame extent(Wish wish, boolean logarithmic, List<Whole> all, List<Part> parts) {
        double[] e = {
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        double from = wish.span().map(LiveChart.Span::left).orElse(Double.NEGATIVE_INFINITY);
        double to = wish.span().map(LiveChart.Span::right).orElse(Double.POSITIVE_INFINITY);
        for (Part p : parts) { // all charts have the same x, so that the eye goes down from one to the next
            RunHistory history = p.run().history();
            if (history.size() > 0) {
                double[] x = history.column(wish.over().column());
                e[0] = Math.min(e[0], x[0]);
                e[1] = Math.max(e[1], x[history.size() - 1]);
            }
        }
        for (Whole w : all) {
            if (w.kind() == LiveChart.Kind.FAINT) {
                continue;
            }
            for (int i = 0; i < w.n(); i++) {
                double y = w.y()[i];
                if (w.x()[i] >= from && w.x()[i] <= to && Double.isFinite(y) && (!logarithmic || y > 0)) {
                    e[2] = Math.min(e[2], y);
                    e[3] = Math.max(e[3], y);
                }
            }
        }
        return new PlotFrame(e[0], e[1], e[2], e[3], logarithmic);
    }

    private static List<WatchPicture.Fact> figures(Followed run) {
        RunHistory history = run.history();
        List<WatchPicture.Fact> facts = new ArrayList<>();
        history.evaluated().ifPresent(e -> {
            facts.add(new WatchPicture.Fact("Top-1", Figures.percent(e.top1())));
            facts.add(new WatchPicture.Fact("Top-5", Figures.percent(e.top5())));
            facts.add(new WatchPicture.Fact("Perplexity", Figures.number(e.perplexity())));
        });
        if (history.evaluated().isEmpty() && !history.validations().isEmpty()) {
            RunEvent.Validated v = history.validations().getLast();
            facts.add(new WatchPicture.Fact("Top-5 at step " + v.step(), Figures.percent(v.top5())));
            facts.add(new WatchPicture.Fact("Perplexity at step " + v.step(), Figures.number(v.perplexity())));
        }
        run.tuned().ifPresent(t -> {
            t.agreement().ifPresent(a -> {
                facts.add(new WatchPicture.Fact("Best token as the original", Figures.percent(a.top1())));
                facts.add(new WatchPicture.Fact("Best five as the original", Figures.percent(a.top5())));
                facts.add(
                        new WatchPicture.Fact("Divergence, nats", String.format(Locale.ROOT, "%.3f", a.divergence())));
            });
            facts.add(new WatchPicture.Fact("Trained of " + t.model(), t.shortly()));
        });
        history.built()
                .ifPresent(b -> facts.add(new WatchPicture.Fact(
                        "Decision layer", String.format(Locale.ROOT, "%,d", b.headParameters()))));
        int n = history.size();
        if (n > 0) {
            int from = Math.max(0, n - RECENT);
            double before = from == 0 ? 0 : 1;
            double seconds = history.column(RunHistory.Column.SECONDS)[n - 1]
                    - before * history.column(RunHistory.Column.SECONDS)[Math.max(0, from - 1)];
            double tokens = history.column(RunHistory.Column.TOKENS)[n - 1]
                    - before * history.column(RunHistory.Column.TOKENS)[Math.max(0, from - 1)];
            if (from > 0 && seconds > 0) {
                facts.add(new WatchPicture.Fact("Tokens/s", String.format(Locale.ROOT, "%,.0f", tokens / seconds)));
            } else {
                double last = history.column(RunHistory.Column.TOKENS_PER_SECOND)[n - 1];
                facts.add(new WatchPicture.Fact("Tokens/s", String.format(Locale.ROOT, "%,.0f", last)));
            }
            double memory = history.column(RunHistory.Column.MEGABYTES)[n - 1];
            if (memory > 0) {
                facts.add(new WatchPicture.Fact("Memory", String.format(Locale.ROOT, "%,.0f MB", memory)));
            }
        }
        return List.copyOf(facts);
    }

    /** Of many validations, some of each part of the run and always the newest. */
    private static Optional<WatchPicture.Bits> bits(RunHistory history) {
        List<RunEvent.Validated> with =
                history.validations().stream().filter(v -> !v.bits().isEmpty()).toList();
        if (with.isEmpty()) {
            return Optional.empty();
        }
        int rows = Math.min(MOST_ROWS, with.size());
        long[] steps = new long[rows];
        double[][] shares = new double[rows][];
        for (int r = 0; r < rows; r++) {
            RunEvent.Validated v = with.get((int) ((r + 1L) * with.size() / rows - 1));
            steps[r] = v.step();
            shares[r] = v.bits().stream().mapToDouble(Double::doubleValue).toArray();
        }
        return Optional.of(new WatchPicture.Bits(steps, shares));
    }
}
