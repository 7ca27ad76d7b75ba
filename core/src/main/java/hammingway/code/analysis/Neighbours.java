package hammingway.code.analysis;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Who lies near whom. */
public final class Neighbours {
    private Neighbours() {}

    /** A token and its distance from another, in bits. */
    public record Neighbour(int token, int distance) {}

    /** Two tokens, {@code first < second}. */
    public record Pair(int first, int second) {}

    /**
     * Pairs at one distance.
     *
     * @param distance d_min, in bits
     * @param total    unordered pairs at it
     * @param pairs    the first of them, by first token, then second; at most as many as asked for
     * @param kissing  of each token: how many others lie at d_min (its kissing number)
     */
    public record Closest(int distance, long total, List<Pair> pairs, int[] kissing) {
        /** The mean kissing number; what the union bound's leading term multiplies. */
        public double meanKissing() {
            return 2.0 * total / kissing.length;
        }

        public int mostKissing() {
            return IntStream.of(kissing).max().orElse(0);
        }
    }

    /** The k nearest of a token, nearest first, equal distances by lower token. O(V n / 64 + V). */
    public static List<Neighbour> nearest(Codebook codebook, int token, int k) {
        BitMatrix bits = codebook.bits();
        int v = bits.rows();
        int[] distance = new int[v];
        int[] first = new int[bits.columns() + 2];
        for (int i = 0; i < v; i++) {
            distance[i] = bits.distance(token, i);
            first[distance[i] + 1]++;
        }
        for (int d = 1; d < first.length; d++) {
            first[d] += first[d - 1];
        }
        int wanted = Math.min(k, v - 1);
        Neighbour[] sorted = new Neighbour[wanted + 1]; // the token itself comes first: codewords are distinct
        for (int i = 0; i < v; i++) {
            int place = first[distance[i]]++;
            if (place <= wanted) {
                sorted[place] = new Neighbour(i, distance[i]);
            }
        }
        return List.of(sorted).subList(1, wanted + 1);
    }

    /**
     * All pairs at minimum distance. V^2 / 2 pairs for d_min and again to find who has it.
     *
     * @param limit most pairs to list; all are counted
     */
    public static Closest closest(Codebook codebook, int limit, Parallel parallel) {
        return closest(codebook, Distances.minimum(codebook, parallel), limit, parallel);
    }

    /**
     * The same where d_min is known already.
     *
     * @param distance d_min, in bits
     */
    public static Closest closest(Codebook codebook, int distance, int limit, Parallel parallel) {
        PairBlocks blocks = new PairBlocks(codebook.bits());
        List<Finder> finders = blocks.visit(parallel, () -> new Finder(blocks, distance, limit));
        int[] kissing = new int[codebook.size()];
        List<Pair> pairs = new ArrayList<>();
        for (Finder finder : finders) {
            for (int v = 0; v < kissing.length; v++) {
                kissing[v] += finder.kissing[v];
            }
            pairs.addAll(finder.pairs);
        }
        long total = IntStream.of(kissing).asLongStream().sum() / 2;
        if (total > limit) {
            pairs = firstPairs(codebook, distance, kissing, limit);
        }
        pairs.sort(ORDER);
        return new Closest(distance, total, List.copyOf(pairs), kissing);
    }

    private static final Comparator<Pair> ORDER =
            Comparator.comparingInt(Pair::first).thenComparingInt(Pair::second);

    /** Which pairs the threads met first depends on their number; these do not. */
    private static List<Pair> firstPairs(Codebook codebook, int distance, int[] kissing, int limit) {
        BitMatrix bits = codebook.bits();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < bits.rows() && pairs.size() < limit; i++) {
            for (int j = i + 1; kissing[i] > 0 && j < bits.rows() && pairs.size() < limit; j++) {
                if (bits.distance(i, j) == distance) {
                    pairs.add(new Pair(i, j));
                }
            }
        }
        return pairs;
    }

    private static final class Finder implements PairBlocks.Visitor {
        private final PairBlocks blocks;
        private final int distance;
        private final int limit;
        private final int[] distances;
        private final int[] kissing;
        private final List<Pair> pairs = new ArrayList<>();

        Finder(PairBlocks blocks, int distance, int limit) {
            this.blocks = blocks;
            this.distance = distance;
            this.limit = limit;
            this.distances = new int[blocks.blockRows()];
            this.kissing = new int[blocks.rows];
        }

        @Override
        public void visit(int row, long[][] block, int first, int count, int self) {
            int from = self + 1;
            if (blocks.words == 1 && PairKernel.minimum(blocks.bits.word(row, 0), block[0], from, count) > distance) {
                return; // nearly all rows of nearly all blocks
            }
            blocks.distances(row, block, count, distances);
            for (int j = from; j < count; j++) {
                if (distances[j] == distance) {
                    kissing[row]++;
                    kissing[first + j]++;
                    if (pairs.size() <= limit) {
                        pairs.add(new Pair(row, first + j));
                    }
                }
            }
        }
    }
}
