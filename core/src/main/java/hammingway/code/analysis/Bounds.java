package hammingway.code.analysis;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What minimum distance V codewords of n bits can have (MacWilliams and Sloane, chapter 1 and 17).
 *
 * @param tokens    V
 * @param length    n, in bits
 * @param dimension k = ceil(log2 V): a linear code with 2^k words has room for all tokens
 * @param all       the bounds, upper ones first
 * @param bestKnown of linear [n, k] codes; empty for n above 256 or k above 20
 */
public record Bounds(int tokens, int length, int dimension, List<Bound> all, Optional<BestKnown.Range> bestKnown) {
    /** Which way a bound goes. */
    public enum Kind {
        /** No code has a greater minimum distance. */
        UPPER,
        /** No linear code with 2^k words has a greater one. */
        UPPER_IF_LINEAR,
        /** Some linear code has at least this one. */
        EXISTS
    }

    /**
     * One bound.
     *
     * @param name     of its finder
     * @param kind     which way it goes
     * @param distance on d_min, in bits
     * @param formula  as text
     */
    public record Bound(String name, Kind kind, int distance, String formula) {}

    /**
     * @param tokens V, at least 2
     * @param length n, at least ceil(log2 V)
     */
    public static Bounds of(int tokens, int length, BestKnown table) {
        int k = 32 - Integer.numberOfLeadingZeros(tokens - 1);
        if (tokens < 2 || length < k) {
            throw new IllegalArgumentException(tokens + " different codewords do not fit in " + length + " bits");
        }
        return new Bounds(
                tokens,
                length,
                k,
                List.of(
                        new Bound("Singleton", Kind.UPPER, singleton(tokens, length), "d <= n - log2 V + 1"),
                        new Bound(
                                "Hamming",
                                Kind.UPPER,
                                hamming(tokens, length),
                                "V sum_{i<=t} C(n,i) <= 2^n, t = floor((d-1)/2)"),
                        new Bound("Plotkin", Kind.UPPER, plotkin(tokens, length), "d <= n V / (2 (V-1))"),
                        new Bound(
                                "Griesmer", Kind.UPPER_IF_LINEAR, griesmer(length, k), "n >= sum_{i<k} ceil(d / 2^i)"),
                        new Bound(
                                "Gilbert-Varshamov",
                                Kind.EXISTS,
                                gilbertVarshamov(length, k),
                                "sum_{i<=d-2} C(n-1,i) < 2^(n-k)")),
                table.of(length, k));
    }

    /** The least upper bound that holds for every code. */
    public int upper() {
        return all.stream()
                .filter(b -> b.kind() == Kind.UPPER)
                .mapToInt(Bound::distance)
                .min()
                .orElseThrow();
    }

    /** How far a minimum distance falls short of the best linear [n, k] code known, in bits; negative if it is better. */
    public Optional<Integer> gap(int minimum) {
        return bestKnown.map(b -> b.lower() - minimum);
    }

    /** Deleting d - 1 columns leaves all words different: V <= 2^(n - d + 1). */
    private static int singleton(int v, int n) {
        return n - (32 - Integer.numberOfLeadingZeros(v - 1)) + 1;
    }

    /** Spheres of radius t around codewords are disjoint. */
    private static int hamming(int v, int n) {
        BigInteger room = BigInteger.ONE.shiftLeft(n);
        BigInteger words = BigInteger.valueOf(v);
        return greatest(n, d -> words.multiply(Binomials.ball(n, (d - 1) / 2)).compareTo(room) <= 0);
    }

    /** The mean distance of V words is at most n V / (2 (V - 1)), and the least is not above the mean. */
    private static int plotkin(int v, int n) {
        return (int) ((long) n * v / (2 * (v - 1L)));
    }

    private static int griesmer(int n, int k) {
        return greatest(n, d -> {
            long sum = 0;
            for (int i = 0; i < k; i++) {
                sum += (d + (1L << i) - 1) >> i;
            }
            return sum <= n;
        });
    }

    private static int gilbertVarshamov(int n, int k) {
        BigInteger room = BigInteger.ONE.shiftLeft(n - k);
        return greatest(n, d -> Binomials.ball(n - 1, d - 2).compareTo(room) < 0);
    }

    /** The conditions hold up to some d: bisection. All hold at d = 1. */
    private static int greatest(int n, IntPredicate holds) {
        int low = 1;
        int high = n + 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
