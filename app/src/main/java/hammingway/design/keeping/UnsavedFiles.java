package hammingway.design.keeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Unsaved work in a project's {@code codebooks}: {@code .autosave-<process>-<random>.json}, one file for each window, which alone writes
 * it. Windows on one project therefore never overwrite each other's; a window offers what processes left behind that are gone. Thread-safe.
 */
final class UnsavedFiles {
    private static final int FORMAT = 1;
    private static final String START = ".autosave-";

    /** Thousands of edits have less. */
    private static final long MOST_BYTES = 1L << 26;

    /** What is wrong, in a sentence that still fits the window. */
    private static final int LONGEST_REASON = 90;

    private final Path folder;
    private final Path own;
    private final Writer writer;
    private final Predicate<Writer> alive;

    /** @param alive whether a writer goes on: its work is in its own window */
    UnsavedFiles(Path folder, Writer writer, Predicate<Writer> alive) {
        this.folder = folder;
        this.writer = writer;
        this.alive = alive;
        this.own = folder.resolve(
                START + writer.process() + "-" + UUID.randomUUID().toString().substring(0, 8) + ".json");
    }

    /** Work that a process left behind. */
    record Found(Path file, Instant time, Work work) {}

    /**
     * What was found.
     *
     * @param works newest first
     * @param told  what could not be read and was set aside, a sentence each
     */
    record All(List<Found> works, List<String> told) {}

    synchronized void write(Work work) {
        ObjectNode node = Json.object()
                .put("format", FORMAT)
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("process", writer.process())
                .put("started", writer.started());
        node.setAll(work.json());
        Json.write(own, node);
    }

    /** Nothing is unsaved any more. */
    synchronized void clear() {
        delete(own);
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot delete", file, e);
        }
    }

    /** What gone processes left; what cannot be read is renamed, so that it is told once. */
    All found() {
        List<Found> works = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Path file : files()) {
            try {
                JsonNode node = read(file);
                if (!alive.test(new Writer(
                        node.path("process").asLong(), node.path("started").asText()))) {
                    works.add(found(file, node));
                }
            } catch (WorkbenchException e) {
                told.add(setAside(file, e));
            }
        }
        works.sort(Comparator.comparing(Found::time).reversed());
        return new All(List.copyOf(works), List.copyOf(told));
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> {
                        String name = String.valueOf(f.getFileName());
                        return name.startsWith(START) && name.endsWith(".json") && !f.equals(own);
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", folder, e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
                throw new FileFormatException(file, "", "no file of a size that is possible", "It was not made here.");
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
        JsonNode node = Json.read(file);
        if (!node.path("format").isInt() || node.path("format").intValue() != FORMAT) {
            throw new FileFormatException(
                    file,
                    "format",
                    node.path("format").isMissingNode() ? "no format" : "format " + node.path("format"),
                    "Format " + FORMAT + " is read: a newer Hammingway may read it.");
        }
        return node;
    }

    private static Found found(Path file, JsonNode node) {
        try {
            return new Found(file, Instant.parse(node.path("time").asText()), Work.of(node, file.toString()));
        } catch (DateTimeException e) {
            throw new FileFormatException(file, "time", "no time", "It must be such as 2026-01-31T12:00:00Z.");
        }
    }

    private static String setAside(Path file, WorkbenchException why) {
        String reason = String.valueOf(why.getMessage())
                .replace(file.toString(), "")
                .replaceAll("\\s+", " ")
                .replaceFirst("^[ ,:]+", "");
        String first = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "\u2026";
        String told = "Unsaved work in " + file.getFileName() + " could not be read (" + first + ")";
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return told + " and was renamed to " + aside.getFileName() + ".";
        } catch (IOException e) {
            return told + ".";
        }
    }
}
