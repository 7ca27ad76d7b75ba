package hammingway.base;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** File names that people wrote into specifications: not every text is one. */
public final class UserPath {
    private UserPath() {}

    /**
     * The path of a name.
     *
     * @param base  relative names resolve against it
     * @param name  as written
     * @param field where it was written, such as {@code data.source.path}
     * @throws SpecException when the name cannot be a path on this system
     */
    public static Path resolve(Path base, String name, String field) {
        try {
            return base.resolve(name);
        } catch (InvalidPathException e) {
            throw new SpecException(
                    "A file name cannot be used:",
                    List.of(new Problem(field, name, "a path of this system", e.getReason() + ": correct the name")));
        }
    }
}
