package hammingway.model.encoder;

import hammingway.base.WorkbenchException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The layer whose hidden states are compared.
 *
 * @param layer  0: the embeddings, 1: what the first block gives, and so on
 * @param reason why this one, for people
 */
public record LayerChoice(int layer, String reason) {
    /** The layers with the best correlation with human judgement on WMT16, by model: the bert_score package's table (0.3.13). */
    private static final Map<String, Integer> PUBLISHED = Map.ofEntries(
            Map.entry("bert-base-uncased", 9),
            Map.entry("bert-large-uncased", 18),
            Map.entry("bert-base-cased-finetuned-mrpc", 9),
            Map.entry("bert-base-multilingual-cased", 9),
            Map.entry("bert-base-chinese", 8),
            Map.entry("roberta-base", 10),
            Map.entry("roberta-large", 17),
            Map.entry("roberta-large-mnli", 19),
            Map.entry("roberta-base-openai-detector", 7),
            Map.entry("roberta-large-openai-detector", 15),
            Map.entry("xlm-roberta-base", 9),
            Map.entry("xlm-roberta-large", 17),
            Map.entry("scibert_scivocab_uncased", 8),
            Map.entry("scibert_scivocab_cased", 9),
            Map.entry("spanbert-base-cased", 8),
            Map.entry("spanbert-large-cased", 17),
            Map.entry("finbert", 10),
            Map.entry("bert-base-turkish-cased", 10));

    /** The published choices lie near three quarters of the depth. */
    private static final double DEPTH = 0.75;

    /**
     * @param given the user's, which must be a layer of the model
     * @throws WorkbenchException when it is none
     */
    public static LayerChoice of(EncoderConfig config, Optional<Integer> given) {
        if (given.isPresent()) {
            int layer = given.get();
            if (layer < 0 || layer > config.layers()) {
                throw new WorkbenchException("layer = " + layer + ": allowed are 0, the embeddings, to "
                        + config.layers() + ", the last layer of " + config.folder() + ".");
            }
            return new LayerChoice(layer, "as given");
        }
        return names(config)
                .filter(n -> PUBLISHED.getOrDefault(n, Integer.MAX_VALUE) <= config.layers())
                .findFirst()
                .map(n -> new LayerChoice(PUBLISHED.getOrDefault(n, 0), "the bert_score package's for " + n))
                .orElseGet(() -> new LayerChoice(
                        (int) Math.round(DEPTH * config.layers()),
                        "three quarters of " + config.layers() + " layers; the model's name is not in the"
                                + " bert_score package's table"));
    }

    /** What the model may be called: the folder, the model's in the Hub's cache, the one that the configuration names. */
    private static Stream<String> names(EncoderConfig config) {
        Path folder = config.folder();
        Optional<Path> cache = Optional.ofNullable(folder.getParent()).map(Path::getParent);
        return Stream.concat(
                        Stream.of(folder, cache.orElse(folder)).map(p -> String.valueOf(p.getFileName())),
                        Stream.of(config.name()))
                .map(n -> n.replaceFirst(".*(/|--)", "").toLowerCase(Locale.ROOT));
    }
}
