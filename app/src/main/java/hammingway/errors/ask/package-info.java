/** Asking models: one or two finished runs go on from a text, token by token. */
@NullMarked
package hammingway.errors.ask;

import org.jspecify.annotations.NullMarked;
