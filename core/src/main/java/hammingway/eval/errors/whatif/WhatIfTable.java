package hammingway.eval.errors.whatif;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.eval.errors.whatif.WhatIfResult.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What-ifs as text for a terminal. */
public final class WhatIfTable {
    private static final String HEAD =
            ",top-1,difference,top-5,difference,perplexity,bits right,gained,lost,other,seconds";

    private WhatIfTable() {}

    /** The run's own decoding and each what-if, a line each, with what each changed. At least one; all of the same run and positions. */
    public static String text(List<WhatIfResult> results) {
        WhatIfResult any = results.getFirst();
        int widest =
                results.stream().mapToInt(r -> r.description().length()).max().orElse(0);
        String line = "%-" + Math.max(20, widest) + "s %9s %21s %9s %21s %11s %12s %8s %8s %8s %8s%n";
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d positions in %,d windows%s. The evaluation reported top-1 %.2f%%, top-5 %.2f%%, perplexity %.3f.%n%n",
                any.sample().positions(),
                any.sample().windows(),
                any.sample().all() ? "" : " evenly spaced",
                100 * any.reported().top1(),
                100 * any.reported().top5(),
                any.reported().perplexity()));
        out.append(String.format(line, (Object[]) HEAD.split(",")));
        out.append(String.format(line, own(any)));
        results.forEach(r -> out.append(String.format(line, row(r))));
        notes(results, out);
        return out.toString();
    }

    private static Object[] own(WhatIfResult any) {
        return new Object[] {
            "the run, from traces",
            percent(any.top1().before()),
            "",
            percent(any.top5().before()),
            "",
            any.likelihood().map(l -> perplexity(l.perplexityBefore())).orElse(""),
            percent(any.bits().before()),
            "",
            "",
            "",
            ""
        };
    }

    private static Object[] row(WhatIfResult r) {
        return new Object[] {
            r.description(),
            percent(r.top1().after()),
            difference(r.top1()),
            percent(r.top5().after()),
            difference(r.top5()),
            r.likelihood().map(l -> perplexity(l.perplexityAfter())).orElse(""),
            percent(r.bits().after()),
            r.changes().gained(),
            r.changes().lost(),
            r.changes().stillWrong(),
            String.format(Locale.ROOT, "%.2f", r.seconds())
        };
    }

    private static void notes(List<WhatIfResult> results, StringBuilder out) {
        results.stream()
                .flatMap(r -> r.cost().stream())
                .findFirst()
                .ifPresent(c -> out.append(String.format(
                        Locale.ROOT,
                        "%nThe hybrid's layer takes %,d multiply-adds a token, the code's alone %,d.%n",
                        c.hybrid(),
                        c.code())));
        for (WhatIfResult r : results) {
            if (r.whatIf().factor() instanceof Factor.Fitted) {
                out.append(String.format(
                        Locale.ROOT,
                        "%s: factor %.4g in even windows, %.4g in odd ones, each fitted on the others.%n",
                        r.description(),
                        r.factors().getFirst(),
                        r.factors().getLast()));
            }
        }
    }

    private static String perplexity(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    /** In percentage points, with the interval. */
    private static String difference(Figure figure) {
        return String.format(
                Locale.ROOT,
                "%+.2f [%+.2f, %+.2f]",
                100 * figure.difference().mean(),
                100 * figure.difference().low(),
                100 * figure.difference().high());
    }

    /** A line for each point. */
    public static String text(Sweep.Curve curve) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT, "%s, on %,d positions.%n%n", curve.sweep().axis(), curve.positions()));
        out.append(String.format(Locale.ROOT, "%12s %9s %12s%n", curve.sweep().label(), "top-1", "perplexity"));
        for (int i = 0; i < curve.x().length; i++) {
            out.append(String.format(
                    Locale.ROOT, "%12.4g %9s %12.3f%n", curve.x()[i], percent(curve.top1()[i]), curve.perplexity()[i]));
        }
        return out.toString();
    }

    public static ObjectNode json(Sweep.Curve curve) {
        ObjectNode node = Json.object().put("sweep", curve.sweep().label()).put("positions", curve.positions());
        Arrays.stream(curve.x()).forEach(node.putArray("x")::add);
        Arrays.stream(curve.top1()).forEach(node.putArray("top1")::add);
        Arrays.stream(curve.perplexity()).forEach(node.putArray("perplexity")::add);
        return node;
    }
}
