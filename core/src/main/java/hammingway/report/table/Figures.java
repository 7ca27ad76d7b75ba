package hammingway.report.table;

import hammingway.eval.EvaluationResult;
import hammingway.eval.EvaluationResult.Latency;
import hammingway.report.ComparisonRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The columns that are measured: what each is called, and where it comes from. */
final class Figures {
    private record Figure(Column column, BiFunction<ComparisonRow, EvaluationResult, Cell> cell) {}

    private static final String MICROS = "\u00b5s";

    private static final List<Figure> ALL = List.of(
            words(
                    "pareto",
                    "Pareto front",
                    "On the front of the plot: no other run has fewer parameters and a better top-5",
                    r -> r.paretoOptimal() ? "\u2605" : ""),
            words("head", "Head", "Decision layer", ComparisonRow::head),
            words("code", "Code", "Codebook and bits", r -> r.code().equals("-") ? "" : r.code()),
            words("loss", "Loss", "Training loss, and prior if any", ComparisonRow::loss),
            count(
                    "params",
                    List.of("parameters", "size"),
                    "Parameters",
                    "Stored because of the decision layer",
                    (r, e) -> r.cost().stored()),
            number(
                    "share",
                    List.of("softmax-share"),
                    "% softmax",
                    "Parameters, % of an untied softmax's",
                    "%.1f",
                    (r, e) -> 100 * r.shareOfSoftmax()),
            number(
                    "top1",
                    List.of("top-1", "accuracy"),
                    "Top-1, %",
                    "Share of tokens that come first",
                    "%.1f",
                    (r, e) -> 100 * r.top1().mean()),
            number(
                    "top5",
                    List.of("top-5"),
                    "Top-5, %",
                    "Share of tokens among the first five",
                    "%.1f",
                    (r, e) -> 100 * r.top5().mean()),
            number(
                    "top5-share",
                    List.of("top5-of-softmax"),
                    "% of top-5",
                    "Top-5, % of that of the softmax run with the same data, backbone and training",
                    "%.1f",
                    (r, e) -> 100 * r.top5ShareOfSoftmax()),
            number(
                    "perplexity",
                    List.of("ppl"),
                    "Perplexity",
                    "Of normalised probabilities; geometric mean over seeds",
                    "%.2f",
                    (r, e) -> r.perplexity().mean()),
            number(
                    "nats",
                    List.of("nll"),
                    "Nats",
                    "Mean negative log-probability of a token",
                    "%.4f",
                    (r, e) -> Math.log(r.perplexity().mean())),
            number(
                    "bits-per-byte",
                    List.of("bpb"),
                    "Bits/byte",
                    "Bits per byte of text",
                    "%.4f",
                    (r, e) -> r.bitsPerByte().mean()),
            number(
                    "calibration",
                    List.of("ece"),
                    "Calibration",
                    "Expected calibration error of the first token's probability, 15 bins",
                    "%.4f",
                    (r, e) -> e.likelihood().calibrationError()),
            number(
                    "bit-accuracy",
                    List.of(),
                    "Bits right, %",
                    "Share of bits decided right",
                    "%.2f",
                    (r, e) -> e.bits().map(b -> 100 * b.accuracy()).orElse(Double.NaN)),
            number(
                    "valid-words",
                    List.of(),
                    "Valid words, %",
                    "Share of positions whose decided word is a codeword",
                    "%.1f",
                    (r, e) -> e.bits().map(b -> 100 * b.validWords()).orElse(Double.NaN)),
            count(
                    "multiply-adds",
                    List.of("madds"),
                    "Multiply-adds",
                    "Per token, head and decoding",
                    (r, e) -> r.multiplyAdds()),
            micros(
                    "time",
                    "Time",
                    "Head and decoding, per token in batches, median",
                    e -> ofBatch(e, s -> s.headMicros() + s.decodeMicros())),
            micros(
                    "time.trunk",
                    "Trunk",
                    "Below the head, per token in batches, median",
                    e -> ofBatch(e, Latency.Split::trunkMicros)),
            micros(
                    "time.head",
                    "Head time",
                    "Head, per token in batches, median",
                    e -> ofBatch(e, Latency.Split::headMicros)),
            micros(
                    "time.decode",
                    "Decode",
                    "Decoding, per token in batches, median",
                    e -> ofBatch(e, Latency.Split::decodeMicros)),
            micros(
                    "single.trunk",
                    "Trunk, single",
                    "Below the head, one window at a time, median",
                    e -> ofSingle(e, Latency.Split::trunkMicros)),
            micros(
                    "single.head",
                    "Head, single",
                    "Head, one window at a time, median",
                    e -> ofSingle(e, Latency.Split::headMicros)),
            micros(
                    "single.decode",
                    "Decode, single",
                    "Decoding, one window at a time, median",
                    e -> ofSingle(e, Latency.Split::decodeMicros)),
            micros(
                    "exact-decoder",
                    "Exact decoder",
                    "The cheapest exact algorithm for the code, one position at a time on one thread; not on the scale of the others",
                    e -> e.latency()
                            .flatMap(Latency::exactDecoder)
                            .map(EvaluationResult.ExactDecoder::micros)
                            .orElse(Double.NaN)),
            count("tokens", List.of(), "Tokens", "Positions evaluated", (r, e) -> e.tokens()),
            count("seeds", List.of(), "Seeds", "Runs that differ in the seed alone", (r, e) -> (long) r.seeds()));

    private Figures() {}

    static List<Column> columns() {
        return ALL.stream().map(Figure::column).toList();
    }

    static void add(Map<String, Cell> cells, ComparisonRow row, EvaluationResult evaluation) {
        for (Figure figure : ALL) {
            Cell cell = figure.cell().apply(row, evaluation);
            if (!cell.isMissing()) {
                cells.put(figure.column().key(), cell);
            }
        }
    }

    private static double ofBatch(EvaluationResult e, Function<Latency.Split, Double> part) {
        return e.latency().map(Latency::batched).map(part).orElse(Double.NaN);
    }

    private static double ofSingle(EvaluationResult e, Function<Latency.Split, Double> part) {
        return e.latency().map(Latency::single).map(part).orElse(Double.NaN);
    }

    private static Figure words(String key, String title, String meaning, Function<ComparisonRow, String> text) {
        return new Figure(new Column(key, List.of(), title, meaning, "", false), (r, e) -> Cell.words(text.apply(r)));
    }

    private static Figure count(
            String key,
            List<String> aliases,
            String title,
            String meaning,
            BiFunction<ComparisonRow, EvaluationResult, Long> value) {
        return new Figure(new Column(key, aliases, title, meaning, "", true), (r, e) -> Cell.number(value.apply(r, e)));
    }

    private static Figure number(
            String key,
            List<String> aliases,
            String title,
            String meaning,
            String format,
            BiFunction<ComparisonRow, EvaluationResult, Double> value) {
        return new Figure(
                new Column(key, aliases, title, meaning, "", true), (r, e) -> Cell.number(value.apply(r, e), format));
    }

    private static Figure micros(String key, String title, String meaning, Function<EvaluationResult, Double> value) {
        List<String> aliases = new ArrayList<>();
        return new Figure(
                new Column(key, aliases, title, meaning, MICROS, true), (r, e) -> Cell.number(value.apply(e), "%.2f"));
    }
}
