package hammingway.eval.errors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.math.Npy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A report on bits as text, CSV, JSON and arrays. */
public final class BitTables {
    private BitTables() {}

    /** The columns of the table, for all its forms. */
    private record Column(String name, ToDoubleFunction<BitError> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("error", b -> b.error().mean()),
            new Column("error_low", b -> b.error().low()),
            new Column("error_high", b -> b.error().high()),
            new Column("base", b -> b.balance().base()),
            new Column("gain", BitError::gain),
            new Column("ones", b -> b.balance().ones()),
            new Column("weighted_ones", b -> b.balance().weighted()),
            new Column("entropy", b -> b.balance().entropy()),
            new Column("missed", b -> b.sides().missed()),
            new Column("invented", b -> b.sides().invented()),
            new Column("mean_abs_logit", b -> b.trust().meanLogit()),
            new Column("ece", b -> b.trust().calibrationError()));

    /** One line a bit, shares in percent. */
    public static String terminal(List<BitError> bits) {
        StringBuilder text = new StringBuilder(
                "  bit  error %        95 % interval  base %   gain  ones %  by freq.  entropy  missed  invented  |logit|    ECE\n");
        for (BitError b : bits) {
            text.append(String.format(
                            Locale.ROOT,
                            "%5d  %7.2f  %7.2f to %7.2f    %6.2f %6.2f  %6.1f  %8.1f  %7.3f  %6.1f  %8.1f  %7.2f  %5.3f",
                            b.bit(),
                            100 * b.error().mean(),
                            100 * b.error().low(),
                            100 * b.error().high(),
                            100 * b.balance().base(),
                            100 * b.gain(),
                            100 * b.balance().ones(),
                            100 * b.balance().weighted(),
                            b.balance().entropy(),
                            100 * b.sides().missed(),
                            100 * b.sides().invented(),
                            b.trust().meanLogit(),
                            b.trust().calibrationError()))
                    .append('\n');
        }
        return text.toString();
    }

    /** What the sentences say, and the curves at some numbers of bits. */
    public static String summary(BitReport report) {
        BitFindings say = report.findings();
        StringBuilder text = new StringBuilder();
        for (String sentence : List.of(
                say.errors(),
                say.balance(),
                say.calibration(),
                say.pairs(),
                say.wrongBits(),
                say.outcomes(),
                say.gain())) {
            text.append(sentence).append('\n');
        }
        FirstBits first = report.first();
        text.append(String.format(
                Locale.ROOT,
                "Right by the first bits alone, of %d positions evenly spaced (evaluation itself: %.2f %%):%n  bits  soft %%  hard %%  independent %%%n",
                first.sampled(),
                100 * first.published()));
        int step = Math.max(1, (first.points().size() - 1) / 10);
        for (int i = 0; i < first.points().size(); i++) {
            if (i % step == 0 || i == first.points().size() - 1) {
                FirstBits.Point p = first.points().get(i);
                text.append(String.format(
                        Locale.ROOT,
                        "%6d  %6.2f  %6.2f  %13.2f%n",
                        p.bits(),
                        100 * p.soft().mean(),
                        100 * p.hard().mean(),
                        100 * p.independent().mean()));
            }
        }
        return text.toString();
    }

    /** One line a bit at full precision; nothing where there is no number. */
    public static String csv(List<BitError> bits) {
        StringBuilder csv = new StringBuilder("bit,wrong");
        COLUMNS.forEach(c -> csv.append(',').append(c.name()));
        for (BitError b : bits) {
            csv.append('\n').append(b.bit()).append(',').append(b.wrong());
            for (Column c : COLUMNS) {
                double value = c.value().applyAsDouble(b);
                csv.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
            }
        }
        return csv.append('\n').toString();
    }

