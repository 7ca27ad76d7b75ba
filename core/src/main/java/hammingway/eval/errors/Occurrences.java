package hammingway.eval.errors;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Where something happened. */
public final class Occurrences {
    private Occurrences() {}

    /** Positions where one token was taken for another. */
    public static IntPredicate confused(Observations observed, int target, int predicted) {
        return i -> observed.trace().target(i) == target && observed.trace().predicted(i) == predicted;
    }

    /** Positions where a token was lost. */
    public static IntPredicate lost(Observations observed, int target) {
        return i -> observed.trace().target(i) == target && observed.lost(i);
    }

    /** Positions by which of two runs has them right, top-1. */
    public static IntPredicate outcome(Observations first, Observations second, PairErrors.Outcome outcome) {
        return i -> PairErrors.Outcome.of(first.trace(), second.trace(), i, 1) == outcome;
    }

    /** The first such position after one, going round from the last to the first; that one itself where it is the only one. O(N). */
    public static OptionalInt next(Observations observed, int after, IntPredicate wanted) {
        int n = observed.positions();
        int start = after < 0 || after >= n ? n - 1 : after;
        for (int step = 1; step <= n; step++) {
            long next = (long) start + step;
            int i = (int) (next >= n ? next - n : next);
            if (wanted.test(i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
