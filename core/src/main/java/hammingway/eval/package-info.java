/** What a trained model is worth: accuracy, proper likelihoods, per-token traces, and time. */
@NullMarked
package hammingway.eval;

import org.jspecify.annotations.NullMarked;
