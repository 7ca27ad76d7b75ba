/**
 * The algebra that codes are made of: polynomials over GF(2), the fields GF(2^m), generator matrices, quadratic forms. Mathematics
 * alone: numbers in, matrices of bits out; nothing here knows tokens or recipes.
 */
@NullMarked
package hammingway.code.construct;

import org.jspecify.annotations.NullMarked;
