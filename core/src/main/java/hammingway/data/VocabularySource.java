package hammingway.data;

import hammingway.base.WorkbenchException;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.VocabularySpec;
import java.nio.file.Path;

/** What a vocabulary is made from without a run. */
public sealed interface VocabularySource {
    /** Fewest tokens of a trained tokenizer: the 256 bytes and a merge. */
    int LEAST = 257;

    /** Most tokens of a trained tokenizer. */
    int MOST = 1_000_000;

    /** A Hugging Face {@code tokenizer.json} alone: its tokens under its ids, not counted. */
    record TokenizerAlone(Path file) implements VocabularySource {}

    /**
     * The folder of a checkpoint: the tokens of its {@code tokenizer.json}, not counted, as many as its output layer has rows. No weight is
     * read.
     */
    record Checkpoint(Path folder) implements VocabularySource {}

    /**
     * A text, counted and kept as tokens, so that codes can be learned from it.
     *
     * @param tokenizer trained on the text, or a file's
     */
    record Text(TextSource text, VocabularySpec tokenizer) implements VocabularySource {
        /** With a byte-level BPE of so many tokens, the most frequent first. */
        public static Text trained(TextSource text, int size) {
            if (size < LEAST || size > MOST) {
                throw new WorkbenchException("Number of tokens = " + size + ": allowed are " + LEAST + " to " + MOST
                        + ", the 256 bytes and the merges of a byte-level BPE.");
            }
            return new Text(
                    text,
                    new VocabularySpec(
                            new TokenizerSource.TrainBpe(size, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                            VocabularySpec.TokenOrder.FREQUENCY,
                            0));
        }
    }

    /** A text, counted with the tokenizer of another vocabulary of the project and numbered in the same way. */
    record TextAs(TextSource text, String vocabulary) implements VocabularySource {}
}
