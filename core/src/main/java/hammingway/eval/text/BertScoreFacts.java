package hammingway.eval.text;

import hammingway.model.encoder.LayerChoice;

/**
 * How BERTScore was computed, without which its figures cannot be compared.
 *
 * @param model               folder of the encoder
 * @param idf                 whether tokens were weighed by the references
 * @param rescaled            whether by a baseline
 * @param emptyPredictions    predictions without a token, whose raw scores are 0
 * @param emptyReferences     comparisons with a reference without a token, whose raw scores are 0
 * @param truncated           different texts that were cut at the encoder's positions
 * @param maxTokens           positions of the encoder
 * @param unweighted          comparisons where all tokens of a side weigh 0, so that its share is 0: every reference has them
 */
public record BertScoreFacts(
        String model,
        LayerChoice layer,
        boolean idf,
        boolean rescaled,
        int emptyPredictions,
        int emptyReferences,
        int truncated,
        int maxTokens,
        int unweighted) {}
