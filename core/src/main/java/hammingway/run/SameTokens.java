package hammingway.run;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import java.util.Arrays;

/** Two evaluations on the same tokens, as far as both go. */
public final class SameTokens {
    private static final int STRETCH = 1 << 16;

    private SameTokens() {}

    /**
     * Compares the targets of two evaluations, position by position.
     *
     * @return the second
     * @throws WorkbenchException telling the first position where they differ
     */
    public static TracedRun require(TracedRun first, TracedRun second, Progress progress) {
        int context = first.trace().context();
        if (context != second.trace().context()) {
            throw apart(
                    first,
                    second,
                    "their windows have " + context + " and " + second.trace().context() + " tokens");
        }
        int positions = Math.min(first.trace().positions(), second.trace().positions());
        for (int from = 0; from < positions; from += STRETCH) {
            progress.check();
            int to = Math.min(positions, from + STRETCH);
            int at = Arrays.mismatch(
                    first.trace().targets(from, to), second.trace().targets(from, to));
            if (at >= 0) {
                throw apart(
                        first,
                        second,
                        "token " + (from + at) % context + " of window " + (from + at) / context + " is "
                                + first.trace().target(from + at) + " for the one and "
                                + second.trace().target(from + at) + " for the other");
            }
        }
        return second;
    }

    private static WorkbenchException apart(TracedRun first, TracedRun second, String why) {
        return new WorkbenchException(
                "The runs " + first.run().id() + " and " + second.run().id() + " cannot be compared token by token: "
                        + why + ". Choose runs of the same data, vocabulary and context.");
    }
}
