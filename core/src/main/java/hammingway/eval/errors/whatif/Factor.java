package hammingway.eval.errors.whatif;

import hammingway.base.Doc;

/** The t of P(v) = exp(t sum_b c_vb z_b + prior_v) / Z. Beside a prior it also weighs the bits of the ranking against the prior. */
public sealed interface Factor {
    /** The one that the evaluation fitted; the ranking has factor 1, as the run's has. */
    record OfRun() implements Factor {}

    /** The same for all positions, in probabilities and ranking. */
    record Given(
            @Doc(value = "The factor t", min = 1e-6, max = 1e6)
            double factor) implements Factor {}

    /** Fitted for this what-if on one half of the windows and used on the other, in probabilities and ranking. */
    record Fitted() implements Factor {}
}
