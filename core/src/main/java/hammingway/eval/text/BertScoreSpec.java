package hammingway.eval.text;

import hammingway.base.Doc;
import java.util.Optional;

/** How predictions are compared by an encoder. */
public record BertScoreSpec(
        @Doc("A Hugging Face folder of a BERT or RoBERTa model, with tokenizer.json")
        String encoder,

        @Doc(
                value =
                        "Layer whose hidden states are compared, 0: the embeddings; without it the published choice for the model",
                min = 0,
                max = 200)
        Optional<Integer> layer,

        @Doc(
                "A file of the bert_score package with lines LAYER,P,R,F: scores are rescaled so that unrelated texts get 0")
        Optional<String> baseline,

        @Doc(value = "Tokens that many references have weigh less", byDefault = "false")
        boolean idf,

        @Doc(value = "Texts in one forward pass", unit = "texts", min = 1, max = 4096, byDefault = "64")
        int batch) {
    public static final int BATCH = 64;

    public static BertScoreSpec of(String encoder) {
        return new BertScoreSpec(encoder, Optional.empty(), Optional.empty(), false, BATCH);
    }
}
