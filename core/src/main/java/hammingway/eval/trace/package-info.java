/** What an evaluation wrote of each position: read in place, however long. */
@NullMarked
package hammingway.eval.trace;

import org.jspecify.annotations.NullMarked;
