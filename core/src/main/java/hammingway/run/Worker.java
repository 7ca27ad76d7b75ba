package hammingway.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.data.DataPreparation;
import hammingway.data.PreparedData;
import hammingway.eval.EvaluationResult;
import hammingway.eval.Evaluator;
import hammingway.head.Head;
import hammingway.math.SplitRandom;
import hammingway.model.Trunk;
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
import java.util.List;
import java.util.Optional;

/** Carries out one run in this process: prepares, trains, evaluates, and tells all of it as events. */
public final class Worker {
    /** Looks for a request this often: often enough for a person, seldom enough for the disk. */
    private static final long REQUEST_NANOS = 200_000_000L;

    private final RunFolder run;
    private final EventLog.Appender events;
    private long nextLook;

    private Worker(RunFolder run, EventLog.Appender events) {
        this.run = run;
        this.events = events;
    }

    /**
     * Does the run, from its last checkpoint if it has one.
     *
     * @return whether the run is finished; false: it was stopped on request
     * @throws WorkbenchException after writing the reason as an event
     */
    public static boolean run(RunFolder run) {
        try (FileChannel channel = FileChannel.open(
                        run.path().resolve("worker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new WorkbenchException("Another worker has the run " + run.id() + ". Wait for it, or stop it.");
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
            events.append(new RunEvent.Failed(now(), String.valueOf(e.getMessage())));
            throw e;
        } catch (RuntimeException | Error e) {
            events.append(new RunEvent.Failed(now(), "Internal error: " + e + ". See log.txt of the run."));
            throw e;
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private boolean work() {
        RunSpec spec = run.spec();
        List<Path> checkpoints = run.checkpoints();
        long from = checkpoints.isEmpty()
                ? 0
                : Long.parseLong(checkpoints.getLast().getFileName().toString().substring(5));
        ProcessHandle self = ProcessHandle.current();
        long start =
                self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
        events.append(new RunEvent.Started(
                now(), self.pid(), start, from, spec.training().steps()));
        if (!spec.device().device().equals("cpu")) {
            throw new WorkbenchException("device.device = " + spec.device().device()
                    + ": the bundled engine computes on the processor only. Set device.device to cpu.");
        }
        Progress progress = this::stage;
        PreparedData data = DataPreparation.prepare(
                run.project(), spec.vocabulary(), spec.data(), spec.backbone().context(), progress);
        Optional<Codebook> codebook =
                spec.codebook().map(c -> codebook(c, data.vocabulary().size(), progress));
        try (Torch torch = Torch.start(spec.device().threads());
                ParameterSet parameters =
                        new ParameterSet(torch, spec.training().precision())) {
            Trainer.Model model = build(torch, spec, data, codebook, parameters);
            writeEnvironment(torch, data, codebook);
            long head = model.head().cost().stored();
            events.append(new RunEvent.Built(now(), parameters.trainableCount(), head));
            Trainer trainer = new Trainer(torch, model, spec.training(), data, spec.seed());
            Evaluator evaluator = new Evaluator(torch, model.trunk(), model.head(), data);
            Training training = new Training(spec, torch, model, trainer, evaluator);
            if (!checkpoints.isEmpty()) {
                training.restore(Checkpoint.read(checkpoints.getLast(), parameters, trainer.optimiser()));
            }
            if (!training.toTheEnd(from)) {
                return false;
            }
            evaluate(spec, evaluator, progress);
        }
        events.append(new RunEvent.Finished(now()));
        return true;
    }

    private void stage(double share, String name) {
        events.append(new RunEvent.Stage(now(), name, share));
    }

    /** The run's codebook: made once, and kept with the run. */
    private Codebook codebook(hammingway.code.CodebookSpec recipe, int size, Progress progress) {
        if (!Files.exists(run.codebook())) {
            progress.update(0, "Building the codebook");
            CodebookFiles.write(run.codebook(), Codebook.build(recipe, size, run.project(), progress));
        }
        Codebook codebook = CodebookFiles.read(run.codebook());
        if (codebook.size() != size) {
            throw new WorkbenchException(run.codebook() + " has " + codebook.size() + " codewords, the vocabulary "
                    + size + " tokens: the data changed since the run began. Start a new run.");
        }
        return codebook;
    }

    private Trainer.Model build(
            Torch torch, RunSpec spec, PreparedData data, Optional<Codebook> codebook, ParameterSet parameters) {
        SplitRandom trunkSeed = SplitRandom.of(spec.seed(), "trunk weights", 0);
        Trunk trunk =
                Trunk.create(torch, spec.backbone(), data.vocabulary().size(), parameters, trunkSeed, run.project());
        Head.Frame frame = new Head.Frame(
                trunk.width(), trunk.embedding(), data.vocabulary().counts());
        Head head = Head.create(
                torch, spec.head(), codebook, frame, parameters, SplitRandom.of(spec.seed(), "head weights", 0));
        return new Trainer.Model(trunk, head, parameters);
    }

    private void writeEnvironment(Torch torch, PreparedData data, Optional<Codebook> codebook) {
        ObjectNode json = Json.object();
        json.put(
                "hammingway",
                Optional.ofNullable(Worker.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        json.put("java", System.getProperty("java.version")).put("pytorch", Torch.version());
        json.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        json.put("processors", Runtime.getRuntime().availableProcessors()).put("threads", torch.threads());
        json.put("device", "cpu").put("dataSha256", data.hash());
        codebook.ifPresent(c -> json.put("codebookSha256", c.hash()));
        json.put("vocabulary", data.vocabulary().size()).put("foldedShareTraining", data.foldedTraining());
        Json.write(run.path().resolve("environment.json"), json);
    }

    private void evaluate(RunSpec spec, Evaluator evaluator, Progress progress) {
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
        private boolean dropoutEnded;

        Training(RunSpec spec, Torch torch, Trainer.Model model, Trainer trainer, Evaluator evaluator) {
            this.spec = spec;
            this.torch = torch;
            this.model = model;
            this.trainer = trainer;
            this.evaluator = evaluator;
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

        /** @return false when stopped on request */
        boolean toTheEnd(long done) {
            int steps = spec.training().steps();
            for (long step = done + 1; step <= steps; step++) {
                if (stopRequested(step - 1)) {
                    checkpoint(step - 1);
                    events.append(new RunEvent.Stopped(now(), step - 1));
                    return false;
                }
                one(step);
                if (due(step, spec.training().evaluateEvery()) && step < steps) {
                    validate(step);
                }
                if (due(step, spec.training().checkpointEvery()) || step == steps) {
                    checkpoint(step);
                }
            }
            return true;
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
            events.append(new RunEvent.Validated(now(), step, q.loss(), q.perplexity(), q.top1(), q.top5()));
            if (spec.training().dropoutEndsAtFirstValidation()) {
                endDropout();
            }
        }

        private void checkpoint(long step) {
            if (step == 0) {
                return;
            }
            Path folder = run.path().resolve("checkpoints");
            Checkpoint.write(
                    folder,
                    new Checkpoint.State(step, torch.threads(), dropoutEnded),
                    model.parameters(),
                    trainer.optimiser());
            events.append(new RunEvent.CheckpointWritten(now(), step));
            List<Path> all = run.checkpoints();
            all.subList(0, Math.max(0, all.size() - spec.training().keepCheckpoints()))
                    .forEach(Checkpoint::delete);
        }

        /** Looks for a request; a pause lasts until the next one. */
        private boolean stopRequested(long step) {
            if (System.nanoTime() < nextLook) {
                return false;
            }
            nextLook = System.nanoTime() + REQUEST_NANOS;
            Optional<RunFolder.Request> request = run.takeRequest();
            if (request.isPresent() && request.get() == RunFolder.Request.PAUSE) {
                events.append(new RunEvent.Paused(now(), step));
                do {
                    sleep();
                    request = run.takeRequest();
                } while (request.isEmpty() || request.get() == RunFolder.Request.PAUSE);
                if (request.get() == RunFolder.Request.CONTINUE) {
                    events.append(new RunEvent.Continued(now(), step));
                }
            }
            return request.isPresent() && request.get() == RunFolder.Request.STOP;
        }

        private static void sleep() {
            try {
                Thread.sleep(REQUEST_NANOS / 1_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Progress.CancelledException();
            }
        }
    }
}
