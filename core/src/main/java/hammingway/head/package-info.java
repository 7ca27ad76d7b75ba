/** Decision layers: from hidden states to losses and to normalised log-probabilities over the vocabulary. */
@NullMarked
package hammingway.head;

import org.jspecify.annotations.NullMarked;
