package hammingway.run;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.data.DataPreparation;
import hammingway.data.InstructionSet;
import hammingway.data.PreparedData;
import hammingway.eval.Ending;
import hammingway.eval.Evaluator;
import hammingway.eval.Follower;
import hammingway.eval.GenerationEvent;
import hammingway.eval.GenerationSpec;
import hammingway.eval.Generator;
import hammingway.eval.text.TextPair;
import hammingway.head.Head;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import hammingway.train.Checkpoint;
import hammingway.train.Trainer;
import hammingway.vocab.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run's model as its newest whole checkpoint holds it, to be asked and not trained. The run's folder is read only. Used by the thread
 * that opened it.
 */
public final class TrainedModel implements AutoCloseable {
    private final RunFolder run;
    private final RunSpec spec;
    private final PreparedData data;
    private final Path checkpoint;
    private final Torch torch;
    private final Trainer.Model model;

    private TrainedModel(
            RunFolder run, RunSpec spec, PreparedData data, Path checkpoint, Torch torch, Trainer.Model model) {
        this.run = run;
        this.spec = spec;
        this.data = data;
        this.checkpoint = checkpoint;
        this.torch = torch;
        this.model = model;
    }

    /**
     * Loads a model and starts the engine of its run: never in the window's process. The text of its training is read only where what was
     * prepared of it is gone.
     *
     * @throws WorkbenchException when the run is being worked on, has no whole checkpoint, or its data changed
     */
    public static TrainedModel open(RunFolder run, Progress progress) {
        RunSpec spec = run.spec();
        Path checkpoint = checkpoint(run);
        WorkerEngine engine = WorkerEngine.ofThisProcess(spec.device());
        PreparedData data = data(run, spec, progress);
        Optional<Codebook> codebook =
                spec.codebook().map(c -> Worker.kept(run, data.vocabulary().size()));
        progress.check();
        progress.update(0, "Loading the model");
        Torch torch = engine.start();
        try {
            ParameterSet parameters = spec.parameters(torch);
            Trainer.Model model = Worker.build(run, torch, spec, data, codebook, parameters);
            Checkpoint.readModel(checkpoint, parameters);
            return new TrainedModel(run, spec, data, checkpoint, torch, model);
        } catch (RuntimeException | Error e) {
            torch.close();
            throw e;
        }
    }

    /** The newest whole checkpoint of a run that nobody works on. */
    static Path checkpoint(RunFolder run) {
        if (run.brief().state().active()) {
            throw new WorkbenchException("The run " + run.id()
                    + " is being worked on, and its checkpoints come and go. Wait for its end, or stop it first.");
        }
        return Resumption.look(run)
                .whole()
                .orElseThrow(() -> new WorkbenchException("The run " + run.id()
                        + " has no checkpoint, so there is no model to ask. Let it train, or choose another run."));
    }

    /** What the run was trained on, with the vocabulary of its model. */
    static PreparedData data(RunFolder run, RunSpec spec, Progress progress) {
        int context = spec.backbone().context();
        Path project = run.project();
        String hash = Resumption.dataHash(run);
        Optional<PreparedData> there = hash.isEmpty()
                ? Optional.empty()
                : DataPreparation.prepared(project, spec.vocabulary(), spec.data(), context, hash);
        PreparedData data = there.orElseGet(
                () -> DataPreparation.prepare(project, spec.vocabulary(), spec.data(), context, progress));
        Resumption.requireSameData(run, data);
        Resumption.requireSameBase(run, spec);
        return data;
    }

    public RunFolder run() {
        return run;
    }

    RunSpec spec() {
        return spec;
    }

    PreparedData data() {
        return data;
    }

    Evaluator evaluator(PreparedData on) {
        return new Evaluator(torch, model.trunk(), model.head(), on);
    }

    /** The text's tokens in the run's vocabulary. @throws WorkbenchException where the tokenizer cannot spell a part of it */
    int[] tokens(String text, Progress progress) {
        return read(text, progress).tokens();
    }

    /** A text's tokens, and those that end a text, where the kept vocabulary has them. */
    private record Read(int[] tokens, Set<Integer> ends) {}

    private Read read(String text, Progress progress) {
        Path file = DataPreparation.folder(run.project(), spec.vocabulary(), data.hash())
                .resolve("tokenizer.json");
        try (Tokenizer tokenizer = Tokenizer.load(file)) {
            int[] ids = tokenizer.encode(text, progress);
            long unknown = tokenizer.unknown().isEmpty()
                    ? 0
                    : Arrays.stream(ids)
                            .filter(id -> id == tokenizer.unknown().getAsInt())
                            .count();
            if (unknown > 0) {
                throw new WorkbenchException(String.format(
                        Locale.ROOT,
                        "The tokenizer of the run %s has no tokens for %d of %d parts of the text: it would read them as \"%s\"."
                                + " Remove the characters that it does not know, or choose a run with a byte-level tokenizer.",
                        run.id(),
                        unknown,
                        ids.length,
                        tokenizer.token(tokenizer.unknown().getAsInt())));
            }
            Set<Integer> ends = Arrays.stream(data.vocabulary().map(tokenizer.endsOfText()))
                    .filter(id -> data.vocabulary().foldedId().orElse(-1) != id)
                    .boxed()
                    .collect(Collectors.toSet());
            return new Read(data.vocabulary().map(ids), ends);
        }
    }

