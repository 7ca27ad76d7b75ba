package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.eval.Ending;
import hammingway.eval.GeneratedToken;
import hammingway.eval.GenerationEvent;
import hammingway.eval.GenerationSpec;
import hammingway.math.Npy;
import hammingway.run.ask.Asking;
import hammingway.train.Checkpoint;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of finished runs that answer: two tiny runs, made once, one of them with a codebook. */
class TrainedModelTest {
    private static final GenerationSpec GREEDY = new GenerationSpec(new GenerationSpec.Greedy(), 24, 1);
    private static final String TEXT =
            "Once upon a time there was a little fox. The fox had a red ball, and the ball was big."
                    + "\nOne day the fox met a cat. \"Do you want to play?\" said the cat. They played all day long.";

    @TempDir
    static Path folder;

    private static RunFolder code;
    private static RunFolder softmax;

    @BeforeAll
    static void makeRuns() throws Exception {
        code = Runs.create(folder);
        softmax = Project.open(folder)
                .create(Runs.spec(
                        "name", "soft",
                        "codebook", "null",
                        "head", "{\"layer\": {\"type\": \"softmax\"}, \"loss\": {\"type\": \"cross-entropy\"}}"));
        for (RunFolder run : List.of(code, softmax)) {
            assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        }
    }

    private static List<GenerationEvent> ask(RunFolder run, String prompt, GenerationSpec how) {
        List<GenerationEvent> told = new ArrayList<>();
        Asking.generate(run, prompt, how, told::add, Progress.NONE);
        return told;
    }

    private static List<GeneratedToken> tokens(List<GenerationEvent> told) {
        return told.stream()
                .flatMap(e -> e instanceof GenerationEvent.Written w ? java.util.stream.Stream.of(w.token()) : null)
                .toList();
    }

    private static Map<Path, String> content(RunFolder run) {
        Map<Path, String> content = new LinkedHashMap<>();
        Runs.files(run.path()).forEach(f -> content.put(f, Arrays.hashCode(Runs.bytes(f)) + ""));
        return content;
    }

    @Test
    void aCodeRunGoesOnFromAPromptOfAnyLengthAndShowsItsBits() {
        Map<Path, String> before = content(code);
        List<GenerationEvent> told = ask(code, TEXT, GREEDY);
        GenerationEvent.Began began = (GenerationEvent.Began) told.getFirst();
        assertThat(began.promptTokens()).isGreaterThan(16);
        assertThat(began.shown()).isEqualTo(16);
        assertThat(began.factor())
                .isEqualTo(Json.read(code.evaluation().resolve("metrics.json"))
                        .path("likelihood")
                        .path("factor")
                        .asDouble());
        assertThat(began.calibrated()).isTrue();
        GenerationEvent.Ended ended = (GenerationEvent.Ended) told.getLast();
        assertThat(ended.tokens()).isEqualTo(24).isEqualTo(ended.times().chosen());
        assertThat(ended.ending()).isEqualTo(Ending.TOKENS);
        assertThat(ended.times().decode()).isPositive();

        Codebook codebook = CodebookFiles.read(code.codebook());
        List<GeneratedToken> tokens = tokens(told);
        assertThat(tokens).hasSize(24).allMatch(t -> t.rank() == 0);
        for (GeneratedToken t : tokens) {
            assertThat(t.best().getFirst().token()).isEqualTo(t.token());
            assertThat(t.best().getFirst().probability()).isEqualTo(t.probability());
            GeneratedToken.Bits bits = t.bits().orElseThrow();
            assertThat(bits.codeword()).isEqualTo(codebook.bits().text(t.token()));
            assertThat(bits.ones()).hasSize(began.bits());
            long disagreeing = java.util.stream.IntStream.range(0, began.bits())
                    .filter(b -> bits.ones().get(b) > 0.5 != (bits.codeword().charAt(b) == '1'))
                    .count();
            // what is rounded to a half may have been decided either way
            int halves = java.util.Collections.frequency(bits.ones(), 0.5);
            assertThat(disagreeing).isBetween((long) bits.disagreeing() - halves, (long) bits.disagreeing() + halves);
        }
        assertThat(content(code)).as("a finished run is only read").isEqualTo(before);
    }

    @Test
    void drawsFollowTheSeedAndTheSettings() {
        GenerationSpec drawn = new GenerationSpec(new GenerationSpec.Drawn(1.5, 0), 24, 7);
        List<GeneratedToken> first = tokens(ask(softmax, "The fox", drawn));
        assertThat(first).allMatch(t -> t.bits().isEmpty());
        try (TrainedModel model = TrainedModel.open(softmax, Progress.NONE)) {
            // with another number of threads the last bits of a probability may differ
            assertThat(here(model, drawn).stream().map(GeneratedToken::token))
                    .as("the same in a process of its own")
                    .containsExactlyElementsOf(
                            first.stream().map(GeneratedToken::token).toList());
            assertThat(here(model, new GenerationSpec(drawn.choice(), 24, 8))).isNotEqualTo(first);
            List<GeneratedToken> greedy = here(model, GREEDY);
            assertThat(here(model, new GenerationSpec(new GenerationSpec.Drawn(3, 1), 24, 5)))
                    .isEqualTo(greedy);
            assertThat(here(model, new GenerationSpec(new GenerationSpec.Drawn(0.01, 0), 3, 5)))
                    .isEqualTo(greedy.subList(0, 3));
            assertThat(here(model, new GenerationSpec(new GenerationSpec.Drawn(100, 3), 24, 5)))
                    .allMatch(t -> t.best().subList(0, 3).stream().anyMatch(c -> c.token() == t.token()));
        }
    }

