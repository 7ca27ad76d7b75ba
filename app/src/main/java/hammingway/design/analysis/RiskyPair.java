package hammingway.design.analysis;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.analysis.ErrorCurves;
import hammingway.code.analysis.Neighbours;
import hammingway.design.book.Pair;
import hammingway.math.BitMatrix;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two tokens that a decoder mixes up more often than others.
 *
 * @param pair     the tokens
 * @param distance of their codewords, in bits
 * @param count    occurrences of the rarer of them; 1 where tokens have no counts
 * @param risk     the count times the probability that bit flips at {@link #FLIP_RATE} make one token the other: what the list is ranked by
 */
record RiskyPair(Pair pair, int distance, long count, double risk) {
    /** Of bits, the rate that risks are told for: there a distance of two bits more makes confusion some five times rarer. */
    static final double FLIP_RATE = 0.05;

    /** Frequent tokens all pairs of which are looked at: two million pairs, some tens of milliseconds. */
    private static final int FREQUENT = 2000;

    private static final Comparator<RiskyPair> WORST_FIRST = Comparator.comparingDouble(RiskyPair::risk)
            .reversed()
            .thenComparingInt(RiskyPair::distance)
            .thenComparingInt(r -> r.pair().first())
            .thenComparingInt(r -> r.pair().second());

    /**
     * The worst pairs of the closest ones and of all pairs among the most frequent tokens.
     *
     * @param counts of each token, if known
     */
    static List<RiskyPair> worst(
            Codebook codebook, Optional<long[]> counts, Neighbours.Closest closest, int limit, Progress progress) {
        BitMatrix bits = codebook.bits();
        double[] confusion = IntStream.rangeClosed(0, codebook.length())
                .mapToDouble(d -> ErrorCurves.pairwise(d, FLIP_RATE))
                .toArray();
        PriorityQueue<RiskyPair> worst = new PriorityQueue<>(limit + 1, WORST_FIRST.reversed());
        Set<Pair> seen = new HashSet<>();
        for (Neighbours.Pair p : closest.pairs()) {
            Pair pair = new Pair(p.first(), p.second());
            seen.add(pair);
            offer(worst, limit, of(pair, closest.distance(), counts, confusion));
        }
        if (counts.isPresent()) {
            int[] tokens = frequent(counts.get());
            for (int i = 0; i < tokens.length; i++) {
                progress.check();
                for (int j = i + 1; j < tokens.length; j++) {
                    Pair pair = new Pair(Math.min(tokens[i], tokens[j]), Math.max(tokens[i], tokens[j]));
                    RiskyPair risky = of(pair, bits.distance(tokens[i], tokens[j]), counts, confusion);
                    if ((worst.size() < limit || risky.risk() >= worst.element().risk()) && !seen.contains(pair)) {
                        offer(worst, limit, risky);
                    }
                }
            }
        }
        return worst.stream().sorted(WORST_FIRST).toList();
    }

    private static RiskyPair of(Pair pair, int distance, Optional<long[]> counts, double[] confusion) {
        long count =
                counts.map(c -> Math.min(c[pair.first()], c[pair.second()])).orElse(1L);
        return new RiskyPair(pair, distance, count, count * confusion[distance]);
    }

    private static void offer(PriorityQueue<RiskyPair> worst, int limit, RiskyPair pair) {
        worst.add(pair);
        if (worst.size() > limit) {
            worst.remove();
        }
    }

    private static int[] frequent(long[] counts) {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(v -> -counts[v]).thenComparing(Comparator.naturalOrder()))
                .limit(FREQUENT)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
