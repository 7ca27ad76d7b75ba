package hammingway.report.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** All that a run has told of itself, read once. Memory is that of its events, one run at a time. */
public final class RunRecord {
    /** A figure of an event by the name that trackers group it by; empty where the event does not tell it. */
    record Figure<E>(String name, Function<E, OptionalDouble> of) {}

    static final List<Figure<RunEvent.StepDone>> STEP = List.of(
            new Figure<>("train/loss", s -> OptionalDouble.of(s.loss())),
            new Figure<>("train/learning_rate", s -> OptionalDouble.of(s.learningRate())),
            new Figure<>("train/gradient_norm", s -> OptionalDouble.of(s.gradientNorm())),
            new Figure<>("train/tokens_per_second", RunRecord::speed),
            new Figure<>(
                    "train/memory_bytes",
                    s -> s.memoryBytes() > 0 ? OptionalDouble.of((double) s.memoryBytes()) : OptionalDouble.empty()));

    static final List<Figure<RunEvent.Validated>> VALIDATION = List.of(
            new Figure<>("validation/loss", v -> OptionalDouble.of(v.loss())),
            new Figure<>("validation/perplexity", v -> OptionalDouble.of(v.perplexity())),
            new Figure<>("validation/top1", v -> OptionalDouble.of(v.top1())),
            new Figure<>("validation/top5", v -> OptionalDouble.of(v.top5())));

    private final RunFolder folder;
    private final RunSpec spec;
    private final RunStatus status = new RunStatus();
    private final Map<String, String> environment;
    private final Map<String, Double> evaluation;
    private long start;
    private long end;

    private RunRecord(RunFolder folder, RunSpec spec, Map<String, String> environment, Map<String, Double> evaluation) {
        this.folder = folder;
        this.spec = spec;
        this.environment = environment;
        this.evaluation = evaluation;
    }

    /** @throws hammingway.base.WorkbenchException naming the file that cannot be read */
    public static RunRecord read(RunFolder run) {
        Path metrics = run.evaluation().resolve("metrics.json");
        Path environment = run.path().resolve("environment.json");
        RunRecord record = new RunRecord(
                run,
                run.spec(),
                Files.exists(environment) ? Flattened.texts(Json.read(environment), ".") : Map.of(),
                Files.exists(metrics) ? Flattened.numbers(Json.read(metrics), "/") : Map.of());
        List<RunEvent> events = run.events().poll();
        events.forEach(record.status::accept);
        record.start = events.isEmpty() ? made(run) : events.getFirst().time();
        record.end = events.isEmpty() ? record.start : events.getLast().time();
        return record;
    }

    /** A run without events has the time of its specification. */
    private static long made(RunFolder run) {
        Path file = run.path().resolve("spec.json");
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    private static OptionalDouble speed(RunEvent.StepDone s) {
        return s.seconds() > 0 ? OptionalDouble.of(s.tokens() / s.seconds()) : OptionalDouble.empty();
    }

    /** The figures that an event tells. */
    static <E> List<EventFile.Scalar> scalars(List<Figure<E>> figures, E event) {
        List<EventFile.Scalar> scalars = new ArrayList<>();
        for (Figure<E> figure : figures) {
            OptionalDouble value = figure.of().apply(event);
            if (value.isPresent()) {
                scalars.add(new EventFile.Scalar(figure.name(), value.getAsDouble()));
            }
        }
        return scalars;
    }

    public RunFolder folder() {
        return folder;
    }

    public RunSpec spec() {
        return spec;
    }

    public RunStatus status() {
        return status;
    }

    JsonNode specification() {
        return SpecCodec.write(spec);
    }

    /** The specification's leaves, such as {@code training.steps}, as text. */
    public Map<String, String> parameters() {
        return Flattened.texts(specification(), ".");
    }

    /** Versions, machine and hashes as the worker wrote them. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The numbers of the full evaluation by path, such as {@code accuracy/top5}; empty before it. */
    Map<String, Double> evaluation() {
        return evaluation;
    }

    /** Of the first event, milliseconds since 1970. */
    public long start() {
        return start;
    }

    /** Of the last event, milliseconds since 1970. */
    public long end() {
        return end;
    }
}
