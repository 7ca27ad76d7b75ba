package hammingway.run;

import hammingway.base.AtomicFiles;
import hammingway.base.Doc;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.data.PreparedData;
import hammingway.eval.EvaluationResult;
import hammingway.eval.EvaluationSpec;
import hammingway.train.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Evaluates a model on a text that it was given by the user, as a run is evaluated on its validation text. */
public final class TextEvaluation {
    private final ProjectTexts texts;

    /** @param texts where the text and what is found are kept */
    public TextEvaluation(ProjectTexts texts) {
        this.texts = texts;
    }

    /**
     * What was evaluated, and the figures that people read first.
     *
     * @param folded share of the tokens that lie outside the vocabulary
     */
    public record Outcome(
            @Doc("Name of the text in the project") String name,
            @Doc("Id of the run") String run,
            @Doc("Where all of it lies") String folder,
            @Doc("Tokens evaluated") long tokens,
            @Doc("Windows evaluated") int windows,
            @Doc("Tokens at the end that fill no window") int left,
            @Doc("Share of tokens outside the vocabulary") double folded,
            @Doc("Accuracy of the first token") double top1,
            @Doc("Accuracy of the first five") double top5,
            @Doc("Perplexity") double perplexity) {}

    /** What can be said of a text before a model is loaded. */
    public static void require(String text) {
        if (text.isBlank()) {
            throw new WorkbenchException("The text is empty. Give some lines of plain UTF-8 text.");
        }
    }

    /**
     * Evaluates, and keeps the text and what was found. What an earlier evaluation of the same run on the same text found is replaced.
     *
     * @param wanted name of the text; see {@link ProjectTexts#name}
     * @throws WorkbenchException when the text is too short for a window of the model
     */
    public Outcome evaluate(TrainedModel model, String text, Optional<String> wanted, Progress progress) {
        require(text);
        String name = texts.name(wanted, text);
        int[] ids = model.tokens(text, progress);
        int context = model.data().context();
        if (ids.length <= context) {
            throw new WorkbenchException("The text has " + ids.length + " tokens for the run "
                    + model.run().id() + "; one window of " + context + " and its targets need " + (context + 1)
                    + ". Give a longer text, or choose a run with a shorter backbone.context.");
        }
        PreparedData data = model.data().validatedOn(ids, text.getBytes(StandardCharsets.UTF_8).length);
        EvaluationSpec asked = model.spec().evaluation();
        EvaluationSpec spec =
                new EvaluationSpec(data.validationWindows(), asked.windowsDuringTraining(), asked.batch(), true, false);
        Path folder = texts.evaluation(name, model.run());
        Path temporary = folder.resolveSibling(
                folder.getFileName() + "." + ProcessHandle.current().pid() + AtomicFiles.TEMPORARY);
        try {
            EvaluationResult result = model.evaluator(data).evaluate(spec, Optional.of(temporary), progress);
            Json.write(temporary.resolve("metrics.json"), SpecCodec.write(result));
            AtomicFiles.writeString(texts.file(name), text);
            Checkpoint.delete(folder);
            Files.move(temporary, folder);
            return new Outcome(
                    name,
                    model.run().id(),
                    folder.toString(),
                    result.tokens(),
                    result.windows(),
                    ids.length - 1 - result.windows() * context,
                    (double) model.folded(ids) / ids.length,
                    result.accuracy().top1(),
                    result.accuracy().top5(),
                    result.likelihood().perplexity());
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write the evaluation", folder, e);
        } finally {
            Checkpoint.delete(temporary);
        }
    }
}
