package hammingway.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commit that a program started from its sources stands at: read from the checkout's own files, so that no git is needed. */
final class SourceCommit {
    private static final String REFERENCE = "ref: ";

    private SourceCommit() {}

    /** None for an installed program. */
    static Optional<String> ofThisProgram() {
        CodeSource source = SourceCommit.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : of(Path.of(source.getLocation().toURI()).toAbsolutePath());
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The commit of the checkout that a path lies in. */
    static Optional<String> of(Path within) {
        for (@Nullable Path folder = within; folder != null; folder = folder.getParent()) {
            Path git = folder.resolve(".git");
            if (Files.exists(git)) {
                try {
                    return head(Files.isDirectory(git) ? git : pointed(git, "gitdir: "));
                } catch (IOException | java.nio.file.InvalidPathException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> head(Path git) throws IOException {
        String head = Files.readString(git.resolve("HEAD")).strip();
        if (!head.startsWith(REFERENCE)) {
            return commit(head);
        }
        String name = head.substring(REFERENCE.length());
        // a working tree beside the first keeps its own HEAD, and its branches with the first
        Path common = Files.exists(git.resolve("commondir")) ? pointed(git.resolve("commondir"), "") : git;
        for (Path place : List.of(git, common)) {
            if (Files.isRegularFile(place.resolve(name))) {
                return commit(Files.readString(place.resolve(name)).strip());
            }
        }
        Path packed = common.resolve("packed-refs");
        return Files.exists(packed)
                ? Files.readAllLines(packed).stream()
                        .filter(l -> l.endsWith(" " + name))
                        .flatMap(l -> commit(l.substring(0, l.indexOf(' '))).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> commit(String text) {
        return text.matches("[0-9a-f]{40,64}") ? Optional.of(text) : Optional.empty();
    }

    /** The path that a file holds, relative to the folder of the file. */
    private static Path pointed(Path file, String prefix) throws IOException {
        String path = Files.readString(file).strip();
        return file.resolveSibling(path.startsWith(prefix) ? path.substring(prefix.length()) : path)
                .normalize();
    }
}
