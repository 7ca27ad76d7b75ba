package hammingway.design.book;

import hammingway.code.Codebook;
import hammingway.code.analysis.BestKnown;
import hammingway.code.analysis.BitInformation;
import hammingway.code.analysis.Bounds;
import hammingway.code.analysis.Columns;
import hammingway.code.analysis.SampledDistances;
import hammingway.vocab.Vocabulary;
import java.util.Arrays;
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
public record Preview(
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
    public record Weighted(double[] shares, BitInformation information) {}

    /** Share of pairs beyond either end of the colours: these are the rare ones, and stand out by the last colour. */
    private static final double RARE = 0.001;

    /** Some distances, {@code low < high}, in bits. */
    public record Range(double low, double high) {}

    /** The distances of nearly all pairs: of long codes they are few of those that are possible. */
    public Range usual() {
        return usual(
                distances.shares().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The same of a histogram of distances 0 to n: pairs, or shares of them. */
    public static Range usual(double[] histogram) {
        double rare = RARE * Arrays.stream(histogram).sum();
        int bits = histogram.length - 1;
        int low = 0;
        double below = histogram[0];
        while (low < bits && below <= rare) {
            below += histogram[++low];
        }
        int high = bits;
        double above = histogram[bits];
        while (high > low && above <= rare) {
            above += histogram[--high];
        }
        return high > low ? new Range(low, high) : new Range(Math.max(0, low - 1.0), low + 1.0);
    }

    /** The vocabulary, if it counts the tokens of this codebook: of another size, or without any count, it tells nothing of them. */
    public static Optional<Vocabulary> counted(Codebook codebook, Optional<Vocabulary> vocabulary) {
        return vocabulary.filter(v -> v.size() == codebook.size() && v.counted());
    }

    /**
     * O(V n).
     *
     * @param vocabulary left out of account unless it counts these tokens
     */
    public static Preview of(Codebook codebook, Optional<Vocabulary> vocabulary) {
        return new Preview(
                codebook,
                SampledDistances.of(codebook),
                Bounds.of(codebook.size(), codebook.length(), BestKnown.load()),
                Columns.of(codebook),
                Columns.rowWeights(codebook),
                counted(codebook, vocabulary)
                        .map(Vocabulary::counts)
                        .map(counts -> new Weighted(
                                Columns.shares(codebook, counts).stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray(),
                                BitInformation.of(codebook, counts))));
    }

    /** A figure's title: what it shows, and of which codebook. */
    public String titled(String what) {
        return what + ": V = " + bounds.tokens() + ", n = " + bounds.length();
    }
}
