/** The workspace of errors: why tokens were decoded wrong, token by token and bit by bit. */
@NullMarked
package hammingway.errors;

import org.jspecify.annotations.NullMarked;
