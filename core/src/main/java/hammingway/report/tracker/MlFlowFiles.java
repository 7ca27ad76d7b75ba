package hammingway.report.tracker;

import hammingway.base.AtomicFiles;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MLflow's file store: {@code <experiment>/meta.yaml} and, for each run, {@code <run>/meta.yaml} with a file for every parameter,
 * metric and tag. A slash in a name is a folder; other characters than MLflow allows become underscores.
 */
final class MlFlowFiles {
    /** Values of {@code mlflow.entities.RunStatus}. */
    private static final int RUNNING = 1;

    private static final int SCHEDULED = 2;
    private static final int FINISHED = 3;
    private static final int FAILED = 4;
    private static final int KILLED = 5;

    /** {@code mlflow.entities.SourceType.LOCAL}. */
    private static final int LOCAL = 4;

    /** Small files that tell what was run and what came out; checkpoints and traces stay in the project. */
    private static final List<String> ARTIFACTS = List.of(
            "spec.json", "environment.json", "codebook.npz", "evaluation/metrics.json", "evaluation/confusions.csv");

    private MlFlowFiles() {}

    /** The experiment, unless it is there: MLflow may have renamed it since. */
    static void experiment(Path folder, String id, String name, long millis) {
        Path meta = folder.resolve("meta.yaml");
        if (Files.exists(meta)) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("artifact_location", uri(folder));
        fields.put("creation_time", millis);
        fields.put("experiment_id", id);
        fields.put("last_update_time", millis);
        fields.put("lifecycle_stage", "active");
        fields.put("name", name);
        AtomicFiles.writeString(meta, Yaml.of(fields));
    }

    /**
     * Fills the folder of a run.
     *
     * @param folder where it is written now
     * @param home   where it will lie
     */
    static void run(RunRecord run, Path folder, Path home) {
        try {
            for (String part : List.of("metrics", "params", "tags", "artifacts")) {
                Files.createDirectories(folder.resolve(part));
            }
            parameters(run, folder.resolve("params"));
            metrics(run, folder.resolve("metrics"));
            tags(run, folder.resolve("tags"));
            artifacts(run.folder(), folder.resolve("artifacts"));
            Files.writeString(folder.resolve("meta.yaml"), meta(run, home));
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write", folder, e);
        }
    }

    private static String meta(RunRecord run, Path home) {
        String id = String.valueOf(home.getFileName());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("artifact_uri", uri(home.resolve("artifacts")));
        fields.put("end_time", run.status().state().active() ? null : run.end());
        fields.put("entry_point_name", "");
        fields.put(
                "experiment_id",
                String.valueOf(home.resolveSibling("").normalize().getFileName()));
        fields.put("lifecycle_stage", "active");
        fields.put("run_id", id);
        fields.put("run_name", run.spec().name());
        fields.put("run_uuid", id);
        fields.put("source_name", "");
        fields.put("source_type", LOCAL);
        fields.put("source_version", "");
        fields.put("start_time", run.start());
        fields.put("status", status(run));
        fields.put("tags", List.of());
        fields.put("user_id", "hammingway");
        return Yaml.of(fields);
    }

    private static int status(RunRecord run) {
        return switch (run.status().state()) {
            case WAITING -> SCHEDULED;
            case PREPARING, TRAINING, PAUSED, EVALUATING -> RUNNING;
            case FINISHED -> FINISHED;
            case FAILED -> FAILED;
            case STOPPED, INTERRUPTED -> KILLED;
        };
    }

    private static void parameters(RunRecord run, Path folder) throws IOException {
        for (Map.Entry<String, String> p : run.parameters().entrySet()) {
            write(folder, p.getKey(), p.getValue());
        }
    }

    private static void tags(RunRecord run, Path folder) throws IOException {
        write(folder, "mlflow.runName", run.spec().name());
        write(folder, "mlflow.source.name", "hammingway");
        write(folder, "mlflow.source.type", "LOCAL");
        write(folder, "hammingway.run", run.folder().id());
        write(folder, "hammingway.hash", run.spec().hash());
        for (Map.Entry<String, String> e : run.environment().entrySet()) {
            write(folder, "environment." + e.getKey(), e.getValue());
        }
    }

    private static void metrics(RunRecord run, Path folder) throws IOException {
        for (RunRecord.Figure<RunEvent.StepDone> figure : RunRecord.STEP) {
            series(folder, figure, run.status().steps(), RunEvent.StepDone::step);
        }
        for (RunRecord.Figure<RunEvent.Validated> figure : RunRecord.VALIDATION) {
            series(folder, figure, run.status().validations(), RunEvent.Validated::step);
        }
        for (Map.Entry<String, Double> e : run.evaluation().entrySet()) {
            write(
                    folder,
                    "evaluation/" + e.getKey(),
                    run.end() + " " + e.getValue() + " " + run.status().stepsDone() + "\n");
        }
    }

    /** Lines of time, value, step. MLflow cannot read a metric without a line. */
    private static <E extends RunEvent> void series(
            Path folder, RunRecord.Figure<E> figure, List<E> events, java.util.function.ToLongFunction<E> step)
            throws IOException {
        if (events.stream().noneMatch(e -> figure.of().apply(e).isPresent())) {
            return;
        }
        Path file = file(folder, figure.name());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (E e : events) {
                var value = figure.of().apply(e);
                if (value.isPresent()) {
                    out.write(e.time() + " " + value.getAsDouble() + " " + step.applyAsLong(e) + "\n");
                }
            }
        }
    }

    private static void artifacts(RunFolder run, Path folder) throws IOException {
        for (String name : ARTIFACTS) {
            Path from = run.path().resolve(name);
            if (Files.exists(from)) {
                Path to = folder.resolve(name);
                Files.createDirectories(to.resolveSibling(""));
                Files.copy(from, to);
            }
        }
    }

    private static void write(Path folder, String name, String value) throws IOException {
        Files.writeString(file(folder, name), value);
    }

    private static Path file(Path folder, String name) throws IOException {
        Path file = folder.resolve(allowed(name));
        Files.createDirectories(file.resolveSibling(""));
        return file;
    }

    /** MLflow takes letters, digits, underscores, dashes, periods, spaces and slashes, and no part that leads elsewhere. */
    static String allowed(String name) {
        String plain = name.replaceAll("[^\\w\\-. /]", "_");
        return plain.replaceAll("(?<=^|/)\\.{0,2}(?=/|$)", "_");
    }

    private static String uri(Path path) {
        return path.toAbsolutePath().normalize().toUri().toString().replaceFirst("/$", "");
    }
}
