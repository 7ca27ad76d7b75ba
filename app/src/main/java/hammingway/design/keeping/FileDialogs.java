package hammingway.design.keeping;

import java.nio.file.Path;
import java.util.Optional;

/** Asks for files through windows of the system; behind an interface, as there is none in tests. */
public interface FileDialogs {
    /** A codebook to import. */
    Optional<Path> open(String title);

    /**
     * A place for a file.
     *
     * @param suggestion its name
     */
    Optional<Path> save(String title, String suggestion);
}