    /** All of it but the matrices, which are files of their own. */
    public static ObjectNode json(BitReport report, List<BitError> bits) {
        ObjectNode node = Json.object();
        node.put("positions", report.errors().positions()).put("bits", report.length());
        ArrayNode rows = node.putArray("errors");
        for (BitError b : bits) {
            ObjectNode row = rows.addObject().put("bit", b.bit()).put("wrong", b.wrong());
            COLUMNS.forEach(c -> number(row, c.name(), c.value().applyAsDouble(b)));
        }
        reliability(node, report.errors().all());
        pairs(node, report);
        wrong(node, report.wrong());
        first(node, report.first());
        BitFindings say = report.findings();
        node.putObject("findings")
                .put("errors", say.errors())
                .put("balance", say.balance())
                .put("calibration", say.calibration())
                .put("pairs", say.pairs())
                .put("wrongBits", say.wrongBits())
                .put("outcomes", say.outcomes())
                .put("gain", say.gain());
        return node;
    }

    private static void reliability(ObjectNode node, Reliability all) {
        ObjectNode out = node.putObject("calibration").put("error", all.error()).put("over", all.overconfidence());
        ArrayNode bins = out.putArray("bins");
        for (Reliability.Bin bin : all.bins()) {
            ObjectNode row = bins.addObject().put("count", bin.count());
            number(row, "confidence", bin.confidence());
            number(row, "right", bin.right());
        }
    }

    private static void pairs(ObjectNode node, BitReport report) {
        ObjectNode out = node.putObject("pairs").put("together", report.pairs().together());
        number(out, "meanAbsoluteOfErrors", BitPairs.meanAbsolute(report.pairs().errors(), report.length()));
        number(
                out,
                "meanAbsoluteOfCodebook",
                BitPairs.meanAbsolute(report.pairs().codebook(), report.length()));
    }

    private static void wrong(ObjectNode node, WrongBits wrong) {
        ObjectNode out = node.putObject("wrongBits")
                .put("mean", wrong.mean())
                .put("variance", wrong.variance())
                .put("independentVariance", wrong.independentVariance())
                .put("dispersion", wrong.dispersion())
                .put("looked", wrong.looked());
        ObjectNode shares = out.putObject("outcomes");
        for (Outcome outcome : Outcome.values()) {
            shares.put(outcome.name().toLowerCase(Locale.ROOT), wrong.share(outcome));
        }
        ArrayNode rows = out.putArray("distribution");
        for (int w = 0; w <= wrong.length(); w++) {
            ObjectNode row = rows.addObject()
                    .put("wrong", w)
                    .put("observed", wrong.observed()[w])
                    .put("expected", wrong.expected()[w]);
            for (Outcome outcome : Outcome.values()) {
                row.put(outcome.name().toLowerCase(Locale.ROOT), wrong.count(w, outcome));
            }
        }
    }

    private static void first(ObjectNode node, FirstBits first) {
        ObjectNode out = node.putObject("firstBits")
                .put("sampled", first.sampled())
                .put("needed", first.needed())
                .put("telling", first.telling())
                .put("published", first.published());
        ArrayNode rows = out.putArray("points");
        for (FirstBits.Point p : first.points()) {
            rows.addObject()
                    .put("bits", p.bits())
                    .put("soft", p.soft().mean())
                    .put("softLow", p.soft().low())
                    .put("softHigh", p.soft().high())
                    .put("hard", p.hard().mean())
                    .put("independent", p.independent().mean());
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    /** One line a pair of bits: {@code bit,other,errors,codebook}. */
    public static String correlationsCsv(BitPairs pairs) {
        StringBuilder csv = new StringBuilder("bit,other,errors,codebook\n");
        int n = pairs.length();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                csv.append(a).append(',').append(b);
                csv.append(',').append(cell(pairs.errors()[a * n + b]));
                csv.append(',').append(cell(pairs.codebook()[a * n + b])).append('\n');
            }
        }
        return csv.toString();
    }

    private static String cell(float value) {
        return Float.isNaN(value) ? "" : Float.toString(value);
    }

    /** {@code <f4 (2, n, n)}: of errors, of the codebook; NaN where there is none. */
    public static void writeCorrelations(Path file, BitPairs pairs) {
        int n = pairs.length();
        float[] both = new float[2 * n * n];
        System.arraycopy(pairs.errors(), 0, both, 0, n * n);
        System.arraycopy(pairs.codebook(), 0, both, n * n, n * n);
        AtomicFiles.write(file, out -> Npy.writeFloats(out, both, 2, n, n));
    }
}
