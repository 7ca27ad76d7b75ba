package hammingway.run;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.train.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of one run: {@code runs/<date>-<name>-<hash>}. An immutable handle; all state is in the files. */
public final class RunFolder {
    /** What a running worker is asked to do, written to {@code request.txt}. */
    public enum Request {
        PAUSE,
        CONTINUE,
        /** Write a checkpoint and end. */
        STOP
    }

    private final Path path;

    public RunFolder(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    public String id() {
        return path.getFileName().toString();
    }

    /** The project's folder. */
    public Path project() {
        Path runs = path.toAbsolutePath().normalize().getParent();
        Path project = runs == null ? null : runs.getParent();
        if (project == null) {
            throw new WorkbenchException(
                    path + " is no run of a project: it must lie in <project>/runs. Give such a folder.");
        }
        return project;
    }

    /** @throws hammingway.base.SpecException with every problem of {@code spec.json} */
    public RunSpec spec() {
        return SpecCodec.read(RunSpec.class, path.resolve("spec.json"));
    }

    /** A new reader of the events, from the first on. */
    public EventLog events() {
        return new EventLog(path.resolve("events.jsonl"));
    }

    public RunStatus status() {
        RunStatus status = new RunStatus();
        events().poll().forEach(status::accept);
        return status;
    }

    /** As {@link #status}, but with the last few steps only, and of a finished run little more than how it ended: fast for many runs. */
    public RunStatus brief() {
        RunStatus status = new RunStatus();
        events().brief().forEach(status::accept);
        return status;
    }

    public Path log() {
        return path.resolve("log.txt");
    }

    public Path codebook() {
        return path.resolve("codebook.npz");
    }

    /** Held by the worker that has the run. */
    Path lock() {
        return path.resolve("worker.lock");
    }

    /** What the codebook was made from beside its recipe, such as a run that the recipe knows by name only. */
    Path codebookSources() {
        return path.resolve("codebook-sources.json");
    }

    /** Where and with what the run was carried out. */
    public Path environment() {
        return path.resolve("environment.json");
    }

    public Path evaluation() {
        return path.resolve("evaluation");
    }

    /** Asks the run's worker, whoever started it; it looks several times a second, between steps. */
    public void request(Request request) {
        AtomicFiles.writeString(requestFile(), SpecCodec.kebab(request.name()) + "\n");
    }

    /** Takes the pending request, if any. For the worker alone. */
    Optional<Request> takeRequest() {
        try {
            if (!Files.exists(requestFile())) {
                return Optional.empty();
            }
            String text = Files.readString(requestFile()).strip();
            Files.delete(requestFile());
            return Stream.of(Request.values())
                    .filter(r -> SpecCodec.kebab(r.name()).equals(text))
                    .findFirst();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", requestFile(), e);
        }
    }

    private Path requestFile() {
        return path.resolve("request.txt");
    }

    /** The folders {@code checkpoints/step-<n>}, oldest first; only whole ones, as they are moved into place. */
    public List<Path> checkpoints() {
        Path folder = path.resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("step-\\d{1,18}"))
                    .sorted(Comparator.comparingLong(Checkpoint::step))
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", folder, e);
        }
    }

    /** Why a run did not finish, on one line, for people. */
    public String reason() {
        RunStatus status = status();
        String told = status.message().isEmpty() ? lastLine() : status.message();
        String line = told.lines().findFirst().orElse("");
        return status.state().name().toLowerCase(Locale.ROOT) + (line.isEmpty() ? "" : ", " + line) + " (log: " + log()
                + ")";
    }

    /** A worker that died before its first event may have said why in the log. */
    private String lastLine() {
        try {
            List<String> lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank())
                    .toList();
            return lines.isEmpty() ? "" : lines.getLast();
        } catch (IOException e) {
            return "";
        }
    }

    void writeSpec(RunSpec spec) {
        Json.write(path.resolve("spec.json"), SpecCodec.write(spec));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RunFolder other && other.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
