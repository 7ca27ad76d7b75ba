package hammingway.vocab;

import hammingway.base.Doc;

/** Where a tokenizer comes from. */
public sealed interface TokenizerSource {
    /** A byte-level BPE trained on the run's own text. */
    record TrainBpe(
            @Doc(value = "Tokens of the tokenizer, the 256 bytes included", unit = "tokens", min = 257, max = 1_000_000)
            int size,

            @Doc(
                    value =
                            "training: validation text stays unseen; all: to agree with studies that trained on everything",
                    byDefault = "training")
            TrainedOn trainedOn)
            implements TokenizerSource {
        /** The text that merges are counted on. */
        public enum TrainedOn {
            TRAINING,
            ALL
        }
    }

    /** Any Hugging Face {@code tokenizer.json}. */
    record TokenizerFile(
            @Doc("A Hugging Face tokenizer.json; relative names resolve against the project's folder")
            String path) implements TokenizerSource {}
}
