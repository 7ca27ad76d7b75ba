package hammingway.design.analysis;

import hammingway.code.Codebook;
import hammingway.code.analysis.BestKnown;
import hammingway.code.analysis.BitInformation;
import hammingway.code.analysis.Bounds;
import hammingway.code.analysis.Columns;
import hammingway.code.analysis.SampledDistances;
import hammingway.vocab.Vocabulary;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a codebook within milliseconds.
 *
 * @param codebook  the one that was looked at
 * @param distances from a sample of pairs
 * @param bounds    on the minimum distance
 * @param columns   balance with each token counted once
 * @param weights   codewords by number of ones
 * @param weighted  balance by the tokens' counts; empty without counts
 */
record Preview(
        Codebook codebook,
        SampledDistances distances,
        Bounds bounds,
        Columns columns,
        List<Integer> weights,
        Optional<Weighted> weighted) {
    /**
     * The columns as texts see them.
     *
     * @param shares      of ones in each bit, tokens weighted by their counts
     * @param information entropies of bits and tokens
     */
    record Weighted(double[] shares, BitInformation information) {}

    /** @param vocabulary of as many tokens; counts only if one is above 0 */
    static Preview of(Codebook codebook, Optional<Vocabulary> vocabulary) {
        return new Preview(
                codebook,
                SampledDistances.of(codebook),
                Bounds.of(codebook.size(), codebook.length(), BestKnown.load()),
                Columns.of(codebook),
                Columns.rowWeights(codebook),
                vocabulary
                        .map(Vocabulary::counts)
                        .map(counts -> new Weighted(
                                Columns.shares(codebook, counts).stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray(),
                                BitInformation.of(codebook, counts))));
    }
}
