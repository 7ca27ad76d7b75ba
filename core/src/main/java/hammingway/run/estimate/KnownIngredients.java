package hammingway.run.estimate;

import hammingway.code.CodebookSpec;
import hammingway.data.DataSpec;
import hammingway.run.RunSpec;
import hammingway.vocab.VocabularySpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ingredients of many runs, each file looked at once: points of a sweep share most of them. Not thread-safe. */
public final class KnownIngredients {
    private final Path project;
    private final Map<Parts, Ingredients> known = new HashMap<>();

    private record Parts(VocabularySpec vocabulary, DataSpec data, Optional<CodebookSpec> codebook) {}

    public KnownIngredients(Path project) {
        this.project = project;
    }

    /** See {@link Ingredients#of}. */
    public Ingredients of(RunSpec spec) {
        return known.computeIfAbsent(
                new Parts(spec.vocabulary(), spec.data(), spec.codebook()), p -> Ingredients.of(project, spec));
    }
}
