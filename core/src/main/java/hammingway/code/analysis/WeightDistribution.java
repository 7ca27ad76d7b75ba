package hammingway.code.analysis;

import hammingway.math.BitMatrix;
import hammingway.math.WalshHadamard;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many words of a linear code have each weight.
 *
 * @param counts A_0 to A_n
 */
public record WeightDistribution(List<Long> counts) {
    /** 2^26 messages take 256 MB. */
    private static final int MAX_DIMENSION = 26;

    /**
     * Of the code that independent rows span: the generator's n columns, as numbers of k bits, are counted and transformed; the
     * transform at message m is n - 2 weight(m). One transform of k 2^k additions, whatever n is.
     *
     * @param generator k rows, independent, k at most 26
     */
    public static WeightDistribution of(BitMatrix generator) {
        int k = generator.rows();
        if (k > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "2^" + k + " words are too many to count, 2^" + MAX_DIMENSION + " are allowed");
        }
        int n = generator.columns();
        int[] transform = new int[1 << k];
        for (int c = 0; c < n; c++) {
            int column = 0;
            for (int r = 0; r < k; r++) {
                column |= generator.get(r, c) ? 1 << r : 0;
            }
            transform[column]++;
        }
        WalshHadamard.transform(transform);
        long[] counts = new long[n + 1];
        for (int f : transform) {
            counts[(n - f) / 2]++;
        }
        return new WeightDistribution(Arrays.stream(counts).boxed().toList());
    }

    static WeightDistribution ofDirections(Structure structure) {
        return of(structure.directions());
    }

    /** The least weight above zero, d_min of the linear code. */
    public int minimum() {
        return IntStream.range(1, counts.size())
                .filter(w -> counts.get(w) > 0)
                .findFirst()
                .orElse(0);
    }
}
