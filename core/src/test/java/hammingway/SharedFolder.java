package hammingway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reference data that other people's software computed. It lies beside the checkout; a test that needs it is skipped, with the reason, where it is absent. */
public final class SharedFolder {
    private SharedFolder() {}

    /** A file or folder of the reference data; skips the calling test when the data are not on this machine. */
    public static Path require(String relative) {
        String named = System.getenv("HAMMINGWAY_SHARED");
        Path found = Stream.of(named == null ? "../../shared" : named, "../../shared", "../shared")
                .map(Path::of)
                .map(p -> p.resolve(relative))
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of(""));
        assumeTrue(
                !found.toString().isEmpty(),
                "reference data '" + relative
                        + "' not found: no ../shared beside the checkout, and HAMMINGWAY_SHARED does not name it");
        return found;
    }
}
