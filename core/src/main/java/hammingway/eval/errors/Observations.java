package hammingway.eval.errors;

import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.vocab.Vocabulary;
import java.util.Optional;

/**
 * What figures of errors are made from.
 *
 * @param codebook   that of the trace; none for softmax
 * @param vocabulary that of the trace
 * @param positions  how many are looked at, from the first on: whole windows, fewer than the trace has where another run has fewer
 */
public record Observations(Trace trace, Optional<Codebook> codebook, Vocabulary vocabulary, int positions) {
    /** All positions of a trace. */
    public Observations(Trace trace, Optional<Codebook> codebook, Vocabulary vocabulary) {
        this(trace, codebook, vocabulary, trace.positions());
    }

    /** The first positions alone. */
    public Observations first(int count) {
        return new Observations(trace, codebook, vocabulary, Math.min(count, positions));
    }

    public int windows() {
        return positions / trace.context();
    }

    /** Whether the token that came was not ranked first. */
    public boolean lost(int position) {
        return trace.rank(position) > 0;
    }
}
