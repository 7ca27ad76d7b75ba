package hammingway.eval.errors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups of tokens that are taken for each other. Two tokens a and b that are confused both ways are bound by the share of their lost
 * positions that stays between them, (n_ab + n_ba) / (E_a + E_b). Pairs above a least share are joined, the strongest first, by union-find; a join that would make a
 * group larger than the most is left out.
 *
 * @param clusters by confusions within, most first, then by their least token
 * @param errors   confusions of the run
 */
public record ConfusionClusters(List<Cluster> clusters, int errors) {
    public ConfusionClusters {
        clusters = List.copyOf(clusters);
    }

    /**
     * Tokens taken for each other.
     *
     * @param tokens most lost positions first
     * @param within confusions of one of them with another
     * @param share  of all confusions of the run
     */
    public record Cluster(List<Integer> tokens, int within, double share) {
        public Cluster {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * What joins tokens.
     *
     * @param share least share of the lost positions of both that stays between them, above 0
     * @param count least confusions between them, in both orders
     * @param size  most tokens of a group, 2 or more
     */
    public record Rule(double share, int count, int size) {
        /** A tenth of what both lose stays between them; of fewer than three confusions a share tells nothing. */
        public static final Rule USUAL = new Rule(0.1, 3, 24);
    }

    private record Bond(int first, int second, double strength) {}

    /** O(P log P). */
    public static ConfusionClusters of(ConfusionTable table, Rule rule) {
        int[] parent = IntStream.range(0, table.size()).toArray();
        int[] size = new int[table.size()];
        Arrays.fill(size, 1);
        for (Bond bond : bonds(table, rule)) {
            int a = root(parent, bond.first());
            int b = root(parent, bond.second());
            if (a != b && size[a] + size[b] <= rule.size()) {
                int least = Math.min(a, b);
                parent[Math.max(a, b)] = least;
                size[least] = size[a] + size[b];
            }
        }
        int[] within = new int[table.size()];
        for (int p = 0; p < table.pairs(); p++) {
            int a = root(parent, table.target(p));
            within[a] += a == root(parent, table.predicted(p)) ? table.count(p) : 0;
        }
        List<List<Integer>> members = new ArrayList<>();
        for (int v = 0; v < parent.length; v++) {
            members.add(new ArrayList<>());
        }
        for (int v = 0; v < parent.length; v++) {
            members.get(root(parent, v)).add(v);
        }
        Comparator<Integer> byLost = Comparator.comparingInt(t -> -table.lost(t));
        List<Cluster> clusters = IntStream.range(0, parent.length)
                .filter(v -> parent[v] == v && size[v] > 1)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(v -> -within[v]).thenComparing(v -> v))
                .map(v -> new Cluster(
                        members.get(v).stream()
                                .sorted(byLost.thenComparing(t -> t))
                                .toList(),
                        within[v],
                        (double) within[v] / table.errors()))
                .toList();
        return new ConfusionClusters(clusters, table.errors());
    }

    private static List<Bond> bonds(ConfusionTable table, Rule rule) {
        List<Bond> bonds = new ArrayList<>();
        for (int p = 0; p < table.pairs(); p++) {
            int a = table.target(p);
            int b = table.predicted(p);
            int back = table.count(b, a);
            if (a > b || back == 0) {
                continue; // met as (b, a), or taken one way alone: then b draws many tokens, and is like none of them
            }
            int count = table.count(p) + back;
            double strength = (double) count / (table.lost(a) + table.lost(b));
            if (count >= rule.count() && strength >= rule.share()) {
                bonds.add(new Bond(a, b, strength));
            }
        }
        bonds.sort(Comparator.comparingDouble((Bond b) -> -b.strength())
                .thenComparingInt(Bond::first)
                .thenComparingInt(Bond::second));
        return bonds;
    }

    private static int root(int[] parent, int v) {
        int at = v;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
