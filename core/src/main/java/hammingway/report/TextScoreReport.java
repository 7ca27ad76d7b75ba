package hammingway.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.eval.text.BertScoreFacts;
import hammingway.eval.text.TextFigure;
import hammingway.eval.text.TextScore;
import hammingway.eval.text.TextScores;
import hammingway.math.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of a set of predictions, for people and programs.
 *
 * @param source what was scored
 * @param each   whether every prediction's figures are told too
 */
public record TextScoreReport(String source, TextScores scores, boolean each) {
    /** Of a prediction's line in a terminal. */
    private static final List<TextFigure> SHORT = List.of(
            TextFigure.EXACT_MATCH,
            TextFigure.TOKEN_F1,
            TextFigure.ROUGE_1,
            TextFigure.ROUGE_2,
            TextFigure.ROUGE_L,
            TextFigure.BERT,
            TextFigure.PREDICTION_WORDS);

    private static final String ROW = "%-22s %9s   %s%n";

    /** Lines for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (each) {
            addEach(text);
        }
        int n = scores.each().size();
        text.append(String.format(Locale.ROOT, "%s: %,d prediction%s%n", source, n, n == 1 ? "" : "s"));
        text.append(String.format(Locale.ROOT, ROW, "", "mean", n == 1 ? "" : "95% interval"));
        scores.means()
                .forEach((figure, i) -> text.append(String.format(
                        Locale.ROOT,
                        ROW,
                        figure.title(),
                        number(figure, i.mean()),
                        n == 1 ? "" : number(figure, i.low()) + " to " + number(figure, i.high()))));
        scores.bert().ifPresent(b -> notes(b).forEach(line -> text.append(line).append('\n')));
        return text.toString().replaceAll("(?m)[ ]+$", "");
    }

    private void addEach(StringBuilder text) {
        List<TextFigure> shown =
                SHORT.stream().filter(f -> scores.mean(f).isPresent()).toList();
        text.append(String.format(Locale.ROOT, "%10s", "prediction"));
        shown.forEach(f -> text.append(String.format(Locale.ROOT, " %16s", f.key())));
        text.append('\n');
        for (int i = 0; i < scores.each().size(); i++) {
            TextScore score = scores.each().get(i);
            text.append(String.format(Locale.ROOT, "%10d", i + 1));
            shown.forEach(f -> text.append(String.format(Locale.ROOT, " %16s", number(f, f.of(score)))));
            text.append('\n');
        }
        text.append('\n');
    }

    private static String number(TextFigure figure, double value) {
        if (figure.isLength()) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return figure.needsEncoder()
                ? String.format(Locale.ROOT, "%.4f", value)
                : String.format(Locale.ROOT, "%.2f%%", 100 * value);
    }

    /** How BERTScore came about, a sentence a line. */
    private static List<String> notes(BertScoreFacts b) {
        List<String> lines = new ArrayList<>();
        lines.add("BERTScore by " + b.model() + ", layer " + b.layer().layer() + " ("
                + b.layer().reason() + ")" + (b.idf() ? ", idf" : "") + (b.rescaled() ? ", rescaled" : ""));
        String zero = b.rescaled() ? " before rescaling" : "";
        add(lines, "Empty predictions", b.emptyPredictions(), "BERTScore is 0" + zero);
        add(lines, "Comparisons with empty references", b.emptyReferences(), "BERTScore is 0" + zero);
        add(lines, "Texts that were cut", b.truncated(), "the encoder takes " + b.maxTokens() + " tokens");
        add(lines, "Comparisons without a weight", b.unweighted(), "all references have all tokens of one side");
        return lines;
    }

    private static void add(List<String> lines, String what, int count, String why) {
        if (count > 0) {
            lines.add(String.format(Locale.ROOT, "%s: %,d; %s", what, count, why));
        }
    }

    /** Everything, at full precision. */
    public ObjectNode json() {
        ObjectNode node = Json.object().put("source", source);
        node.setAll(scores.json());
        if (each) {
            node.set("each", scores.eachJson());
        }
        return node;
    }

    /** A line a figure, or with {@code each} a line a prediction. */
    public String csv() {
        StringBuilder csv = new StringBuilder();
        if (!each) {
            csv.append("figure,mean,low,high,sd,n\n");
            for (Map.Entry<TextFigure, Interval> e : scores.means().entrySet()) {
                Interval i = e.getValue();
                csv.append(e.getKey().key()).append(',').append(i.mean()).append(',');
                csv.append(i.low()).append(',').append(i.high()).append(',');
                csv.append(i.sd()).append(',').append(i.n()).append('\n');
            }
            return csv.toString();
        }
        csv.append("prediction");
        scores.means().keySet().forEach(f -> csv.append(',').append(f.key()));
        csv.append('\n');
        for (int i = 0; i < scores.each().size(); i++) {
            TextScore score = scores.each().get(i);
            csv.append(i + 1);
            scores.means().keySet().forEach(f -> csv.append(',').append(f.of(score)));
            csv.append('\n');
        }
        return csv.toString();
    }
}
