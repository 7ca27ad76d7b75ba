package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.decode.Scoring;
import hammingway.eval.trace.Trace;

/** All that is said of the bits of an evaluation. */
public record BitReport(BitErrors errors, BitPairs pairs, WrongBits wrong, FirstBits first) {
    /** Why a head without a codebook has none. */
    public static final String NO_BITS =
            "This head has no codebook: it scores each token by a logit of its own, so there are no bits that could be wrong.";

    /**
     * @param codebook that of the trace
     * @param scoring  what the run ranks by
     */
    public static BitReport of(Trace trace, Codebook codebook, Scoring scoring, Progress progress) {
        if (!trace.hasCodebook()) {
            throw new WorkbenchException(NO_BITS + " Choose a run with a code.");
        }
        BitErrors errors = BitErrors.of(trace, codebook, progress);
        ErrorPatterns patterns = ErrorPatterns.of(trace, codebook, progress);
        BitPairs pairs = BitPairs.of(patterns, trace, codebook, progress);
        WrongBits wrong = WrongBits.of(patterns, trace, codebook, progress);
        return new BitReport(errors, pairs, wrong, FirstBits.of(patterns, trace, codebook, scoring, progress));
    }

    public int length() {
        return errors.bits().size();
    }

    /** The sentences. */
    public BitFindings findings() {
        return new BitFindings(this);
    }
}
