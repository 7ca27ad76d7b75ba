package hammingway.shell;

import hammingway.fx.FileDialogs;
import java.nio.file.Path;
import java.util.Optional;

/** What the window must ask of the user through windows of the system; behind an interface, as there is none in tests. */
public interface Dialogs extends FileDialogs {
    /**
     * A folder that may be new.
     *
     * @param suggestion its name, or its path
     */
    Optional<Path> newFolder(String title, String suggestion);

    /** Whether to go on. */
    boolean confirm(String title, String text, String yes);
}
