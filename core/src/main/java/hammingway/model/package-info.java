/** Backbones: specifications of language models, and the trunks that compute hidden states from token ids. */
@NullMarked
package hammingway.model;

import org.jspecify.annotations.NullMarked;
