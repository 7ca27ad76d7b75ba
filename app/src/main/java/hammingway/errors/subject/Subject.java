package hammingway.errors.subject;

import hammingway.run.TracedRun;
import java.util.Optional;

/**
 * What is looked into: an evaluation, and another on the same tokens to compare it with.
 *
 * @param second its targets are those of the first, position by position, as far as both go
 */
public record Subject(TracedRun first, Optional<TracedRun> second) {
    /** Positions that can be looked at: of two evaluations those that both have. */
    public int positions() {
        int own = first.trace().positions();
        return second.map(s -> Math.min(own, s.trace().positions())).orElse(own);
    }

    public boolean hasCodebook() {
        return first.codebook().isPresent();
    }
}
