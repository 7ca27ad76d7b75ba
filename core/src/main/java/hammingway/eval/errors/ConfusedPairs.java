package hammingway.eval.errors;

import hammingway.code.Codebook;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The confusions of a run with all that is known of them.
 *
 * @param effect present exactly with a codebook
 * @param other  the confusions of a run on the same positions
 */
public record ConfusedPairs(
        ConfusionTable table,
        Optional<Codebook> codebook,
        Optional<DistanceEffect> effect,
        Optional<ConfusionTable> other) {

    /** What pairs are listed by; equal ones by count, then by target and predicted. */
    public enum Order {
        /** Most frequent first. */
        COUNT,
        /** Most beyond the other run first. */
        EXCESS,
        /** Nearest codewords first. */
        DISTANCE,
        /** Most of them told by the distance first. */
        NEAR
    }

    public ConfusedPair of(int pair) {
        return of(table.target(pair), table.predicted(pair), table.count(pair));
    }

    private ConfusedPair of(int target, int predicted, int count) {
        OptionalInt distance = codebook.map(c -> OptionalInt.of(c.bits().distance(target, predicted)))
                .orElse(OptionalInt.empty());
        double byChance = table.byChance(target, predicted);
        return new ConfusedPair(
                target,
                predicted,
                count,
                other.map(o -> OptionalInt.of(o.count(target, predicted))).orElse(OptionalInt.empty()),
                distance,
                byChance,
                byChance * lift(distance));
    }

    private double lift(OptionalInt distance) {
        return effect.filter(e -> distance.isPresent())
                .flatMap(e -> e.curve().stream()
                        .filter(d -> d.distance() == distance.getAsInt() && d.byChance() > 0)
                        .findFirst())
                .map(DistanceEffect.AtDistance::lift)
                .orElse(1.0);
    }

    /** The pairs with a target or a prediction that is asked for, in order; they are made when they are looked at. O(P log P). */
    public List<ConfusedPair> sorted(Order order, IntPredicate tokens) {
        int[] pairs = IntStream.range(0, table.pairs())
                .filter(p -> tokens.test(table.target(p)) || tokens.test(table.predicted(p)))
                .toArray();
        return new Lazy(this, byBadness(pairs, order));
    }

    /** What a token was taken for, most frequent first. */
    public List<ConfusedPair> takenFor(int token) {
        return new Lazy(this, byBadness(table.takenFor(token), Order.COUNT));
    }

    /** What a token was taken instead of, most frequent first. */
    public List<ConfusedPair> takenInsteadOf(int token) {
        return new Lazy(this, byBadness(table.takenInsteadOf(token), Order.COUNT));
    }

    private int[] byBadness(int[] pairs, Order order) {
        int[] byCount = order == Order.COUNT ? pairs : byBadness(pairs, Order.COUNT);
        double[] lifts =
                effect.flatMap(e -> codebook.map(c -> e.lifts(c.length()))).orElse(new double[0]);
        long[] keys = new long[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            // least first: the number as a sortable integer in the upper half, the place in the lower
            keys[i] = (long) sortable(-badness(byCount[i], order, lifts)) << 32 | i;
        }
        Arrays.parallelSort(keys);
        int[] sorted = new int[pairs.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = byCount[(int) keys[i]];
        }
        return sorted;
    }

    /** Floats as integers in the same order. */
    private static int sortable(double value) {
        int bits = Float.floatToIntBits((float) value + 0f);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    private double badness(int pair, Order order, double[] lifts) {
        int target = table.target(pair);
        int predicted = table.predicted(pair);
        int count = table.count(pair);
        return switch (order) {
            case COUNT -> count;
            case EXCESS -> count - other.map(o -> o.count(target, predicted)).orElse(0);
            case DISTANCE ->
                codebook.map(c -> -c.bits().distance(target, predicted)).orElse(0);
            case NEAR -> {
                if (codebook.isEmpty()) {
                    yield 0;
                }
                double byChance = table.byChance(target, predicted);
                double lift = lifts[codebook.get().bits().distance(target, predicted)];
                yield Math.max(0, Math.min(count, byChance * lift) - Math.min(count, byChance));
            }
        };
    }

    /**
     * Pairs that lie near and are never confused, though their frequencies would give confusions: nearest first, then most expected.
     *
     * @param least confusions, in both orders, that chance must give
     */
    public List<ConfusedPair> nearButNotConfused(double least, int limit) {
        return codebook.map(c -> NearPairs.of(this, c.bits(), least, limit).stream()
                        .map(p -> of(p.first(), p.second(), 0))
                        .toList())
                .orElse(List.of());
    }

    private static final class Lazy extends AbstractList<ConfusedPair> implements RandomAccess {
        private final ConfusedPairs all;
        private final int[] pairs;

        Lazy(ConfusedPairs all, int... pairs) {
            this.all = all;
            this.pairs = pairs;
        }

        @Override
        public ConfusedPair get(int index) {
            return all.of(pairs[index]);
        }

        @Override
        public int size() {
            return pairs.length;
        }
    }
}
