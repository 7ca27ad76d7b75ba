package hammingway.run;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.data.DataPreparation;
import hammingway.data.PreparedData;
import hammingway.eval.Agreement;
import hammingway.eval.EvaluationResult;
import hammingway.eval.Evaluator;
import hammingway.eval.Sampler;
import hammingway.head.Head;
import hammingway.math.SplitRandom;
import hammingway.model.Trunk;
import hammingway.model.checkpoint.Original;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import hammingway.train.Checkpoint;
import hammingway.train.Trainer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Carries out one run in this process: prepares, trains, evaluates, and tells all of it as events. */
public final class Worker {
    private final RunFolder run;
    private final EventLog.Appender events;
    private final WorkerProgress progress;

    private Worker(RunFolder run, EventLog.Appender events) {
        this.run = run;
        this.events = events;
        this.progress = new WorkerProgress(run, events);
    }

    /**
     * Does the run, from its last checkpoint if it has one. A finished run is left as it is.
     *
     * @return whether the run is finished; false: it was stopped on request
     * @throws WorkbenchException after writing the reason as an event
     */
    public static boolean run(RunFolder run) {
        if (!Files.isRegularFile(run.path().resolve("spec.json"))) {
            throw new WorkbenchException(
                    run.path() + " is no run: it has no spec.json. Give a folder of a project's runs.");
        }
        try (FileChannel channel = FileChannel.open(run.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new WorkbenchException("Another worker has the run " + run.id() + ". Wait for it, or stop it.");
            }
            if (run.status().state() == RunStatus.State.FINISHED) {
                return true;
            }
            try (EventLog.Appender events = EventLog.appender(run.path().resolve("events.jsonl"))) {
                return guarded(run, events);
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot lock the run", run.path(), e);
        }
    }

    private static boolean guarded(RunFolder run, EventLog.Appender events) {
        try {
            return new Worker(run, events).work();
        } catch (WorkbenchException e) {
            failed(events, String.valueOf(e.getMessage()), e);
            throw e;
        } catch (OutOfMemoryError e) {
            failed(
                    events,
                    "The worker ran out of Java memory (" + e.getMessage()
                            + "). Use less text (data.source.megabytes) or fewer windows (evaluation.windows).",
                    e);
            throw e;
        } catch (RuntimeException | Error e) {
            failed(events, "Internal error: " + e + ". See log.txt of the run.", e);
            throw e;
        }
    }

    private static void failed(EventLog.Appender events, String message, Throwable reason) {
        try {
            events.append(new RunEvent.Failed(now(), message));
        } catch (WorkbenchException e) {
            reason.addSuppressed(e); // the disk that failed the run may refuse this too
        }
    }

    /** 4 digits: a thousand bits must not bloat the log, and some hundred positions tell no more. */
    private static double rounded(double share) {
        return Math.rint(share * 10_000) / 10_000;
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private boolean work() {
        RunSpec spec = run.spec();
        run.takeRequest(); // one that an earlier worker did not live to see
        Leftovers.clear(run);
        List<String> warnings = new ArrayList<>();
        Optional<Path> checkpoint = Resumption.lastWhole(run, warnings);
        long from = checkpoint.map(Checkpoint::step).orElse(0L);
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        events.append(new RunEvent.Started(
                now(), self.pid(), start, from, spec.training().steps()));
        warnings.forEach(w -> events.append(new RunEvent.Warning(now(), w)));
        progress.step(from);
        try {
            return work(spec, checkpoint);
        } catch (Progress.CancelledException e) {
            events.append(new RunEvent.Stopped(now(), progress.step()));
            return false;
        }
    }

    private boolean work(RunSpec spec, Optional<Path> checkpoint) {
        WorkerEngine engine = WorkerEngine.ofThisProcess(spec.device());
        PreparedData data = DataPreparation.prepare(
                run.project(), spec.vocabulary(), spec.data(), spec.backbone().context(), progress);
        if (checkpoint.isPresent()) {
            Resumption.requireSameData(run, data);
        }
        Optional<String> base = Resumption.requireSameBase(run, spec);
        Optional<StartingAdapter> adapter = checkpoint.isPresent() ? Optional.empty() : StartingAdapter.of(run, spec);
        data.instructions()
                .flatMap(i -> i.facts().warning())
                .ifPresent(w -> events.append(new RunEvent.Warning(now(), w)));
        Optional<Codebook> codebook = spec.codebook().map(c -> codebook(c, data));
        progress.check();
        try (Torch torch = engine.start();
                ParameterSet parameters = spec.parameters(torch)) {
            Trainer.Model model = build(run, torch, spec, data, codebook, parameters);
            Provenance.write(run, spec, engine.told(), torch, data, codebook, base);
            long head = model.head().cost().stored();
            events.append(new RunEvent.Built(now(), parameters.trainableCount(), head));
            Optional<Original> original = base.flatMap(sha -> original(spec, torch, model, data, sha));
            Trainer trainer = new Trainer(torch, model, spec.training(), data, spec.seed(), original);
            Training training = new Training(spec, torch, model, trainer, data);
            checkpoint.ifPresent(c -> training.restore(Checkpoint.read(c, parameters, trainer.optimiser())));
            adapter.ifPresent(a -> a.into(parameters));
            training.toTheEnd();
            evaluate(spec, training.evaluator);
            original.ifPresent(o -> compare(torch, model, data, o));
        }
        events.append(new RunEvent.Finished(now()));
        return true;
    }

    /** What the checkpoint's own model says, where it can: the backbone is still that. */
    private Optional<Original> original(
            RunSpec spec, Torch torch, Trainer.Model model, PreparedData data, String sha256) {
        Path folder =
                UserPath.resolve(run.project(), spec.backbone().checkpoint().orElseThrow(), "backbone.checkpoint");
        Optional<String> silence = Original.silence(folder);
        if (silence.isPresent()) {
            if (spec.head().loss().distils() || spec.training().keepHiddenStates()) {
                throw new WorkbenchException(
                        "The original cannot be asked: " + silence.get()
                                + ". Save the model whole with save_pretrained, or choose a loss that does not distil and training.keepHiddenStates = false.");
            }
            return Optional.empty();
        }
        Original.Keeping keeping = new Original.Keeping(
                DataPreparation.folder(run.project(), spec.vocabulary(), data.hash()),
                sha256,
                spec.training().precision(),
                spec.training().keepHiddenStates(),
                spec.evaluation().windows());
        return Optional.of(Original.of(torch, folder, model.trunk(), data, keeping, progress));
    }

    private void compare(Torch torch, Trainer.Model model, PreparedData data, Original original) {
        double factor = TrainedModel.fittedFactor(run).orElse(1.0);
        Agreement found = Agreement.measure(torch, model.trunk(), model.head(), data, original, factor, progress);
        Json.write(run.evaluation().resolve("agreement.json"), SpecCodec.write(found));
    }

    /** The run's codebook: made once, and kept with the run. */
    private Codebook codebook(CodebookSpec recipe, PreparedData data) {
        int size = data.vocabulary().size();
        if (!Files.exists(run.codebook())) {
            progress.update(0, "Building the codebook");
            ProjectContext context = ProjectContext.of(run, data);
            Codebook made = Codebook.build(recipe, context, progress);
            if (!context.sources().isEmpty()) {
                Json.write(run.codebookSources(), SpecCodec.write(new CodeSource.All(context.sources())));
            }
            CodebookFiles.write(run.codebook(), made); // last: a codebook that is there has its sources beside it
        }
        return kept(run, size);
    }

    /** The codebook that lies with a run, for a vocabulary of so many tokens. */
    static Codebook kept(RunFolder run, int size) {
        Codebook codebook = CodebookFiles.read(run.codebook());
        if (codebook.size() != size) {
            throw new WorkbenchException(run.codebook() + " has " + codebook.size() + " codewords, the vocabulary "
                    + size + " tokens: the data changed since the run began. Start a new run.");
        }
        return codebook;
    }

    /** A model with the weights that its run begins with. */
    static Trainer.Model build(
            RunFolder run,
            Torch torch,
            RunSpec spec,
            PreparedData data,
            Optional<Codebook> codebook,
            ParameterSet parameters) {
        SplitRandom trunkSeed = SplitRandom.of(spec.seed(), "trunk weights", 0);
        int vocabulary = data.vocabulary().size();
        Trunk.Plan plan = new Trunk.Plan(
                torch,
                vocabulary,
                parameters,
                trunkSeed,
                run.project(),
                spec.training().tuning());
        Trunk trunk = Trunk.create(spec.backbone(), plan);
        Head.Frame frame = new Head.Frame(
                trunk.width(), trunk.embedding(), data.vocabulary().counts());
        Head head = Head.create(
                torch, spec.head(), codebook, frame, parameters, SplitRandom.of(spec.seed(), "head weights", 0));
        return new Trainer.Model(trunk, head, parameters);
    }

    private void evaluate(RunSpec spec, Evaluator evaluator) {
        EvaluationResult result = evaluator.evaluate(spec.evaluation(), Optional.of(run.evaluation()), progress);
        Json.write(run.evaluation().resolve("metrics.json"), SpecCodec.write(result));
        events.append(new RunEvent.Evaluated(
                now(),
                result.accuracy().top1(),
                result.accuracy().top5(),
                result.likelihood().perplexity()));
    }

    /** The loop over steps. */
    private final class Training {
        private final RunSpec spec;
        private final Torch torch;
        private final Trainer.Model model;
        private final Trainer trainer;
        private final Evaluator evaluator;
        private final Sampler sampler;
        private boolean dropoutEnded;

        Training(RunSpec spec, Torch torch, Trainer.Model model, Trainer trainer, PreparedData data) {
            this.spec = spec;
            this.torch = torch;
            this.model = model;
            this.trainer = trainer;
            this.evaluator = new Evaluator(torch, model.trunk(), model.head(), data);
            this.sampler = new Sampler(torch, model.trunk(), model.head(), data);
        }

        void restore(Checkpoint.State state) {
            if (state.dropoutEnded()) {
                endDropout();
            }
            if (state.threads() != torch.threads()) {
                events.append(new RunEvent.Warning(
                        now(),
                        "The checkpoint was made with " + state.threads() + " threads, this worker has "
                                + torch.threads() + ": results may differ in the last bits."));
            }
        }

        private void endDropout() {
            dropoutEnded = true;
            trainer.endDropout();
        }

        /** @throws Progress.CancelledException when stopped on request, after writing a checkpoint */
        void toTheEnd() {
            int steps = spec.training().steps();
            for (long step = progress.step() + 1; step <= steps; step++) {
                if (progress.cancelled()) {
                    checkpoint(step - 1);
                    throw new Progress.CancelledException();
                }
                one(step);
                progress.step(step);
                if (due(step, spec.training().evaluateEvery()) && step < steps) {
                    validate(step);
                }
                if (due(step, spec.training().checkpointEvery()) || step == steps) {
                    checkpoint(step);
                }
            }
        }

        private static boolean due(long step, int every) {
            return every > 0 && step % every == 0;
        }

        private void one(long step) {
            long begin = System.nanoTime();
            Trainer.Step s = trainer.step(step);
            double seconds = (System.nanoTime() - begin) * 1e-9;
            events.append(new RunEvent.StepDone(
                    now(),
                    step,
                    s.loss(),
                    s.learningRate(),
                    s.gradientNorm(),
                    seconds,
                    s.tokens(),
                    Memory.residentBytes()));
        }

        private void validate(long step) {
            Evaluator.Quick q = evaluator.quick(
                    spec.evaluation().windowsDuringTraining(), spec.evaluation().batch());
            List<Double> bits =
                    Arrays.stream(q.bits()).mapToObj(Worker::rounded).toList();
            events.append(new RunEvent.Validated(now(), step, q.loss(), q.perplexity(), q.top1(), q.top5(), bits));
            if (spec.training().dropoutEndsAtFirstValidation()) {
                endDropout();
            }
        }

        private void checkpoint(long step) {
            if (step == 0) {
                return;
            }
            Sampler.Sample sample = sampler.write(spec.seed());
            events.append(new RunEvent.Sampled(now(), step, sample.prompt(), sample.text()));
            Path folder = run.path().resolve("checkpoints");
            Checkpoint.write(
                    folder,
                    new Checkpoint.State(step, torch.threads(), dropoutEnded),
                    model.parameters(),
                    trainer.optimiser());
            events.append(new RunEvent.CheckpointWritten(now(), step));
            List<Path> all = run.checkpoints();
            all.subList(0, Math.max(0, all.size() - spec.training().keepCheckpoints()))
                    .forEach(Checkpoint::remove);
        }
    }
}
