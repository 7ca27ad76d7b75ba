package hammingway.code.versions;

import java.util.List;
import java.util.Optional;

/**
 * All versions of a codebook.
 *
 * @param versions    oldest first
 * @param problems    what cannot be read, a sentence each
 * @param unversioned whether the file under the name is none of the versions; the next save makes it one
 */
public record History(String name, List<Version> versions, List<String> problems, boolean unversioned) {
    public History {
        versions = List.copyOf(versions);
        problems = List.copyOf(problems);
    }

    public Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    public Optional<Version> version(int number) {
        return versions.stream().filter(v -> v.number() == number).findFirst();
    }
}
