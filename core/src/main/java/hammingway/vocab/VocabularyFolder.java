package hammingway.vocab;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code vocabularies/<name>/}: {@code tokenizer.json} and {@code counts.csv}. */
public final class VocabularyFolder {
    private VocabularyFolder() {}

    /**
     * Gets the tokenizer of a specification, training it if it asks for that, and keeps a copy in the folder.
     *
     * @param training text to train on
     * @param specials tokens that a trained one gets beside those it learns
     * @param file     the file of a {@link TokenizerSource.TokenizerFile}, resolved
     */
    public static Tokenizer tokenizer(
            TokenizerSource source,
            List<String> training,
            List<String> specials,
            Path file,
            Path folder,
            Progress progress) {
        Path copy = folder.resolve("tokenizer.json");
        switch (source) {
            case TokenizerSource.TrainBpe train ->
                Json.write(copy, BpeTrainer.train(training, train.size(), specials, progress));
            case TokenizerSource.TokenizerFile given -> {
                Tokenizer.load(file).close(); // a bad file is refused before anything is written
                Json.write(copy, Json.read(file));
            }
        }
        return Tokenizer.load(copy);
    }

    /** Numbers the tokens by their counts in the training part and writes {@code counts.csv}. */
    public static Vocabulary number(VocabularySpec spec, Tokenizer tokenizer, int[][] trainingIds, Path folder) {
        Vocabulary vocabulary = Vocabulary.of(spec, tokenizer, counts(tokenizer, trainingIds));
        vocabulary.write(folder.resolve("counts.csv"));
        return vocabulary;
    }

    /**
     * Keeps a tokenizer's file and writes a {@code counts.csv} without counts.
     *
     * @param size V, at least that of the tokenizer: ids beyond it are padding of a model's output layer
     */
    public static Vocabulary uncounted(Path tokenizerFile, int size, Path folder) {
        try (Tokenizer tokenizer = Tokenizer.load(tokenizerFile)) {
            Vocabulary vocabulary = Vocabulary.uncounted(tokenizer, Math.max(size, tokenizer.size()));
            AtomicFiles.write(folder.resolve("tokenizer.json"), out -> Files.copy(tokenizerFile, out));
            vocabulary.write(folder.resolve("counts.csv"));
            return vocabulary;
        }
    }

    /** Counts a text's tokens under the tokenizer's ids, {@code size} in all, and writes {@code counts.csv}. */
    public static Vocabulary padded(int size, Tokenizer tokenizer, int[][] trainingIds, Path folder) {
        Vocabulary vocabulary = Vocabulary.padded(tokenizer, counts(tokenizer, trainingIds), size);
        vocabulary.write(folder.resolve("counts.csv"));
        return vocabulary;
    }

    private static long[] counts(Tokenizer tokenizer, int[][] trainingIds) {
        long[] counts = new long[tokenizer.size()];
        for (int[] ids : trainingIds) {
            for (int id : ids) {
                counts[id]++;
            }
        }
        return counts;
    }

    public static Vocabulary read(VocabularySpec spec, Path folder) {
        return Vocabulary.read(folder.resolve("counts.csv"), spec);
    }
}
