package hammingway.code.search;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Embeddings;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tokens are like which: for each token its {@value #NEIGHBOURS} nearest by the cosine of their embeddings, made symmetric.
 * The neighbours of token t are entries {@code from(t)} to {@code from(t + 1) - 1}.
 */
final class Similar {
    /** As in neighbour graphs of the embedding literature: enough to connect a cluster, few enough to count at every step. */
    private static final int NEIGHBOURS = 10;

    private final int[] from;
    private final int[] tokens;
    private final float[] weights;
    private final double total;

    private Similar(List<List<Edge>> edges) {
        int size = edges.size();
        from = new int[size + 1];
        for (int t = 0; t < size; t++) {
            from[t + 1] = from[t] + edges.get(t).size();
        }
        tokens = new int[from[size]];
        weights = new float[from[size]];
        double sum = 0;
        for (int t = 0; t < size; t++) {
            for (int e = 0; e < edges.get(t).size(); e++) {
                tokens[from[t] + e] = edges.get(t).get(e).token();
                weights[from[t] + e] = edges.get(t).get(e).weight();
                sum += edges.get(t).get(e).weight();
            }
        }
        total = sum / 2;
    }

    private record Edge(int token, float weight) {}

    /** O(V^2 d). @throws WorkbenchException where no two tokens have a positive cosine */
    static Similar of(Embeddings embeddings, Progress progress) {
        int v = embeddings.rows();
        float[] unit = unit(embeddings);
        List<List<Edge>> edges = new ArrayList<>();
        for (int t = 0; t < v; t++) {
            edges.add(new ArrayList<>());
        }
        boolean[] chosen = new boolean[v];
        for (int t = 0; t < v; t++) {
            if ((t & 63) == 0) {
                progress.check();
                progress.update((double) t / v, "Similar tokens");
            }
            float[] cosines = cosines(unit, embeddings.columns(), t, v);
            for (int k = 0; k < NEIGHBOURS; k++) {
                int best = -1;
                for (int u = 0; u < v; u++) {
                    if (u != t && !chosen[u] && cosines[u] > 0 && (best < 0 || cosines[u] > cosines[best])) {
                        best = u;
                    }
                }
                if (best < 0) {
                    break;
                }
                chosen[best] = true;
                connect(edges, t, best, cosines[best]);
            }
            java.util.Arrays.fill(chosen, false);
        }
        Similar similar = new Similar(edges);
        if (similar.total == 0) {
            throw new WorkbenchException(
                    "No two tokens are similar: all cosines of their embeddings are 0 or less. Use another source of embeddings.");
        }
        return similar;
    }

    private static void connect(List<List<Edge>> edges, int t, int u, float cosine) {
        if (edges.get(t).stream().noneMatch(e -> e.token() == u)) {
            edges.get(t).add(new Edge(u, cosine));
            edges.get(u).add(new Edge(t, cosine));
        }
    }

    private static float[] unit(Embeddings embeddings) {
        float[] unit = embeddings.values().clone();
        int d = embeddings.columns();
        for (int t = 0; t < embeddings.rows(); t++) {
            double square = 0;
            for (int i = t * d; i < (t + 1) * d; i++) {
                square += (double) unit[i] * unit[i];
            }
            float scale = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
            for (int i = t * d; i < (t + 1) * d; i++) {
                unit[i] *= scale;
            }
        }
        return unit;
    }

    private static float[] cosines(float[] unit, int d, int t, int v) {
        float[] cosines = new float[v];
        for (int u = 0; u < v; u++) {
            float sum = 0;
            for (int i = 0; i < d; i++) {
                sum += unit[t * d + i] * unit[u * d + i];
            }
            cosines[u] = sum;
        }
        return cosines;
    }

    int from(int token) {
        return from[token];
    }

    int token(int entry) {
        return tokens[entry];
    }

    float weight(int entry) {
        return weights[entry];
    }

    /** Sum of the weights of all pairs, each once. */
    double total() {
        return total;
    }
}
