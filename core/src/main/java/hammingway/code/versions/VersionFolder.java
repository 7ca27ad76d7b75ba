package hammingway.code.versions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of one codebook: {@code <name>.versions/0003/} with {@code <name>.npz} and {@code version.json}. A version's folder is
 * filled under a temporary name and moved into place: it is whole or absent, and of two that are saved at once each gets a number.
 */
final class VersionFolder {
    static final String ENDING = ".versions";

    private static final int FORMAT = 1;
    private static final String FACTS = "version.json";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{4,9}");

    private final String name;
    private final Path folder;

    VersionFolder(Path codebooks, String name) {
        this.name = name;
        this.folder = codebooks.resolve(name + ENDING);
    }

    /** Fills an empty folder with a version's files. */
    @FunctionalInterface
    interface Filling {
        void into(Path npz, Path facts);
    }

    Path npz(int number) {
        return at(number).resolve(name + ".npz");
    }

    private Path at(int number) {
        return folder.resolve("%04d".formatted(number));
    }

    /** In order. */
    List<Integer> numbers() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            f -> NUMBER.matcher(String.valueOf(f.getFileName())).matches() && Files.isDirectory(f))
                    .map(f -> Integer.parseInt(String.valueOf(f.getFileName())))
                    .filter(n -> n > 0)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", folder, e);
        }
    }

    /** What a version's file tells of it. */
    Version read(int number) {
        Path file = at(number).resolve(FACTS);
        JsonNode node = Json.read(file);
        if (node.path("format").asInt(-1) != FORMAT || !(node instanceof ObjectNode facts)) {
            throw new FileFormatException(
                    file,
                    "format",
                    node.path("format").isMissingNode() ? "no format" : "format " + node.path("format"),
                    "Format " + FORMAT + " is read: update Hammingway for newer files.");
        }
        facts.remove("format");
        Version version = SpecCodec.read(Version.class, facts, file.toString());
        if (version.number() != number) {
            throw new FileFormatException(
                    file,
                    "number",
                    Integer.toString(version.number()),
                    "It must be that of the folder, " + number + ".");
        }
        return version;
    }

    /** The same out of the codebook itself, for a version whose facts are lost: the time is that of the file. */
    Version described(int number) {
        Path npz = npz(number);
        Codebook book = CodebookFiles.read(npz);
        JsonNode provenance = CodebookFiles.provenance(npz).orElseGet(Json::object);
        String time;
        try {
            time = Files.getLastModifiedTime(npz)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", npz, e);
        }
        return new Version(
                number,
                time,
                Entry.note(provenance),
                new Version.Origin.Saved(),
                Facts.of(book, provenance, Optional.empty()),
                Optional.empty());
    }

    static void write(Path file, Version version) {
        ObjectNode node = Json.object().put("format", FORMAT);
        node.setAll(SpecCodec.write(version));
        Json.write(file, node);
    }

    /** Whether any version's file has just these bytes. */
    boolean holds(byte[] npz) {
        return numbers().reversed().stream().anyMatch(n -> same(npz(n), npz));
    }

    static boolean same(Path file, byte[] bytes) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == bytes.length
                    && java.util.Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException e) {
            return false; // what cannot be read holds nothing
        }
    }

    /** Makes a version's folder. @return false if another has this number meanwhile */
    boolean commit(int number, Filling filling) {
        Path target = at(number);
        Path temporary = target.resolveSibling(target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + AtomicFiles.TEMPORARY);
        Path npz = temporary.resolve(name + ".npz");
        Path facts = temporary.resolve(FACTS);
        try {
            Files.createDirectories(temporary);
            filling.into(npz, facts);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            if (Files.exists(target)) {
                return false;
            }
            throw AtomicFiles.failure("Cannot save the version", target, e);
        } finally {
            // after the move there is nothing at these names; the versions' folder goes only when it is empty
            for (Path left : List.of(npz, facts, temporary)) {
                delete(left);
            }
            if (Files.isDirectory(folder)) { // not a file that was in the way
                delete(folder);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unused) {
            // the original failure is what the user must see
        }
    }

    /** All that can be read of all versions. */
    History history(boolean unversioned) {
        List<String> problems = new java.util.ArrayList<>();
        List<Version> versions = new java.util.ArrayList<>();
        for (int n : numbers()) {
            try {
                versions.add(read(n));
            } catch (WorkbenchException e) {
                try {
                    versions.add(described(n));
                    problems.add("Version " + n + " is told by its codebook alone: " + firstLine(e));
                } catch (WorkbenchException lost) {
                    problems.add("Version " + n + " cannot be read: " + firstLine(lost));
                }
            }
        }
        return new History(name, versions, problems, unversioned);
    }

    private static String firstLine(WorkbenchException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\n\\s*", " ");
    }
}
