package hammingway.report;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.eval.EvaluationResult;
import hammingway.model.Backbone;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What decides whether figures of two runs may stand side by side.
 *
 * @param text       the source of the text, in words
 * @param dataHash   of the token ids trained and evaluated on; empty where the run does not tell it
 * @param vocabulary tokens
 * @param folded     share of the training text's tokens that a trimmed vocabulary gives one id; NaN where unknown
 * @param ceiling    share of the evaluated targets that are no folded token: the best accuracy of a model that cannot tell
 *                   the tokens which were trimmed away from each other
 * @param tokensSeen in training
 * @param backbone   in words
 * @param windows    evaluated
 * @param context    tokens of a window
 */
public record RunFacts(
        String text,
        String dataHash,
        int vocabulary,
        double folded,
        double ceiling,
        long tokensSeen,
        String backbone,
        int windows,
        int context) {

    /** Where nothing is known, as of rows that no run stands behind. */
    public static final RunFacts UNKNOWN = new RunFacts("", "", 0, Double.NaN, Double.NaN, 0, "", 0, 0);

    static RunFacts of(RunFolder run, RunSpec spec, EvaluationResult result) {
        Path file = run.path().resolve("environment.json");
        JsonNode environment = Files.exists(file) ? Json.read(file) : Json.object();
        return new RunFacts(
                spec.data().source().label(),
                environment.path("dataSha256").asText(""),
                result.bands().getLast().to(),
                environment.path("foldedShareTraining").asDouble(Double.NaN),
                ceiling(result),
                tokensSeen(spec),
                backbone(spec.backbone()),
                result.windows(),
                spec.backbone().context());
    }

    private static double ceiling(EvaluationResult result) {
        return (double) result.withoutFolded().tokens() / result.accuracy().tokens();
    }

    /** Steps x windows x tokens of a window. */
    static long tokensSeen(RunSpec spec) {
        return (long) spec.training().steps()
                * spec.training().batch()
                * spec.training().accumulation()
                * spec.backbone().context();
    }

    /** Whether the vocabulary was trimmed, so that some targets are the folded token. */
    public boolean trimmed() {
        return folded > 0 || ceiling < 1;
    }

    private static String backbone(Backbone b) {
        return String.format(
                Locale.ROOT, "%s, %d layers, d = %d, context %d", b.family(), b.layers(), b.width(), b.context());
    }
}
