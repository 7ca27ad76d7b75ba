package hammingway.design.book;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The vocabularies of a project's folder. */
public final class Vocabularies {
    private Vocabularies() {}

    /** Names of the vocabularies that are whole. */
    public static List<String> names(Path project) {
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

    public static Vocabulary read(Path project, String name) {
        Path folder = project.resolve("vocabularies").resolve(name);
        Path facts = folder.resolve("data.json");
        var spec = Json.read(facts).path("vocabulary");
        if (!spec.isObject()) {
            throw new FileFormatException(
                    facts, "vocabulary", spec.toString(), "Delete the vocabulary's folder; it is made again.");
        }
        return VocabularyFolder.read(SpecCodec.read(VocabularySpec.class, spec, facts + ", vocabulary"), folder);
    }
}
