package hammingway.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the project of format 1 that a script made, so that nothing a test does reaches the original. */
final class FormatOne {
    private static final Path MADE = Path.of("src/test/resources/hammingway/project-format-1");

    private FormatOne() {}

    static Path copiedTo(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(MADE)) {
            files.forEach(f -> copy(f, folder.resolve(MADE.relativize(f).toString())));
        }
        return folder;
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
