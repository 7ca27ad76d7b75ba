/**
 * From logits to a ranking of tokens, in plain Java: the reference that the engine's fast paths are tested against.
 */
@NullMarked
package hammingway.code.decode;

import org.jspecify.annotations.NullMarked;
