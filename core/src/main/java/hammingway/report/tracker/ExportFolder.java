package hammingway.report.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.NewFolder;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A folder of exports. A small file in it says so: other people's folders are never written to, own ones may be again. */
final class ExportFolder {
    private static final String MARK = "hammingway-export.json";

    private ExportFolder() {}

    /** Makes the folder ready, or refuses one that holds anything else. */
    static void claim(Path folder, Tracker kind) {
        Path mark = folder.resolve(MARK);
        if (Files.exists(mark)) {
            JsonNode json = Json.read(mark);
            if (!json.path("kind").asText().equals(kind.name())) {
                throw new WorkbenchException(folder + " holds an export of the kind \""
                        + json.path("kind").asText() + "\", and " + kind.label()
                        + " would mix with it. Choose a new or empty folder.");
            }
            return;
        }
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> content = Files.list(folder)) {
                    if (content.findAny().isPresent()) {
                        throw new WorkbenchException(folder
                                + " is not empty and no export of runs: it has no " + MARK
                                + ". Choose a new or empty folder.");
                    }
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot export to", folder, e);
        }
        ObjectNode json = Json.object();
        json.put("kind", kind.name()).put("format", 1);
        Json.write(mark, json);
    }

    /**
     * Puts a folder in place of one that may be there, which goes only once the new one is whole.
     *
     * @param fill writes into the folder it is given
     */
    static void replace(Path folder, Consumer<Path> fill) {
        String process = "." + ProcessHandle.current().pid();
        Path made = folder.resolveSibling(folder.getFileName() + process + AtomicFiles.TEMPORARY);
        Path old = folder.resolveSibling(folder.getFileName() + process + ".old" + AtomicFiles.TEMPORARY);
        try {
            NewFolder.delete(made);
            NewFolder.delete(old);
            Files.createDirectories(made);
            fill.accept(made);
            if (Files.exists(folder)) {
                Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
            NewFolder.delete(old);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write", folder, e);
        } finally {
            NewFolder.deleteQuietly(made);
        }
    }
}
