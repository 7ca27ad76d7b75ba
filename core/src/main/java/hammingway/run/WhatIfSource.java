package hammingway.run;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.eval.errors.whatif.TracedCode;
import hammingway.head.DecisionLayer;
import java.util.Optional;

/** What-ifs of runs: which of them can be asked, and with which softmax run. */
public final class WhatIfSource {
    private WhatIfSource() {}

    /**
     * What is asked of a run.
     *
     * @param softmax a run whose softmax decides the most frequent tokens of hybrids
     * @throws WorkbenchException where the run has no codebook, the other is no softmax, or they were evaluated on other tokens
     */
    public static TracedCode of(TracedRun run, Optional<TracedRun> softmax, Progress progress) {
        if (run.codebook().isEmpty()) {
            throw new WorkbenchException(
                    "The run " + run.run().id() + " has no codebook: its logits are scores of tokens, "
                            + "which nothing decodes. Choose a run with a code; this one can serve as the softmax of a hybrid.");
        }
        softmax.ifPresent(s -> requireSoftmax(s, run, progress));
        long[] counts = run.vocabulary().counted() ? run.vocabulary().counts() : new long[0];
        return new TracedCode(
                run.trace(),
                run.codebook().orElseThrow(),
                counts,
                run.spec().backbone().width(),
                softmax.map(TracedRun::trace));
    }

    /** Whether a run can decide the frequent tokens of a hybrid. */
    public static boolean isSoftmax(TracedRun run) {
        return run.spec().head().layer() instanceof DecisionLayer.Softmax;
    }

    private static void requireSoftmax(TracedRun softmax, TracedRun run, Progress progress) {
        if (!isSoftmax(softmax)) {
            throw new WorkbenchException("The run " + softmax.run().id()
                    + " is no softmax, and only a softmax's logits give tokens a probability. Name a softmax run.");
        }
        SameTokens.require(run, softmax, progress);
    }
}
