package hammingway.eval.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.math.Bootstrap;
import hammingway.math.Interval;
import hammingway.math.SplitRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a set of predictions.
 *
 * @param each  in the order of the predictions
 * @param means of every figure that there is, with 95% bootstrap intervals over predictions; with one prediction there is none,
 *              and the bounds equal the mean
 * @param bert  how BERTScore was computed, where it was
 */
public record TextScores(List<TextScore> each, Map<TextFigure, Interval> means, Optional<BertScoreFacts> bert) {
    /** Draws of all resamples together: above 10,000 predictions there are fewer resamples, since their means are nearly normal. */
    private static final long DRAWS = 100_000_000;

    private static final int FEWEST_RESAMPLES = 1_000;
    /** The same file gives the same intervals. */
    private static final long SEED = 1;

    /**
     * Scores predictions.
     *
     * @param pairs one at least
     * @param bert  for BERTScore too
     * @throws Progress.CancelledException once cancelled
     */
    public static TextScores of(List<TextPair> pairs, Optional<BertScore> bert, Progress progress) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("no predictions");
        }
        Optional<BertScore.Result> similar = bert.map(b -> b.score(pairs, progress));
        List<TextScore> each = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            progress.check();
            if (i % 100 == 0) {
                progress.update((double) i / pairs.size(), "Comparing words");
            }
            int at = i;
            each.add(TextScore.of(pairs.get(i), similar.map(s -> s.each().get(at))));
        }
        progress.update(1, "Drawing intervals");
        return new TextScores(
                List.copyOf(each), means(each, similar.isPresent(), progress), similar.map(BertScore.Result::facts));
    }

    private static Map<TextFigure, Interval> means(List<TextScore> each, boolean encoded, Progress progress) {
        List<TextFigure> figures = Arrays.stream(TextFigure.values())
                .filter(f -> encoded || !f.needsEncoder())
                .toList();
        double[][] values = figures.stream()
                .map(f -> each.stream().mapToDouble(f::of).toArray())
                .toArray(double[][]::new);
        Map<TextFigure, Interval> means = new EnumMap<>(TextFigure.class);
        if (each.size() == 1) {
            for (int f = 0; f < values.length; f++) {
                double only = values[f][0];
                means.put(figures.get(f), new Interval(only, only, only, 0, 1));
            }
            return means;
        }
        int resamples = Math.clamp(DRAWS / each.size(), FEWEST_RESAMPLES, Bootstrap.RESAMPLES);
        List<Bootstrap.Result> results =
                Bootstrap.means(values, resamples, SplitRandom.of(SEED, "text scores", 0), progress);
        for (int f = 0; f < values.length; f++) {
            means.put(figures.get(f), results.get(f).interval());
        }
        return means;
    }

    /** The mean of a figure; none for BERTScore without an encoder. */
    public Optional<Interval> mean(TextFigure figure) {
        return Optional.ofNullable(means.get(figure));
    }

    /** Number of predictions, every figure by its key with its interval, and how BERTScore was computed. */
    public ObjectNode json() {
        ObjectNode node = Json.object().put("predictions", each.size());
        ObjectNode figures = node.putObject("figures");
        means.forEach((figure, interval) -> figures.set(figure.key(), SpecCodec.write(interval)));
        bert.ifPresent(b -> node.set("bertScore", SpecCodec.write(b)));
        return node;
    }

    /** Every prediction's figures by their keys. */
    public ArrayNode eachJson() {
        ArrayNode list = Json.mapper().createArrayNode();
        for (TextScore score : each) {
            ObjectNode one = list.addObject();
            means.keySet().forEach(f -> one.put(f.key(), f.of(score)));
        }
        return list;
    }
}
