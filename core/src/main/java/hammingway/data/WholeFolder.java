package hammingway.data;

import hammingway.base.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A folder that is whole or absent: filled under a temporary name and moved into place, so two processes may make the same. */
final class WholeFolder {
    private WholeFolder() {}

    /**
     * Makes a folder.
     *
     * @param last the file that is there once a folder is whole
     * @param fill writes into the folder it is given
     */
    static void make(Path folder, String last, Consumer<Path> fill) {
        Path temporary = folder.resolveSibling(
                folder.getFileName() + "." + ProcessHandle.current().pid() + AtomicFiles.TEMPORARY);
        try {
            delete(temporary);
            Files.createDirectories(temporary);
            fill.accept(temporary);
            try {
                Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.exists(folder.resolve(last))) { // otherwise another process was faster with the same content
                    throw e;
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot prepare data in", folder, e);
        } finally {
            delete(temporary);
            deleteIfEmpty(folder.resolveSibling("."));
        }
    }

    /** A failed first preparation leaves no trace. */
    private static void deleteIfEmpty(Path folder) {
        try {
            Files.delete(folder.normalize());
        } catch (IOException unused) {
            // it holds other vocabularies
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot delete", folder, e);
        }
    }
}
