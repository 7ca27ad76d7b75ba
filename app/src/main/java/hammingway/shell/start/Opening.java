package hammingway.shell.start;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the window does with the one file or folder that it is started with. */
public sealed interface Opening {
    /** Codebooks as the designer reads them. */
    List<String> CODEBOOKS = List.of(".npz", ".npy", ".alist");

    /** A project's folder that is there. */
    record ProjectFolder(Path folder) implements Opening {}

    /**
     * A codebook goes into the designer.
     *
     * @param project whose folder it lies in
     */
    record CodebookFile(Path file, Optional<Path> project) implements Opening {}

    /** Nothing can be done with it; the reason is told. */
    record Refused(String reason) implements Opening {}

    /** By what lies there; a file's content is looked at when it is opened. */
    static Opening of(String name) {
        Path path;
        try {
            path = Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return new Refused(name + " cannot be the name of a file: " + e.getReason() + ".");
        }
        if (Files.isDirectory(path)) {
            return new ProjectFolder(path);
        }
        if (!Files.exists(path)) {
            return new Refused("There is no file or folder " + path + ". Check the path.");
        }
        String ending = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        Path folder = path.getParent();
        if (ending.equals("project.json") && folder != null) {
            return new ProjectFolder(folder);
        }
        if (CODEBOOKS.stream().anyMatch(ending::endsWith)) {
            return new CodebookFile(path, project(path));
        }
        return new Refused(
                "Hammingway cannot open " + path
                        + ". Allowed are a project's folder, its project.json, or a codebook (.npz, .npy, .alist)."
                        + " Other files are chosen where they are needed: vocabularies and texts in Design, checkpoints in a new run.");
    }

    private static Optional<Path> project(Path file) {
        for (Path at = file.getParent(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("project.json"))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Whether a word of a command line names a file rather than a command: it has a separator or a dot, or something lies there. */
    public static boolean looksLikeFile(String word) {
        if (word.startsWith("-") || word.isBlank()) {
            return false;
        }
        try {
            Path path = Path.of(word);
            return path.isAbsolute() || path.getNameCount() > 1 || word.contains(".") || Files.exists(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
