package hammingway.design.book;

import hammingway.code.Codebook;
import hammingway.code.analysis.BestKnown;
import hammingway.code.analysis.BitInformation;
import hammingway.code.analysis.Bounds;
import hammingway.code.analysis.Columns;
import hammingway.code.analysis.SampledDistances;
import hammingway.math.BitMatrix;
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
        List<Double> shares = distances.shares();
        int bits = bounds.length();
        int low = 0;
        double below = shares.getFirst();
        while (low < bits && below <= RARE) {
            below += shares.get(++low);
        }
        int high = bits;
        double above = shares.getLast();
        while (high > low && above <= RARE) {
            above += shares.get(--high);
        }
        return high > low ? new Range(low, high) : new Range(Math.max(0, low - 1.0), low + 1.0);
    }

    /** The vocabulary, if it counts the tokens of this codebook: of another size, or without any count, it tells nothing of them. */
    public static Optional<Vocabulary> counted(Codebook codebook, Optional<Vocabulary> vocabulary) {
        return vocabulary.filter(
                v -> v.size() == codebook.size() && Arrays.stream(v.counts()).anyMatch(count -> count > 0));
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
                        .map(counts ->
                                new Weighted(shares(codebook.bits(), counts), BitInformation.of(codebook, counts))));
    }

    private static double[] shares(BitMatrix bits, long[] counts) {
        double[] ones = new double[bits.columns()];
        double total = 0;
        for (int v = 0; v < counts.length; v++) {
            total += counts[v];
            for (int w = 0; w < bits.wordsPerRow(); w++) {
                for (long rest = bits.word(v, w); rest != 0; rest &= rest - 1) {
                    ones[64 * w + Long.numberOfTrailingZeros(rest)] += counts[v];
                }
            }
        }
        for (int b = 0; b < ones.length; b++) {
            ones[b] /= total;
        }
        return ones;
    }

    /** A figure's title: what it shows, and of which codebook. */
    public String titled(String what) {
        return what + ": V = " + bounds.tokens() + ", n = " + bounds.length();
    }
}
