package hammingway.design;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.CodeContext;
import hammingway.code.EmbeddingSource;
import hammingway.code.Embeddings;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The vocabularies of a project's folder, and what a recipe may draw on with one of them. */
final class Vocabularies {
    private Vocabularies() {}

    /** Names of the vocabularies that are whole. */
    static List<String> names(Path project) {
        Path folder = project.resolve("vocabularies");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(f ->
                            Files.isRegularFile(f.resolve("counts.csv")) && Files.isRegularFile(f.resolve("data.json")))
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", folder, e);
        }
    }

    static Vocabulary read(Path project, String name) {
        Path folder = project.resolve("vocabularies").resolve(name);
        Path facts = folder.resolve("data.json");
        var spec = Json.read(facts).path("vocabulary");
        if (!spec.isObject()) {
            throw new FileFormatException(
                    facts, "vocabulary", spec.toString(), "Delete the vocabulary's folder; it is made again.");
        }
        return VocabularyFolder.read(SpecCodec.read(VocabularySpec.class, spec, facts + ", vocabulary"), folder);
    }

    static CodeContext context(int size, Path base, Optional<Vocabulary> vocabulary) {
        CodeContext plain = CodeContext.of(size, base);
        return new CodeContext() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Path base() {
                return base;
            }

            @Override
            public Optional<Vocabulary> vocabulary() {
                return vocabulary;
            }

            @Override
            public Embeddings embeddings(EmbeddingSource source, Progress progress) {
                return plain.embeddings(source, progress);
            }
        };
    }
}
