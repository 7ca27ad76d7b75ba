package hammingway.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A folder that is whole or absent: filled under a temporary name beside the place and moved there. What is there already is kept. */
public final class NewFolder {
    private NewFolder() {}

    /** @throws WorkbenchException when there is a file, or a folder with anything in it */
    public static void requireFree(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new WorkbenchException(folder + " is not empty. Name a new or an empty folder.");
                }
            } catch (IOException e) {
                throw AtomicFiles.failure("Cannot look into", folder, e);
            }
        } else if (Files.exists(folder)) {
            throw new WorkbenchException(folder + " is a file. Name a new or an empty folder.");
        }
    }

    /** @throws WorkbenchException when the disk that the folder will be on has less than so many bytes */
    public static void requireSpace(Path folder, long bytes) {
        Path there = folder.toAbsolutePath().normalize();
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        long free;
        try {
            free = Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot look at the disk of", folder, e);
        }
        if (free < bytes) {
            throw new WorkbenchException(String.format(
                    Locale.ROOT,
                    "%s would have %,d MB, and its disk has %,d MB free. Free some space, or choose another disk.",
                    folder,
                    bytes / 1_000_000,
                    free / 1_000_000));
        }
    }

    /**
     * Makes the folder.
     *
     * @param fill writes into the folder it is given; after an exception nothing is left
     */
    public static void make(Path folder, Consumer<Path> fill) {
        requireFree(folder);
        Path place = folder.toAbsolutePath().normalize();
        Path temporary = place.resolveSibling(
                place.getFileName() + "." + ProcessHandle.current().pid() + AtomicFiles.TEMPORARY);
        try {
            delete(temporary);
            Files.createDirectories(temporary);
            fill.accept(temporary);
            Files.deleteIfExists(place);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write", folder, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /** Deletes a folder with its content if it is there, and keeps silent where that fails: something else did before. */
    public static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException unused) {
            // what failed before is what the user must see
        }
    }

    /** Deletes a folder with its content, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
