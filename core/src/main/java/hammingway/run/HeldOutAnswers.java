package hammingway.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.eval.GenerationTimes;
import hammingway.eval.text.TextPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run's model answered to the instructions that were held out, greedily: {@code evaluation/answers.jsonl}, which the command
 * {@code score} reads as well.
 *
 * @param pairs each answer beside its reference
 * @param times where the time of writing went
 * @param ended share of answers that the model ended itself
 */
public record HeldOutAnswers(List<String> prompts, List<TextPair> pairs, GenerationTimes times, double ended) {
    /** Fields of a line of the file; the last two are those that {@code score} looks for. */
    private static final List<String> FIELDS = List.of("prompt", "prediction", "reference");

    /**
     * Lets the model answer and keeps what it wrote with its run.
     *
     * @param most   answers at most, the first of the validation part
     * @param tokens of an answer at most
     * @return the answers and their file
     */
    public static Kept write(RunFolder run, int most, int tokens, Progress progress) {
        try (TrainedModel model = TrainedModel.open(run, progress)) {
            HeldOutAnswers answers = model.answers(most, tokens, progress);
            Path file = run.evaluation().resolve("answers.jsonl");
            AtomicFiles.write(file, out -> {
                for (int i = 0; i < answers.pairs.size(); i++) {
                    ObjectNode line = Json.object();
                    line.put(FIELDS.get(0), answers.prompts.get(i))
                            .put(FIELDS.get(1), answers.pairs.get(i).prediction())
                            .put(
                                    FIELDS.get(2),
                                    answers.pairs.get(i).references().getFirst());
                    out.write((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
            return new Kept(answers, file);
        }
    }

    /** Answers and where they are kept. */
    public record Kept(HeldOutAnswers answers, Path file) {}
}
