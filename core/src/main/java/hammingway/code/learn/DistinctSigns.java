package hammingway.code.learn;

import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import hammingway.math.FloatMatrix;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Signs of projections as bits, all rows different. Where two rows agree, the one of lower weight gives way: of all patterns of
 * flips that lead to a free word, it takes the one of least sum of |projection|.
 *
 * @param bits     positive projections are ones
 * @param repaired rows that were changed
 * @param flips    bits changed in all of them
 */
public record DistinctSigns(BitMatrix bits, int repaired, int flips) {
    /** Patterns tried in their order before random ones: rows without any information would try them all in vain. */
    private static final int ORDERED_TRIES = 4096;

    /** A word as a key. */
    private record Word(long[] words) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Word w && Arrays.equals(w.words, words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }

        Word flipped(int[] columns) {
            long[] other = words.clone();
            for (int c : columns) {
                other[c >>> 6] ^= 1L << c;
            }
            return new Word(other);
        }
    }

    /** Flips by positions in the order of reliability, and their cost. */
    private record Pattern(double cost, int[] positions) {}

    /**
     * Deterministic. Cost O(rows columns log columns) and that of repairs.
     *
     * @param weights of the rows, such as counts: the greater keeps its word; equal ones by number
     */
    public static DistinctSigns of(FloatMatrix projections, long[] weights, Progress progress) {
        int n = projections.columns();
        if (n < 31 && projections.rows() > 1 << n) {
            throw new IllegalArgumentException(projections.rows() + " rows cannot differ in " + n + " bits");
        }
        Integer[] order = IntStream.range(0, projections.rows()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong((Integer r) -> -weights[r]).thenComparing(r -> r));
        Word[] taken = new Word[order.length];
        Set<Word> all = new HashSet<>();
        int repaired = 0;
        int flips = 0;
        for (int i = 0; i < order.length; i++) {
            if ((i & 1023) == 0) {
                progress.check();
                progress.update((double) i / order.length, "Telling codewords apart");
            }
            int r = order[i];
            Word word = signs(projections, r);
            if (all.contains(word)) {
                int[] columns = free(projections, r, word, all);
                word = word.flipped(columns);
                repaired++;
                flips += columns.length;
            }
            all.add(word);
            taken[r] = word;
        }
        BitMatrix bits = BitMatrix.of(order.length, n, (r, c) -> (taken[r].words()[c >>> 6] >>> c & 1) != 0);
        return new DistinctSigns(bits, repaired, flips);
    }

    private static Word signs(FloatMatrix projections, int row) {
        long[] words = new long[(projections.columns() + 63) >>> 6];
        for (int c = 0; c < projections.columns(); c++) {
            if (projections.get(row, c) > 0) {
                words[c >>> 6] |= 1L << c;
            }
        }
        return new Word(words);
    }

    /** The cheapest columns whose flip leads to a free word: subsets in order of cost, by a heap. */
    private static int[] free(FloatMatrix projections, int row, Word word, Set<Word> taken) {
        int n = projections.columns();
        Integer[] columns = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        SplitRandom random = SplitRandom.of(row, "flips", 0);
        double[] tieBreak = new double[n];
        Arrays.setAll(tieBreak, c -> random.nextDouble()); // equal rows shall not all try the same
        Arrays.sort(
                columns,
                Comparator.comparingDouble((Integer c) -> Math.abs(projections.get(row, c)))
                        .thenComparingDouble(c -> tieBreak[c]));
        double[] cost = new double[n];
        Arrays.setAll(cost, p -> Math.abs(projections.get(row, columns[p])));
        PriorityQueue<Pattern> queue = new PriorityQueue<>(
                Comparator.comparingDouble(Pattern::cost).thenComparing(Pattern::positions, Arrays::compare));
        queue.add(new Pattern(cost[0], new int[] {0}));
        for (int tries = 0; tries < ORDERED_TRIES && !queue.isEmpty(); tries++) {
            Pattern pattern = queue.remove();
            int[] flips =
                    Arrays.stream(pattern.positions()).map(p -> columns[p]).toArray();
            if (!taken.contains(word.flipped(flips))) {
                return flips;
            }
            successors(pattern, cost, queue);
        }
        return drawn(columns, word, taken, random);
    }

    /** Each subset is reached once: its last position moves on, or the next one joins (Lawler 1972). */
    private static void successors(Pattern pattern, double[] cost, PriorityQueue<Pattern> queue) {
        int[] positions = pattern.positions();
        int last = positions[positions.length - 1];
        if (last + 1 == cost.length) {
            return;
        }
        int[] moved = positions.clone();
        moved[moved.length - 1] = last + 1;
        queue.add(new Pattern(pattern.cost() - cost[last] + cost[last + 1], moved));
        int[] joined = Arrays.copyOf(positions, positions.length + 1);
        joined[positions.length] = last + 1;
        queue.add(new Pattern(pattern.cost() + cost[last + 1], joined));
    }

    /** Random flips among the least reliable bits, among more of them the longer it takes. */
    private static int[] drawn(Integer[] columns, Word word, Set<Word> taken, SplitRandom random) {
        int bits = Math.min(columns.length, 34 - Integer.numberOfLeadingZeros(taken.size()));
        for (int tries = 1; ; tries++) {
            int among = Math.min(columns.length, bits + tries / 64);
            int[] flips = IntStream.range(0, among)
                    .filter(p -> random.nextBoolean())
                    .map(p -> columns[p])
                    .toArray();
            if (!taken.contains(word.flipped(flips))) {
                return flips;
            }
        }
    }
}
