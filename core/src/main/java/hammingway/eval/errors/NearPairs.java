package hammingway.eval.errors;

import hammingway.math.BitMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Near pairs of codewords whose tokens keep apart: what the distance did not cost. */
final class NearPairs {
    /** Two tokens with the confusions that chance would give in both orders. */
    record Pair(int first, int second, int distance, double byChance) {}

    private static final Comparator<Pair> BEST = Comparator.comparingInt(Pair::distance)
            .thenComparing(Comparator.comparingDouble(Pair::byChance).reversed())
            .thenComparingInt(Pair::first)
            .thenComparingInt(Pair::second);

    private NearPairs() {}

    /** O(F^2 n / 64) for F tokens that can be expected in so many confusions. */
    static List<Pair> of(ConfusedPairs pairs, BitMatrix bits, double least, int limit) {
        ConfusionTable table = pairs.table();
        int size = table.size();
        double[] lost = new double[size];
        double most = 0;
        double mostTaken = 0;
        for (int v = 0; v < size; v++) {
            lost[v] = table.lost(v) / Math.max(1.0, table.errors() - table.taken(v));
            most = Math.max(most, lost[v]);
            mostTaken = Math.max(mostTaken, table.taken(v));
        }
        List<Integer> often = new ArrayList<>();
        for (int v = 0; v < size; v++) {
            if (lost[v] * mostTaken + most * table.taken(v) >= least) {
                often.add(v);
            }
        }
        PriorityQueue<Pair> kept = new PriorityQueue<>(BEST.reversed());
        for (int i = 0; i < often.size(); i++) {
            int a = often.get(i);
            for (int j = i + 1; j < often.size(); j++) {
                int b = often.get(j);
                double byChance = lost[a] * table.taken(b) + lost[b] * table.taken(a);
                if (byChance >= least) {
                    int distance = bits.distance(a, b);
                    boolean full = kept.size() >= limit;
                    if ((!full || distance <= kept.element().distance())
                            && table.count(a, b) == 0
                            && table.count(b, a) == 0) {
                        kept.add(new Pair(a, b, distance, byChance));
                        if (full) {
                            kept.remove();
                        }
                    }
                }
            }
        }
        List<Pair> sorted = new ArrayList<>(kept);
        sorted.sort(BEST);
        return sorted;
    }
}
