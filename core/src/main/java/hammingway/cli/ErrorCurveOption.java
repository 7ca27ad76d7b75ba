package hammingway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.ErrorCurves;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import hammingway.code.decode.TopK;
import hammingway.math.Interval;
import hammingway.math.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The token error measured against the rate of flipped bits, beside the union bound. */
final class ErrorCurveOption {
    /** A million tokens at each rate tell errors of 1 in 10,000 to a few percent; more is for a study. */
    private static final int MOST_TRIALS = 1_000_000;

    @Option(
            names = "--error-curve",
            description = "Measure token errors: random tokens are sent, their bits flipped at random, and decoded")
    private boolean wanted;

    @Option(
            names = "--decoder",
            paramLabel = "TYPE",
            defaultValue = "log-likelihood",
            description = "Decoder of the error curve (default log-likelihood)")
    private String decoder;

    @Option(
            names = "--flips",
            paramLabel = "RATES",
            split = ",",
            defaultValue = "0.01,0.02,0.05,0.1,0.15,0.2,0.3",
            description = "Probabilities that a bit flips, each 0 to 0.5 (default 0.01,0.02,0.05,0.1,0.15,0.2,0.3)")
    private List<Double> rates;

    @Option(
            names = "--trials",
            paramLabel = "NUMBER",
            defaultValue = "2000",
            description = "Tokens sent at each rate (default 2000)")
    private int trials;

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the error curve (default 42)")
    private long seed;

    /** A rate, the error with its 95% interval, and the bound of nearest-codeword decoding. */
    record Row(double flipRate, Interval error, double unionBound) {}

    boolean wanted() {
        return wanted;
    }

    /** Nothing where the option is not given. */
    List<Row> measure(Codebook book, Distances distances, Progress progress) {
        if (!wanted) {
            return List.of();
        }
        if (trials < 1 || trials > MOST_TRIALS) {
            throw new WorkbenchException("--trials = " + trials + ": allowed are 1 to " + MOST_TRIALS + ".");
        }
        Decoder kind = SpecCodec.read(Decoder.class, Json.object().put("type", decoder), "--decoder");
        TokenDecoder exact = TokenDecoder.of(book, Scoring.of(kind));
        List<Row> rows = new ArrayList<>();
        for (ErrorCurves.Point point : ErrorCurves.monteCarlo(
                book, () -> best(exact), rates, trials, seed, Parallel.all(progress, "Error curve"))) {
            rows.add(new Row(
                    point.flipRate(), point.error(), ErrorCurves.unionBound(distances, book.size(), point.flipRate())));
        }
        return rows;
    }

    private static ErrorCurves.TokenDecoder best(TokenDecoder exact) {
        TopK top = new TopK();
        return logits -> {
            exact.decode(logits, 1, top);
            return top.token(0);
        };
    }

    ObjectNode toJson(List<Row> rows) {
        ObjectNode node = Json.object();
        node.put("decoder", decoder).put("trials", trials).put("seed", seed);
        ArrayNode points = node.putArray("points");
        for (Row row : rows) {
            points.addObject()
                    .put("flipRate", row.flipRate())
                    .put("error", row.error().mean())
                    .put("low", row.error().low())
                    .put("high", row.error().high())
                    .put("unionBound", row.unionBound());
        }
        return node;
    }

    String text(List<Row> rows) {
        StringBuilder text = new StringBuilder("token errors of " + decoder + ", " + trials + " tokens a rate:");
        text.append(String.format(
                Locale.ROOT, "%n%-10s %-10s %-24s %s", "flip rate", "error", "95% interval", "union bound"));
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%-10.4g %-10.4f %-24s %.3g",
                    row.flipRate(),
                    row.error().mean(),
                    String.format(
                            Locale.ROOT,
                            "%.4f to %.4f",
                            row.error().low(),
                            row.error().high()),
                    row.unionBound()));
        }
        return text.toString();
    }
}
