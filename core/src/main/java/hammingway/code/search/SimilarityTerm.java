package hammingway.code.search;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Embeddings;
import hammingway.code.learn.WeightedPairs;
import java.util.Arrays;

/**
 * Minus the mean distance of similar tokens, weighted by their similarity, as a share of the length. Similar are the
 * {@value #NEIGHBOURS} nearest of each token by the cosine of their embeddings.
 */
final class SimilarityTerm implements Term {
    /** As in neighbour graphs of the embedding literature: enough to connect a cluster, few enough to count at every step. */
    private static final int NEIGHBOURS = 10;

    private final Rows rows;
    private final double weight;
    private final WeightedPairs similar;
    private final double total;
    private double sum;

    /** O(V^2 d) for V vectors of length d. @throws WorkbenchException where no two tokens have a positive cosine */
    SimilarityTerm(Rows rows, double weight, Embeddings embeddings, Progress progress) {
        this.rows = rows;
        this.weight = weight;
        this.similar = WeightedPairs.nearest(embeddings.matrix(), NEIGHBOURS, progress);
        this.total = Arrays.stream(similar.weight()).sum() / 2;
        if (total == 0) {
            throw new WorkbenchException(
                    "No two tokens are similar: all cosines of their embeddings are 0 or less. Use another source of embeddings.");
        }
        restart();
    }

    private double value(double s) {
        return -weight * s / (total * rows.length);
    }

    @Override
    public double guide() {
        return value(sum);
    }

    @Override
    public double guideAfter(int row, int a, int b) {
        return value(sum + change(row, a, b));
    }

    private double change(int row, int a, int b) {
        double change = 0;
        for (int e = similar.start()[row]; e < similar.start()[row + 1]; e++) {
            int other = similar.other()[e];
            int bits = rows.get(row, a) == rows.get(other, a) ? 1 : -1;
            if (b != a) {
                bits += rows.get(row, b) == rows.get(other, b) ? 1 : -1;
            }
            change += bits * similar.weight()[e];
        }
        return change;
    }

    @Override
    public void flip(int row, int a, int b) {
        sum += change(row, a, b);
    }

    @Override
    public double exact() {
        return guide();
    }

    private double recount() {
        double s = 0;
        for (int r = 0; r < rows.count; r++) {
            for (int e = similar.start()[r]; e < similar.start()[r + 1]; e++) {
                if (similar.other()[e] > r) {
                    s += rows.distance(r, similar.other()[e]) * similar.weight()[e];
                }
            }
        }
        return s;
    }

    @Override
    public void restart() {
        sum = recount();
    }
}
