package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.eval.trace.Trace;
import hammingway.math.SignTest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Where two runs on the same tokens agree, and which tokens the one gets that the other misses. Immutable; 12 bytes a token. */
public final class PairErrors {
    private final long[][] top;
    private final int[] occurrences;
    private final int[] gained;
    private final int[] missed;

    private PairErrors(int size) {
        top = new long[2][4];
        occurrences = new int[size];
        gained = new int[size];
        missed = new int[size];
    }

    /** Which of the two runs has a position right. */
    public enum Outcome {
        BOTH,
        ONLY_FIRST,
        ONLY_SECOND,
        NEITHER;

        /** @param k right is a rank among the first k */
        public static Outcome of(Trace first, Trace second, int position, int k) {
            boolean a = first.rank(position) < k;
            boolean b = second.rank(position) < k;
            return a ? (b ? BOTH : ONLY_FIRST) : b ? ONLY_SECOND : NEITHER;
        }
    }

    /** Positions by outcome. */
    public record Agreement(long both, long onlyFirst, long onlySecond, long neither) {
        public long positions() {
            return both + onlyFirst + onlySecond + neither;
        }

        public long count(Outcome outcome) {
            return switch (outcome) {
                case BOTH -> both;
                case ONLY_FIRST -> onlyFirst;
                case ONLY_SECOND -> onlySecond;
                case NEITHER -> neither;
            };
        }

        public double share(Outcome outcome) {
            return (double) count(outcome) / positions();
        }

        /**
         * Two-sided, that both are equally often right alone, by McNemar's exact test. It takes positions as independent, which those of a
         * window are not: the bootstrap over windows is the one to quote.
         */
        public double pValue() {
            return SignTest.pValue(onlyFirst, onlySecond);
        }
    }

    /**
     * One token as a target, top-1.
     *
     * @param gained positions that only the first run has right
     * @param missed positions that only the second run has right
     * @param pValue two-sided, of the exact sign test on these; of many tokens some are small by chance
     */
    public record TokenChange(int token, int occurrences, int gained, int missed, double pValue) {
        /** Positions that the first run has right beyond the second. */
        public int net() {
            return gained - missed;
        }
    }

    /** One pass over the positions that both have; their targets are the same. */
    public static PairErrors of(Observations first, Observations second, Progress progress) {
        int positions = Math.min(first.positions(), second.positions());
        PairErrors errors = new PairErrors(first.vocabulary().size());
        for (int i = 0; i < positions; i++) {
            if (i % TokenErrors.STRETCH == 0) {
                progress.check();
                progress.update((double) i / positions, "Comparing two runs");
            }
            int target = first.trace().target(i);
            Outcome one = Outcome.of(first.trace(), second.trace(), i, 1);
            errors.top[0][place(first.trace(), second.trace(), i, 1)]++;
            errors.top[1][place(first.trace(), second.trace(), i, 5)]++;
            errors.occurrences[target]++;
            errors.gained[target] += one == Outcome.ONLY_FIRST ? 1 : 0;
            errors.missed[target] += one == Outcome.ONLY_SECOND ? 1 : 0;
        }
        return errors;
    }

    /** In the order of {@link Agreement}. */
    private static int place(Trace first, Trace second, int position, int k) {
        return (first.rank(position) < k ? 0 : 2) + (second.rank(position) < k ? 0 : 1);
    }

    public Agreement top1() {
        return agreement(0);
    }

    public Agreement top5() {
        return agreement(1);
    }

    private Agreement agreement(int which) {
        long[] counts = top[which];
        return new Agreement(counts[0], counts[1], counts[2], counts[3]);
    }

    public TokenChange of(int token) {
        return new TokenChange(
                token, occurrences[token], gained[token], missed[token], SignTest.pValue(gained[token], missed[token]));
    }

    /** Tokens that the first run has right more often, the largest net first; equal ones by smaller p, then by lower id. */
    public List<TokenChange> gained(int limit) {
        return changed(1, limit);
    }

    /** Tokens that the second run has right more often. */
    public List<TokenChange> missed(int limit) {
        return changed(-1, limit);
    }

    private List<TokenChange> changed(int sign, int limit) {
        return IntStream.range(0, occurrences.length)
                .filter(t -> sign * (gained[t] - missed[t]) > 0)
                .mapToObj(this::of)
                .sorted(Comparator.comparingInt((TokenChange c) -> -sign * c.net())
                        .thenComparingDouble(TokenChange::pValue)
                        .thenComparingInt(TokenChange::token))
                .limit(limit)
                .toList();
    }
}
