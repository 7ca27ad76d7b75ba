/** Which tokens are lost, and what they are taken for. */
@NullMarked
package hammingway.errors.tokens;

import org.jspecify.annotations.NullMarked;
