/** What another way of decoding the same logits would have given: exact, without training and without the model. */
@NullMarked
package hammingway.eval.errors.whatif;

import org.jspecify.annotations.NullMarked;