    private static List<GeneratedToken> here(TrainedModel model, GenerationSpec how) {
        List<GenerationEvent> told = new ArrayList<>();
        model.generate("The fox", how, told::add, Progress.NONE);
        return tokens(told);
    }

    @Test
    void aTextIsEvaluatedAsValidationTextIs() throws Exception {
        Map<Path, String> before = content(code);
        TextEvaluation.Outcome found = Asking.evaluate(code, TEXT, Optional.of("fox"), Progress.NONE);
        Path of = folder.resolve("texts/fox");
        assertThat(Path.of(found.folder())).isEqualTo(of.resolve(code.id()));
        assertThat(of.resolve("text.txt")).hasContent(TEXT);
        assertThat(Json.read(of.resolve(code.id()).resolve("metrics.json"))
                        .path("tokens")
                        .asLong())
                .isEqualTo(found.tokens())
                .isEqualTo(16L * found.windows());
        assertThat(Runs.temporaryFiles(folder)).isEmpty();
        ProjectTexts texts = new ProjectTexts(folder);
        assertThat(texts.names()).containsExactly("fox");
        assertThat(texts.runs("fox")).containsExactly(code.id());
        assertThat(texts.name(Optional.empty(), TEXT)).isEqualTo("fox");
        assertThatThrownBy(() -> texts.name(Optional.of("fox"), "another"))
                .hasMessageContaining("taken by another text");

        try (TrainedModel model = TrainedModel.open(code, Progress.NONE)) {
            int[] shown = Arrays.copyOf(model.tokens(TEXT, Progress.NONE), 16);
            String prompt = model.data().vocabulary().text(shown);
            assertThat(model.tokens(prompt, Progress.NONE)).isEqualTo(shown);
            List<GenerationEvent> told = new ArrayList<>();
            model.generate(prompt, GREEDY, told::add, Progress.NONE);
            assertThat(tokens(told).getFirst().token())
                    .as("generation and evaluation are of the same model")
                    .isEqualTo(predicted(of.resolve(code.id()), 15));
        }
        assertThatThrownBy(() -> Asking.evaluate(code, "The fox", Optional.of("short"), Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("one window of 16 and its targets need 17");
        assertThat(folder.resolve("texts/short")).doesNotExist();
        assertThat(content(code)).isEqualTo(before);
    }

    private static int predicted(Path evaluation, int position) throws Exception {
        Path file = evaluation.resolve("traces/predicted.npy");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return bytes.getInt(Npy.header(file, bytes, bytes.capacity()).dataOffset() + 4 * position);
    }

    @Test
    void whatCannotBeAnsweredIsTold() throws Exception {
        assertThatThrownBy(() -> ask(code, "", GREEDY)).hasMessageContaining("The prompt is empty");
        assertThatThrownBy(() -> ask(code, "a", new GenerationSpec(new GenerationSpec.Drawn(0, -1), 0, 1)))
                .isInstanceOf(SpecException.class)
                .hasMessageContainingAll("choice.temperature", "choice.topK", "tokens");
        RunFolder without = Runs.create(folder, "seed", "5");
        assertThatThrownBy(() -> TrainedModel.open(without, Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessage("The run " + without.id()
                        + " has no checkpoint, so there is no model to ask. Let it train, or choose another run.");

        Path copied = softmax.checkpoints().getLast();
        Path there = without.path().resolve("checkpoints").resolve(copied.getFileName());
        Files.createDirectories(there);
        for (Path file : Runs.files(copied)) {
            Files.copy(file, there.resolve(file.getFileName()));
        }
        ObjectNode environment = (ObjectNode) Json.read(code.environment());
        Json.write(without.environment(), environment.put("dataSha256", "0".repeat(64)));
        assertThatThrownBy(() -> TrainedModel.open(without, Progress.NONE))
                .hasMessageContaining("The text or the tokenizer changed");
        Checkpoint.delete(without.path());
    }

    @Test
    void aCancelEndsTheProcess() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Progress progress = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return cancelled.get();
            }
        };
        List<GenerationEvent> told = new ArrayList<>();
        GenerationSpec endless = new GenerationSpec(new GenerationSpec.Greedy(), 100_000, 1);
        assertThatThrownBy(() -> Asking.generate(
                        code,
                        "The fox",
                        endless,
                        e -> {
                            told.add(e);
                            cancelled.set(told.size() == 3);
                        },
                        progress))
                .isInstanceOf(Progress.CancelledException.class);
        assertThat(told).hasSize(3);
        assertThat(ProcessHandle.current().children().map(c -> c.onExit().join()))
                .noneMatch(ProcessHandle::isAlive);
    }
}
