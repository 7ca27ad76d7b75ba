/** The workspace of comparison: accuracy against decision-layer size. */
@NullMarked
package hammingway.compare;

import org.jspecify.annotations.NullMarked;
