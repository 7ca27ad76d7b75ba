package hammingway.run.queue;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * {@code queue.json} of a project, changed by any program: each change reads the file anew, under the lock {@code queue.lock}, so
 * that none is lost. Thread-safe.
 */
public final class QueueFile {
    private static final String NAME = "queue.json";

    /** A change takes milliseconds; a lock held so long belongs to a program that hangs. */
    private static final long PATIENCE_MILLIS = 20_000;

    private static final long PAUSE_MILLIS = 5;

    /**
     * Held beside the lock of the file: the system's locks belong to a process, and closing the file in one thread would take the
     * lock of another.
     */
    private static final Object PROCESS = new Object();

    private final Path project;
    private final Path file;
    private final Path lock;
    private Optional<Seen> seen = Optional.empty();
    private boolean tidied;

    /** @param project the project's folder */
    public QueueFile(Path project) {
        this.project = project;
        file = project.resolve(NAME);
        lock = project.resolve("queue.lock");
    }

    public Path path() {
        return file;
    }

    /** What was read, and by what the file is known to be still the same. */
    private record Seen(QueueState state, Object mark) {}

    /**
     * The queue as it is now; empty where there is no file.
     *
     * @throws WorkbenchException when the file is damaged or of a newer version
     */
    public synchronized QueueState read() {
        Object mark = mark();
        if (seen.isEmpty() || !seen.get().mark().equals(mark)) {
            seen = Optional.of(new Seen(parse(), mark));
        }
        return seen.get().state();
    }

    /** A file that was moved into place has a key of its own, so that two changes within one tick of the clock are told apart. */
    private Object mark() {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(String.valueOf(a.fileKey()), a.lastModifiedTime(), a.size());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    private QueueState parse() {
        if (!Files.exists(file)) {
            return QueueState.EMPTY;
        }
        JsonNode json = Json.read(file);
        if (json.path("format").isIntegralNumber() && json.path("format").asLong() > QueueState.FORMAT) {
            throw new NewerFormatException(file, json.path("format").asText());
        }
        return SpecCodec.read(QueueState.class, json, file.toString()).inOrder();
    }

    /** A file that a newer version wrote is left where it is. */
    private static final class NewerFormatException extends WorkbenchException {
        private static final long serialVersionUID = 1L;

        NewerFormatException(Path file, String format) {
            super(file + ", format: format " + format + " of a newer version. This version reads formats up to "
                    + QueueState.FORMAT + ": update Hammingway.");
        }
    }

    /**
     * Changes the queue.
     *
     * @param change from what is in the file now to what shall be there; the same object: nothing is written
     * @return the queue after it
     */
    public QueueState edit(UnaryOperator<QueueState> change) {
        return locked(() -> {
            QueueState before = parse();
            QueueState after = change.apply(before);
            if (!after.equals(before)) {
                tidy();
                Json.write(file, SpecCodec.write(after));
            }
            return after;
        });
    }

    /**
     * Renames a file that cannot be understood, so that the queue can begin anew and nothing in it is lost.
     *
     * @return what was done, for people; empty when the file is whole after all
     */
    public Optional<String> setAsideIfDamaged() {
        return locked(() -> {
            try {
                parse();
                return Optional.empty();
            } catch (FileFormatException | SpecException e) {
                return Optional.of(setAside(String.valueOf(e.getMessage())));
            }
        });
    }

    private String setAside(String why) {
        try {
            int n = 1;
            while (Files.exists(aside(n))) {
                n++;
            }
            Files.move(file, aside(n), StandardCopyOption.ATOMIC_MOVE);
            return "The queue could not be read and begins anew; the runs themselves are untouched. The old file was renamed to "
                    + aside(n) + ". " + why;
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot rename", file, e);
        }
    }

    private Path aside(int n) {
        return file.resolveSibling("queue.damaged-" + n + ".json");
    }

    /** What a program that was killed while it wrote left behind; only the holder of the lock writes. */
    private void tidy() {
        if (tidied) {
            return;
        }
        tidied = true;
        try (Stream<Path> all = Files.list(project)) {
            for (Path f : all.filter(f -> f.getFileName().toString().matches("queue\\.json\\..*\\.tmp"))
                    .toList()) {
                Files.deleteIfExists(f);
            }
        } catch (IOException e) {
            // they harm nobody
            org.slf4j.LoggerFactory.getLogger(QueueFile.class).debug("left temporary files beside {}", file, e);
        }
    }

    /** Work under the lock. */
    private interface Work<T> {
        T run();
    }

    private <T> T locked(Work<T> work) {
        synchronized (PROCESS) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = acquire(channel)) {
                if (!held.isValid()) {
                    throw new IllegalStateException("a lock was lost: " + lock);
                }
                return work.run();
            } catch (IOException e) {
                throw AtomicFiles.failure("Cannot lock the queue", lock, e);
            }
        }
    }

    private FileLock acquire(FileChannel channel) throws IOException {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        FileLock held = channel.tryLock();
        while (held == null) {
            if (System.currentTimeMillis() > until) {
                throw new WorkbenchException("The queue is locked by another program for more than "
                        + PATIENCE_MILLIS / 1000 + " seconds (" + lock + "). End that program and try again.");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorkbenchException("Interrupted while waiting for " + lock + ".", e);
            }
            held = channel.tryLock();
        }
        return held;
    }
}
