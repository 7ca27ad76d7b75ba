package hammingway.eval.text;

import java.util.Arrays;
import java.util.Collection;

/**
 * How much each token counts. Without idf all alike, but the marks at both ends not at all (they may be matched, though). With idf
 * log((N + 1) / (c + 1)) for a token that c of N references have (Zhang et al. 2020, section 3, with the package's plus one).
 */
final class TokenWeights {
    private final double[] weights;

    private TokenWeights(double[] weights) {
        this.weights = weights;
    }

    static TokenWeights equal(int vocabulary, TextEncoding encoding) {
        double[] weights = new double[vocabulary];
        for (int i = 0; i < vocabulary; i++) {
            weights[i] = encoding.isMark(i) ? 0 : 1;
        }
        return new TokenWeights(weights);
    }

    /** @param references all of them, repeated ones too */
    static TokenWeights inverse(int vocabulary, Collection<EncodedText> references) {
        int[] having = new int[vocabulary];
        references.forEach(r -> Arrays.stream(r.ids()).distinct().forEach(id -> having[id]++));
        return new TokenWeights(Arrays.stream(having)
                .mapToDouble(c -> Math.log((references.size() + 1.0) / (c + 1)))
                .toArray());
    }

    /** The weighted mean of a value a token; NaN where all of them weigh 0. */
    double mean(EncodedText text, float[] values, int from) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < text.length(); i++) {
            double weight = weights[text.ids()[i]];
            sum += weight * values[from + i];
            total += weight;
        }
        return total == 0 ? Double.NaN : sum / total;
    }
}
