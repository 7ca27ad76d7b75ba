package hammingway.report;

import hammingway.base.AtomicFiles;
import hammingway.eval.EvaluationResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison as text for the terminal, CSV, Markdown and LaTeX. */
public final class Exports {
    private static final List<String> HEADERS = List.of(
            "run",
            "code",
            "loss",
            "parameters",
            "% softmax",
            "top-1 %",
            "top-5 %",
            "% of softmax's top-5",
            "perplexity",
            "head \u00b5s",
            "decode \u00b5s");

    /** Stands after the softmax's, where a run began with a pretrained model. */
    private static final String OF_ORIGINAL = "% of original's top-5";

    private Exports() {}

    /** Writes {@code comparison.csv}, {@code .md}, {@code .tex}, a page around the last, and the chart's pictures; gives the paths. */
    public static List<Path> writeAll(Comparison comparison, String title, Path folder, Optional<ChartWriter> charts) {
        List<Path> files = new ArrayList<>();
        files.add(write(folder.resolve("comparison.csv"), csv(comparison)));
        files.add(write(folder.resolve("comparison.md"), markdown(comparison)));
        files.add(write(
                folder.resolve("comparison.tex"), Latex.table(comparison, headers(comparison), lines(comparison))));
        files.add(write(folder.resolve("comparison-page.tex"), Latex.page(title)));
        if (charts.isPresent()) {
            SizeChart chart = SizeChart.of(comparison, ChartChoice.STANDARD, title);
            List<Path> pictures = ChartWriter.ENDINGS.stream()
                    .map(ending -> folder.resolve("accuracy-against-size" + ending))
                    .toList();
            charts.get().write(chart, pictures);
            files.addAll(pictures);
        }
        return files;
    }

    private static Path write(Path file, String text) {
        AtomicFiles.writeString(file, text);
        return file;
    }

    private static List<List<String>> lines(Comparison comparison) {
        return comparison.rows().stream()
                .map(r -> withOriginal(
                        comparison, cells(r), number("%.1f", 100 * r.further().top5OfOriginal())))
                .toList();
    }

    private static List<String> headers(Comparison comparison) {
        return withOriginal(comparison, HEADERS, OF_ORIGINAL);
    }

    private static List<String> withOriginal(Comparison comparison, List<String> line, String cell) {
        if (comparison.rows().stream().allMatch(r -> Double.isNaN(r.further().top5OfOriginal()))) {
            return line;
        }
        List<String> longer = new ArrayList<>(line);
        longer.add(HEADERS.indexOf("perplexity"), cell);
        return longer;
    }

    private static List<String> cells(ComparisonRow r) {
        return List.of(
                r.name(),
                r.code(),
                r.loss(),
                String.format(Locale.ROOT, "%,d", r.cost().stored()),
                number("%.1f", 100 * r.shareOfSoftmax()),
                Comparison.percent(r.top1()),
                Comparison.percent(r.top5()),
                number("%.1f", 100 * r.top5ShareOfSoftmax()),
                number("%.1f", r.perplexity().mean()),
                number("%.2f", r.time().headMicros()),
                number("%.2f", r.time().decodeMicros()));
    }

    private static String number(String format, double v) {
        return Double.isNaN(v) ? "-" : String.format(Locale.ROOT, format, v);
    }

    /** Fixed-width columns: words to the left, numbers to the right. */
    public static String terminal(Comparison comparison) {
        List<List<String>> lines = new ArrayList<>(List.of(headers(comparison)));
        lines.addAll(lines(comparison));
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], line.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String pad = " ".repeat(widths[c] - line.get(c).length());
                row.append(c == 0 ? "" : "  ").append(c < 3 ? line.get(c) + pad : pad + line.get(c));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    static String markdown(Comparison comparison) {
        List<String> headers = headers(comparison);
        StringBuilder text = new StringBuilder("| " + String.join(" | ", headers) + " |\n|" + "---|".repeat(3)
                + "---:|".repeat(headers.size() - 3) + "\n");
        lines(comparison)
                .forEach(line -> text.append("| ")
                        .append(String.join(
                                " | ",
                                line.stream().map(c -> c.replace("|", "\\|")).toList()))
                        .append(" |\n"));
        return text.append("\n\u00b1: ")
                .append(comparison.intervalMeaning())
                .append("\n")
                .toString();
    }

    /** All figures at full precision; shares are 0 to 1, units in the header. */
    static String csv(Comparison comparison) {
        StringBuilder text = new StringBuilder(
                "run,run_ids,head,code,loss,parameters_stored,parameters_trainable,parameters_shared_with_embedding,share_of_softmax,"
                        + "head_multiply_adds,decode_multiply_adds,codebook_bytes,top1,top1_low,top1_high,top5,top5_low,top5_high,"
                        + "top5_share_of_softmax,top5_share_of_original,perplexity,perplexity_low,perplexity_high,bits_per_byte,trunk_us_per_token,head_us_per_token,decode_us_per_token,seeds,pareto_optimal,"
                        + "exact_decoder,exact_decode_us_per_token,exact_decode_operations\n");
        for (ComparisonRow r : comparison.rows()) {
            List<Object> fields = List.of(
                    quoted(r.name()),
                    quoted(String.join(";", r.runIds())),
                    quoted(r.head()),
                    quoted(r.code()),
                    quoted(r.loss()),
                    r.cost().stored(),
                    r.cost().trainable(),
                    r.cost().shared(),
                    r.shareOfSoftmax(),
                    r.cost().headMultiplyAdds(),
                    r.cost().decodeMultiplyAdds(),
                    r.cost().codebookBytes(),
                    r.top1().mean(),
                    r.top1().low(),
                    r.top1().high(),
                    r.top5().mean(),
                    r.top5().low(),
                    r.top5().high(),
                    r.top5ShareOfSoftmax(),
                    r.further().top5OfOriginal(),
                    r.perplexity().mean(),
                    r.perplexity().low(),
                    r.perplexity().high(),
                    r.bitsPerByte().mean(),
                    r.time().trunkMicros(),
                    r.time().headMicros(),
                    r.time().decodeMicros(),
                    r.seeds(),
                    r.paretoOptimal(),
                    quoted(r.exactDecoder()
                            .map(EvaluationResult.ExactDecoder::algorithm)
                            .orElse("")),
                    r.exactDecoder().map(EvaluationResult.ExactDecoder::micros).orElse(Double.NaN),
                    r.exactDecoder().map(e -> String.valueOf(e.operations())).orElse(""));
            text.append(String.join(",", fields.stream().map(String::valueOf).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(String s) {
        return "\"" + s.replace("\"", "\"\"") + "\"";
    }
}
