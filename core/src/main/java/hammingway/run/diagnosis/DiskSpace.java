package hammingway.run.diagnosis;

import hammingway.base.AtomicFiles;
import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.train.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is free on the disk, and what a project could give back without losing a result. */
public final class DiskSpace {
    private DiskSpace() {}

    /** Bytes; {@link Long#MAX_VALUE} where unknown. */
    static long free(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Checkpoints that nothing needs: all but the newest of each run that is not under way, and those that were set aside.
     *
     * @param bytes their size together
     */
    record Spare(List<Path> checkpoints, long bytes) {}

    static Spare spare(Project project) {
        List<Path> all = new ArrayList<>();
        for (RunFolder run : project.runs()) {
            List<Path> found = new ArrayList<>(run.checkpoints());
            if (!found.isEmpty()) {
                found.removeLast();
            }
            found.addAll(setAside(run));
            if (!found.isEmpty() && !run.status().state().active()) {
                all.addAll(found);
            }
        }
        return new Spare(all, all.stream().mapToLong(DiskSpace::size).sum());
    }

    private static List<Path> setAside(RunFolder run) {
        Path folder = run.path().resolve("checkpoints");
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(run.path())) {
            files.filter(f -> f.getFileName().toString().startsWith("checkpoints-before-"))
                    .forEach(found::add);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> inside = Files.list(folder)) {
                    inside.filter(f -> f.getFileName().toString().endsWith(".damaged"))
                            .forEach(found::add);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new WorkbenchException("Cannot list " + run.path() + ". Check its permissions.", e);
        }
        return found;
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // it is being deleted
        }
    }

    static void delete(List<Path> checkpoints) {
        checkpoints.stream().filter(Files::exists).forEach(Checkpoint::delete);
    }

    /** Takes the checkpoints out of a run's way, so that it begins again; they stay until somebody needs the room. */
    static void setAsideAll(RunFolder run) {
        Path folder = run.path().resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            return;
        }
        int n = 1;
        while (Files.exists(run.path().resolve("checkpoints-before-" + n))) {
            n++;
        }
        try {
            Files.move(folder, run.path().resolve("checkpoints-before-" + n));
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot rename", folder, e);
        }
    }

    /** Such as 1.2 GB; thousands, as disks are sold. */
    static String words(long bytes) {
        return bytes < 1_000_000_000L
                ? String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
}
