/** Parts that several views of errors are made of: bars with intervals, tables of figures, and what saves them. */
@NullMarked
package hammingway.errors.figures;

import org.jspecify.annotations.NullMarked;