    /** Answers to the first instructions that were held out, greedily. */
    HeldOutAnswers answers(int most, int tokens, Progress progress) {
        InstructionSet set = data.instructions()
                .orElseThrow(
                        () -> new WorkbenchException(
                                "The run " + run.id()
                                        + " was not made on instructions, so there is nothing to answer. Choose a run whose data.source is instructions, or use the command generate."));
        List<InstructionSet.Example> examples = set.validationExamples(most);
        Set<Integer> ends = set.end().isPresent() ? Set.of(set.end().getAsInt()) : Set.of();
        double factor = model.head().needsTemperature() ? fittedFactor(run).orElse(1.0) : 1;
        Generator generator = new Generator(
                torch,
                new Generator.Model(model.trunk(), model.head(), data.vocabulary(), data.context(), factor),
                ends);
        Generator.Outcome outcome = generator.write(
                examples.stream()
                        .map(e -> e.promptIds().stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                        .toList(),
                new GenerationSpec(new GenerationSpec.Greedy(), tokens, 1),
                new Follower.Nobody(),
                progress);
        List<TextPair> pairs = IntStream.range(0, examples.size())
                .mapToObj(i -> new TextPair(
                        outcome.texts().get(i).text().strip(), examples.get(i).answer()))
                .toList();
        long ended = outcome.texts().stream()
                .filter(t -> t.ending() == Ending.END_OF_TEXT)
                .count();
        return new HeldOutAnswers(
                examples.stream().map(InstructionSet.Example::prompt).toList(),
                pairs,
                outcome.times(),
                (double) ended / Math.max(1, examples.size()));
    }

    /** How many of some tokens lie outside the kept vocabulary. */
    int folded(int[] ids) {
        return data.vocabulary().foldedId().isEmpty()
                ? 0
                : (int) Arrays.stream(ids)
                        .filter(id -> id == data.vocabulary().foldedId().getAsInt())
                        .count();
    }

    /**
     * Goes on from a text, and tells each token as it is written.
     *
     * @param prompt of any length; the last tokens that fit into the context are shown to the model
     */
    public void generate(String prompt, GenerationSpec how, Consumer<GenerationEvent> told, Progress progress) {
        Follower follower = new Follower.OfDetails(token -> {
            if (Double.isNaN(token.logProbability())) {
                throw new WorkbenchException("The model of " + run.id()
                        + " gives no probabilities (NaN): its training diverged. Choose another run.");
            }
            told.accept(new GenerationEvent.Written(token));
        });
        Generator.Outcome outcome = write(new Order(prompt, 1, how), told, follower, progress);
        Generator.Written text = outcome.texts().getFirst();
        told.accept(new GenerationEvent.Ended(
                text.tokens().length, outcome.times().seconds(), text.ending(), outcome.times()));
    }

    /**
     * What is to be written.
     *
     * @param texts so many from the one prompt, at once; each has draws of its own
     */
    public record Order(String prompt, int texts, GenerationSpec how) {}

    /**
     * Goes on from a text, without probabilities: as fast as it can be done.
     *
     * @param began    gets what is known before the first token
     * @param follower gets each token
     */
    public Generator.Outcome write(
            Order order, Consumer<? super GenerationEvent.Began> began, Follower follower, Progress progress) {
        require(order.prompt(), order.how());
        Read read = read(order.prompt(), progress);
        int[] ids = read.tokens();
        int shown = Math.min(ids.length, data.context());
        Head head = model.head();
        double factor = head.needsTemperature() ? fittedFactor(run).orElse(1.0) : 1;
        began.accept(new GenerationEvent.Began(
                ids.length,
                shown,
                folded(Arrays.copyOfRange(ids, ids.length - shown, ids.length)),
                data.context(),
                Checkpoint.step(checkpoint),
                factor,
                !head.needsTemperature() || fittedFactor(run).isPresent(),
                head.hasCodebook() ? head.logitCount() : 0));
        Generator.Model writer = new Generator.Model(model.trunk(), head, data.vocabulary(), data.context(), factor);
        return new Generator(torch, writer, read.ends())
                .write(Collections.nCopies(order.texts(), ids), order.how(), follower, progress);
    }

    /** What can be said of an order before a model is loaded. */
    public static void require(String prompt, GenerationSpec how) {
        if (prompt.isEmpty()) {
            throw new WorkbenchException(
                    "The prompt is empty, and a model goes on from at least one token. Write some words, or a line end.");
        }
        var problems = SpecCodec.problems(how);
        if (!problems.isEmpty()) {
            throw new SpecException("The model cannot be asked this way:", problems);
        }
    }

    /** The factor t of {@code metrics.json}; a run that was not evaluated has none. */
    static Optional<Double> fittedFactor(RunFolder run) {
        Path metrics = run.evaluation().resolve("metrics.json");
        if (!Files.exists(metrics)) {
            return Optional.empty();
        }
        JsonNode factor = Json.read(metrics).path("likelihood").path("factor");
        return Optional.of(factor.asDouble(0)).filter(f -> f > 0 && Double.isFinite(f));
    }

    @Override
    public void close() {
        model.parameters().close();
        torch.close();
    }
}
