package hammingway.code.analysis;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * Exact Hamming distances between all pairs of codewords.
 *
 * @param minimum        d_min, in bits
 * @param atMinimum      unordered pairs at d_min
 * @param mean           mean over unordered pairs, in bits
 * @param meanNearest    mean over tokens of the distance to the nearest other codeword
 * @param histogram      unordered pairs at distance 0 to n
 */
public record Distances(int minimum, long atMinimum, double mean, double meanNearest, List<Long> histogram) {
    /** On all processors. */
    public static Distances of(Codebook codebook, Progress progress) {
        return of(codebook, Parallel.all(progress, "Distances"));
    }

    /**
     * Linear codes and their cosets: one Walsh-Hadamard transform over the messages, k 2^k additions. Codewords of at most 24 bits, where that is
     * less work: one transform over all words, n 2^n. Otherwise all V^2 / 2 pairs, ceil(n / 64) words each: about 2.5 thousand
     * million pairs of 64 bits a second on a processor with vector population counts. Memory beyond the codebook below 64 MB. Cancellable.
     */
    public static Distances of(Codebook codebook, Parallel parallel) {
        Structure structure = Structure.of(codebook);
        if (structure.affine()) {
            return ofAffine(WeightDistribution.ofDirections(structure), codebook);
        }
        if (Autocorrelation.pays(codebook)) {
            return Autocorrelation.distances(codebook, parallel);
        }
        PairCounts.Found found = PairCounts.of(codebook.bits(), parallel);
        return of(found.histogram(), Arrays.stream(found.nearest()).average().orElseThrow());
    }

    /** d_min alone: by bands of bits where that is less work than comparing all pairs, see {@link BandMinimum}. */
    public static int minimum(Codebook codebook, Parallel parallel) {
        Structure structure = Structure.of(codebook);
        return structure.affine()
                ? WeightDistribution.ofDirections(structure).minimum()
                : BandMinimum.of(codebook.bits(), parallel);
    }

    /** From any word of a coset of a linear code, the others lie as the weights of the linear code do. */
    private static Distances ofAffine(WeightDistribution weights, Codebook codebook) {
        long[] histogram = new long[codebook.length() + 1];
        for (int w = 1; w < histogram.length; w++) {
            histogram[w] = weights.counts().get(w) * codebook.size() / 2;
        }
        return of(histogram, weights.minimum());
    }

    static Distances of(long[] histogram, double meanNearest) {
        int minimum = 0;
        while (histogram[minimum] == 0) {
            minimum++;
        }
        double sum = 0;
        long pairs = 0;
        for (int d = 0; d < histogram.length; d++) {
            sum += (double) d * histogram[d];
            pairs += histogram[d];
        }
        return new Distances(
                minimum,
                histogram[minimum],
                sum / pairs,
                meanNearest,
                Arrays.stream(histogram).boxed().toList());
    }

    /** Errors in a word that nearest-codeword decoding always mends: t = floor((d_min - 1) / 2). */
    public int correctable() {
        return (minimum - 1) / 2;
    }

    /** Standard deviation over unordered pairs, in bits. */
    public double standardDeviation() {
        double sum = 0;
        long pairs = 0;
        for (int d = 0; d < histogram.size(); d++) {
            sum += (d - mean) * (d - mean) * histogram.get(d);
            pairs += histogram.get(d);
        }
        return Math.sqrt(sum / pairs);
    }

    /**
     * Distances of a grid of pairs, for pictures.
     *
     * @param rowTokens    token of each row of the picture
     * @param columnTokens token of each column
     * @return row-major, {@code rowTokens.length x columnTokens.length}, in bits
     */
    public static int[] grid(Codebook codebook, int[] rowTokens, int[] columnTokens) {
        BitMatrix bits = codebook.bits();
        int[] out = new int[Math.multiplyExact(rowTokens.length, columnTokens.length)];
        for (int r = 0; r < rowTokens.length; r++) {
            for (int c = 0; c < columnTokens.length; c++) {
                out[r * columnTokens.length + c] = bits.distance(rowTokens[r], columnTokens[c]);
            }
        }
        return out;
    }
}
