package hammingway.eval.errors.whatif;

import hammingway.code.Codebook;
import hammingway.code.decode.UnigramPrior;
import hammingway.eval.trace.Trace;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the questions are asked of.
 *
 * @param counts  occurrences of each token in the training part; none where they are not known
 * @param width   of hidden states, d, for the cost of a hybrid
 * @param softmax a softmax run's trace on the same tokens, as far as both go, for hybrids
 */
public record TracedCode(Trace trace, Codebook codebook, long[] counts, int width, Optional<Trace> softmax) {

    /** Windows of both traces. */
    int windows() {
        return softmax.map(s -> Math.min(s.windows(), trace.windows())).orElse(trace.windows());
    }

    /** The prior of strength 1; none where counts are not known. */
    double[] logCounts() {
        if (counts.length == 0) {
            return new double[0];
        }
        float[] single = UnigramPrior.of(counts);
        return IntStream.range(0, single.length).mapToDouble(v -> single[v]).toArray();
    }

    /** The most frequent tokens, equal ones by lower id, in the order of ids. */
    int[] mostFrequent(int tokens) {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(v -> -counts[v]).thenComparing(v -> v))
                .limit(tokens)
                .mapToInt(v -> v)
                .sorted()
                .toArray();
    }
}
