package hammingway.run;

import hammingway.base.AtomicFiles;
import hammingway.base.WorkbenchException;
import hammingway.train.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What a killed worker leaves under temporary names. The next worker of the run, which holds the run's lock, clears it away. */
final class Leftovers {
    /** Names that tell the process that made them: {@code spec.json.4711-1.tmp}, {@code bpe-1000-0a1b2c3d.4711.tmp}. */
    private static final Pattern OWNED =
            Pattern.compile("\\.(\\d{1,18})(-\\d+)?" + Pattern.quote(AtomicFiles.TEMPORARY) + "$");

    private Leftovers() {}

    static void clear(RunFolder run) {
        deleteIn(run.path(), 4, true);
        deleteIn(run.project().resolve("vocabularies"), 1, false);
    }

    /** @param ours whether temporary names without an owner are this worker's to delete */
    private static void deleteIn(Path folder, int depth, boolean ours) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> files = Files.walk(folder, depth)) {
            found = files.filter(f -> f.getFileName().toString().endsWith(AtomicFiles.TEMPORARY))
                    .filter(f -> abandoned(f.getFileName().toString(), ours))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return; // another process renames its files meanwhile; what is left waits for the next worker
        }
        for (Path leftover : found) {
            try {
                Checkpoint.delete(leftover);
            } catch (WorkbenchException e) {
                // another worker of the project clears the same; nothing depends on it
                LoggerFactory.getLogger(Leftovers.class).debug("left {}", leftover, e);
            }
        }
    }

    private static boolean abandoned(String name, boolean ours) {
        Matcher owner = OWNED.matcher(name);
        if (!owner.find()) {
            return ours;
        }
        long pid = Long.parseLong(owner.group(1));
        // this process has written nothing yet: a name with its number is of an earlier process with the same
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
