package hammingway.report.tracker;

import hammingway.base.AtomicFiles;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes runs of a project for a tracker, one after the other. What a run exported before is replaced, never doubled. */
public final class RunExport {
    /** Digits of an experiment's number: what MLflow gives itself, and below the precision of no reader. */
    private static final int EXPERIMENT_DIGITS = 18;

    private static final int RUN_DIGITS = 32;

    private final Tracker tracker;
    private final Project project;
    private final Path folder;
    private final List<Path> written = new ArrayList<>();
    private final List<Path> replaced = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * What was done.
     *
     * @param written  a folder for each run
     * @param replaced those of them that were there before
     * @param leftOut  runs that could not be read, each with the reason
     */
    public record Result(Path folder, List<Path> written, List<Path> replaced, List<String> leftOut) {
        /** One line for people. */
        public String summary() {
            String again = replaced.isEmpty() ? "" : "; " + replaced.size() + " replaced earlier exports";
            String missing = leftOut.isEmpty() ? "" : "; " + leftOut.size() + " could not be read";
            return "Wrote " + (written.size() == 1 ? "1 run" : written.size() + " runs") + " to " + folder + again
                    + missing;
        }
    }

    private RunExport(Tracker tracker, Project project, Path folder) {
        this.tracker = tracker;
        this.project = project;
        this.folder = folder;
    }

    /**
     * Exports runs.
     *
     * @param folder made when it is new; one that holds anything but such exports is refused
     * @throws WorkbenchException when no run can be read, or when the folder cannot be written
     */
    public static Result write(Tracker tracker, Project project, List<RunFolder> runs, Path folder, Progress progress) {
        if (runs.isEmpty()) {
            throw new WorkbenchException(project.folder() + " has no run yet. Start one first.");
        }
        ExportFolder.claim(folder, tracker);
        RunExport export = new RunExport(tracker, project, folder);
        for (int i = 0; i < runs.size(); i++) {
            progress.check();
            progress.update((double) i / runs.size(), runs.get(i).id());
            export.add(runs.get(i));
        }
        if (export.written.isEmpty()) {
            throw new WorkbenchException("No run could be exported:\n" + String.join("\n", export.leftOut));
        }
        return new Result(
                folder, List.copyOf(export.written), List.copyOf(export.replaced), List.copyOf(export.leftOut));
    }

    private void add(RunFolder run) {
        RunRecord record;
        try {
            record = RunRecord.read(run);
        } catch (WorkbenchException e) {
            leftOut.add(run.id() + ": " + e.getMessage());
            return;
        }
        String experiment = experiment(project.name());
        Path home = switch (tracker) {
            case TENSORBOARD, CSV -> folder.resolve(run.id());
            case MLFLOW -> folder.resolve(experiment).resolve(id(experiment, record));
        };
        if (Files.exists(home)) {
            replaced.add(home);
        }
        switch (tracker) {
            case TENSORBOARD -> {
                TensorBoardFiles.write(record, home);
                deleteOthers(home, TensorBoardFiles.name(record));
            }
            case CSV -> CsvFiles.write(record, home);
            case MLFLOW -> {
                MlFlowFiles.experiment(home.resolveSibling(""), experiment, project.name(), record.start());
                ExportFolder.replace(home, made -> MlFlowFiles.run(record, made, home));
            }
        }
        written.add(home);
    }

    /** A run that was made anew under the same name has another time in its file's name; TensorBoard would join both. */
    private static void deleteOthers(Path home, String name) {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                String other = String.valueOf(file.getFileName());
                if (other.matches("events\\.out\\.tfevents\\.\\d+\\.hammingway") && !other.equals(name)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot replace files in", home, e);
        }
    }

    /** The same for all exports of projects of this name. */
    static String experiment(String project) {
        String number = new BigInteger(1, sha256("experiment\n" + project)).toString();
        return number.replaceFirst("^(.{" + EXPERIMENT_DIGITS + "}).*", "$1");
    }

    /** By what decides a run's result; a copy of a run, which has the same, goes by its folder as well. */
    private String id(String experiment, RunRecord run) {
        String text = "run\n" + experiment + "\n" + run.spec().hash();
        String id = hex(text);
        if (!ids.add(id)) {
            id = hex(text + "\n" + run.folder().id());
            ids.add(id);
        }
        return id;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, RUN_DIGITS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
