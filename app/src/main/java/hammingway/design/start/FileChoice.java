package hammingway.design.start;

import java.nio.file.Path;
import java.util.Optional;

/** Asks for a file or a folder through a window of the system; behind an interface, as there is none in tests. */
public interface FileChoice {
    /** A tokenizer, a text or a codebook. */
    Optional<Path> file();

    /** A checkpoint's folder. */
    Optional<Path> folder();
}
