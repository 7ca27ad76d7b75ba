package hammingway.design.comparison;

import java.nio.file.Path;
import java.util.Optional;

/** Asks for a codebook's file through a window of the system; an interface, as there is none in tests. */
@FunctionalInterface
public interface FileChoice {
    Optional<Path> codebook();
}
