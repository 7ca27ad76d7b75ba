package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.eval.trace.Trace;
import hammingway.math.Statistics;
import hammingway.vocab.FrequencyRanks;
import hammingway.vocab.TokenType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How each token fared where it was the target. Immutable; 40 bytes a token. */
public final class TokenErrors {
    /** Positions between two looks at whether the work is cancelled. */
    static final int STRETCH = 1 << 16;

    private final Observations observed;
    private final FrequencyRanks ranks;
    private final int[] occurrences;
    private final int[] top1;
    private final int[] top5;
    private final double[] nats;
    private final long[] wrongBits;

    private TokenErrors(Observations observed) {
        int v = observed.vocabulary().size();
        this.observed = observed;
        this.ranks = FrequencyRanks.of(observed.vocabulary());
        this.occurrences = new int[v];
        this.top1 = new int[v];
        this.top5 = new int[v];
        this.nats = new double[v];
        this.wrongBits = new long[v];
    }

    /** One pass over the positions, on one thread: sums do not depend on the machine. O(N + V log V). */
    public static TokenErrors of(Observations observed, Progress progress) {
        TokenErrors errors = new TokenErrors(observed);
        Trace trace = observed.trace();
        boolean coded = trace.hasCodebook();
        for (int i = 0; i < observed.positions(); i++) {
            if (i % STRETCH == 0) {
                progress.check();
                progress.update((double) i / observed.positions(), "Counting errors of tokens");
            }
            int target = trace.target(i);
            int rank = trace.rank(i);
            errors.occurrences[target]++;
            errors.top1[target] += rank < 1 ? 1 : 0;
            errors.top5[target] += rank < 5 ? 1 : 0;
            errors.nats[target] -= trace.logProbability(i);
            errors.wrongBits[target] += coded ? trace.wrongBits(i) : 0;
        }
        return errors;
    }

    public Observations observed() {
        return observed;
    }

    /** V. */
    public int size() {
        return occurrences.length;
    }

    public int occurrences(int token) {
        return occurrences[token];
    }

    /** Positions where the token came and was not ranked first. */
    public int lost(int token) {
        return occurrences[token] - top1[token];
    }

    public TokenFigures of(int token) {
        double n = occurrences[token];
        return new TokenFigures(
                token,
                occurrences[token],
                top1[token],
                top5[token],
                nats[token] / n,
                observed.trace().hasCodebook() ? wrongBits[token] / n : Double.NaN,
                observed.codebook()
                        .map(c -> OptionalInt.of(c.bits().weight(token)))
                        .orElse(OptionalInt.empty()),
                ranks.rank(token),
                TokenType.of(observed.vocabulary(), token));
    }

    /** Groups in their order; those that never came are left out. */
    public List<TokenGroup> groups(Grouping grouping) {
        int groups = grouping.labels().size();
        int[] tokens = new int[groups];
        int[][] counts = new int[3][groups];
        double[] natsOf = new double[groups];
        long[] bitsOf = new long[groups];
        for (int v = 0; v < size(); v++) {
            int g = grouping.group(v);
            tokens[g]++;
            counts[0][g] += occurrences[v];
            counts[1][g] += top1[v];
            counts[2][g] += top5[v];
            natsOf[g] += nats[v];
            bitsOf[g] += wrongBits[v];
        }
        List<TokenGroup> all = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int n = counts[0][g];
            if (n > 0) {
                all.add(new TokenGroup(
                        grouping.labels().get(g),
                        tokens[g],
                        n,
                        Statistics.wilson(counts[1][g], n),
                        Statistics.wilson(counts[2][g], n),
                        natsOf[g] / n,
                        observed.trace().hasCodebook() ? (double) bitsOf[g] / n : Double.NaN));
            }
        }
        return all;
    }

    /** What makes a token one of the worst. */
    public enum Order {
        /** Most lost positions. */
        LOST,
        /** Highest share of lost positions. */
        RATE,
        /** Most positions lost beyond those that the other run lost. */
        EXCESS
    }

    /**
     * The worst tokens first; equal ones by more lost positions, then by lower id.
     *
     * @param other   on the same positions; needed for the order by excess alone
     * @param minimum occurrences that a token must have, 1 or more
     */
    public List<TokenFigures> worst(Order order, Optional<TokenErrors> other, int minimum, int limit) {
        ToDoubleFunction<Integer> badness = switch (order) {
            case LOST -> this::lost;
            case RATE -> t -> (double) lost(t) / occurrences[t];
            case EXCESS -> t -> excess(t, other.orElseThrow());
        };
        return IntStream.range(0, size())
                .filter(t -> occurrences[t] >= Math.max(1, minimum))
                .boxed()
                .sorted(Comparator.comparingDouble(badness)
                        .thenComparingInt(this::lost)
                        .reversed()
                        .thenComparing(t -> t))
                .limit(limit)
                .map(this::of)
                .toList();
    }

    /** Positions of a token lost beyond those that another run lost. */
    public int excess(int token, TokenErrors other) {
        return lost(token) - other.lost(token);
    }
}
