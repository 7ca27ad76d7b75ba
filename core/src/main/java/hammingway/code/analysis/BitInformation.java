package hammingway.code.analysis;

import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the bits of a codebook tell about tokens as frequent as they are in texts (field: unigram entropies, in bits).
 *
 * @param tokenEntropy H of the token; the bits together have the same, since codewords are distinct
 * @param bitEntropies of each bit, tokens weighted by their counts
 */
public record BitInformation(double tokenEntropy, List<Double> bitEntropies) {
    /**
     * @param counts how often each token occurs, V of them, not negative, not all zero
     * @throws WorkbenchException for other counts
     */
    public static BitInformation of(Codebook codebook, long[] counts) {
        double total = checkedTotal(codebook, counts);
        int n = codebook.length();
        double[] ones = new double[n];
        double entropy = 0;
        for (int v = 0; v < counts.length; v++) {
            entropy += Entropy.term(counts[v] / total);
            for (int w = 0; w < codebook.bits().wordsPerRow(); w++) {
                for (long rest = codebook.bits().word(v, w); rest != 0; rest &= rest - 1) {
                    ones[64 * w + Long.numberOfTrailingZeros(rest)] += counts[v];
                }
            }
        }
        List<Double> bits = new ArrayList<>(n);
        for (double one : ones) {
            bits.add(Entropy.ofBit(one / total));
        }
        return new BitInformation(entropy, List.copyOf(bits));
    }

    private static double checkedTotal(Codebook codebook, long[] counts) {
        if (counts.length != codebook.size()) {
            throw new WorkbenchException("There are counts of " + counts.length + " tokens, the codebook has "
                    + codebook.size() + ". Give the counts of the same vocabulary.");
        }
        double total = 0;
        for (int v = 0; v < counts.length; v++) {
            if (counts[v] < 0) {
                throw new WorkbenchException(
                        "The count of token " + v + " is " + counts[v] + "; it must be 0 or more. Correct the counts.");
            }
            total += counts[v];
        }
        if (total == 0) {
            throw new WorkbenchException("All tokens have the count 0. Count the tokens of a text first.");
        }
        return total;
    }

    /** What a model of independent bits needs for a token at best, in bits. */
    public double sumOfBits() {
        return bitEntropies.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What such a model must waste: total correlation of the bits (Watanabe 1960), sum of bit entropies less token entropy, in bits a token. */
    public double totalCorrelation() {
        return sumOfBits() - tokenEntropy;
    }
}
