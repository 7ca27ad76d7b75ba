package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.data.DataPreparation;
import hammingway.data.InstructionFacts;
import hammingway.data.PreparedData;
import hammingway.eval.EvaluationResult;
import hammingway.eval.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on instructions by a real worker process, from the file to the traces. */
class InstructionRunTest {
    private static final String ANSWER = "one two three four five six seven";

    @TempDir
    Path folder;

    @Test
    void aRunTellsWhatWasCutAndJudgesAnswersAlone() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String input = i % 8 == 0 ? "a word that is far too long for any window ".repeat(4) : "";
            lines.add(Json.line(Json.object()
                    .put("instruction", "count " + i)
                    .put("input", input)
                    .put("output", i % 20 == 1 ? " " : ANSWER)));
        }
        Project project = Project.openOrCreate(folder, "test");
        Files.write(folder.resolve("count.jsonl"), lines);
        RunSpec spec = Runs.spec(
                "data",
                "{\"source\": {\"type\": \"instructions\", \"path\": \"count.jsonl\", \"template\": {\"type\": \"plain\"},"
                        + " \"emptyAnswers\": \"skip\"}, \"packing\": \"padded\", \"validationShare\": 0.2}",
                "backbone.context",
                "24",
                "training.steps",
                "60");
        RunFolder run = project.create(spec);
        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();

        PreparedData data = DataPreparation.prepare(folder, spec.vocabulary(), spec.data(), 24, Progress.NONE);
        InstructionFacts facts = data.instructions().orElseThrow().facts();
        assertThat(facts.records()).isEqualTo(76);
        assertThat(facts.skipped()).isEqualTo(4);
        assertThat(facts.training().dropped() + facts.validation().dropped()).isEqualTo(10);
        assertThat(Runs.events(run))
                .filteredOn(e -> e instanceof RunEvent.Warning)
                .extracting(e -> ((RunEvent.Warning) e).message())
                .containsExactly(facts.warning().orElseThrow())
                .first()
                .asString()
                .contains("Examples longer than a window: 10 of 76", "no token of their answer fits: 10");
        JsonNode environment = Json.read(run.environment());
        assertThat(SpecCodec.read(InstructionFacts.class, environment.path("instructions"), "environment"))
                .isEqualTo(facts);

        EvaluationResult result =
                SpecCodec.read(EvaluationResult.class, run.evaluation().resolve("metrics.json"));
        Trace trace = Trace.open(run.evaluation().resolve("traces"));
        assertThat(result.tokens()).isEqualTo(trace.positions());
        assertThat(trace.positions())
                .isLessThan((int) facts.validation().tokens())
                .isBetween((int) facts.validation().answerTokens() - trace.context(), (int)
                        facts.validation().answerTokens());
        double nats = 0;
        int right = 0;
        for (int i = 0; i < trace.positions(); i++) {
            nats -= trace.logProbability(i) / trace.positions();
            right += trace.rank(i) == 0 ? 1 : 0;
        }
        assertThat(result.accuracy().top1()).isCloseTo((double) right / trace.positions(), within(1e-12));
        assertThat(result.likelihood().nats()).isCloseTo(nats, within(1e-5));
        assertThat(result.likelihood().bitsPerByte())
                .isCloseTo(nats / Math.log(2) / data.bytesPerToken(), within(1e-5));
        assertThat(data.instructions().orElseThrow().validationExamples())
                .hasSize(facts.validation().examples() - facts.validation().dropped())
                .allMatch(e -> e.answer().equals(ANSWER));
        heldOutInstructionsAreAnsweredAndEndedByTheModelItself(run);
    }

    /** What was learnt by heart is said again from the prompt alone, and no further. */
    private static void heldOutInstructionsAreAnsweredAndEndedByTheModelItself(RunFolder run) throws IOException {
        HeldOutAnswers.Kept kept = HeldOutAnswers.write(run, 5, 16, Progress.NONE);
        HeldOutAnswers answers = kept.answers();
        assertThat(answers.pairs()).hasSize(5).allSatisfy(pair -> {
            assertThat(pair.references()).containsExactly(ANSWER);
            assertThat(pair.prediction().strip()).isEqualTo(ANSWER);
        });
        assertThat(answers.ended()).isEqualTo(1);
        assertThat(answers.times().tokensPerSecond()).isPositive();
        List<String> lines = Files.readAllLines(kept.file());
        assertThat(lines).hasSize(5);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = Json.parse(kept.file(), lines.get(i));
            assertThat(line.path("prompt").asText())
                    .isEqualTo(answers.prompts().get(i))
                    .contains("count");
            assertThat(line.path("prediction").asText())
                    .isEqualTo(answers.pairs().get(i).prediction());
            assertThat(line.path("reference").asText()).isEqualTo(ANSWER);
        }
    }
}
