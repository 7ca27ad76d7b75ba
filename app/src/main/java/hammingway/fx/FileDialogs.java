package hammingway.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks for files through windows of the system; behind an interface, as there are none in tests. */
public interface FileDialogs {
    /**
     * A file that is there.
     *
     * @param kinds what is asked for, for people
     * @param endings such as {@code .npz}; any other can be chosen as well
     */
    Optional<Path> open(String title, String kinds, List<String> endings);

    /** A folder that is there. */
    Optional<Path> folder(String title);

    /**
     * A place for a file.
     *
     * @param suggestion its name
     */
    Optional<Path> save(String title, String suggestion);
}
