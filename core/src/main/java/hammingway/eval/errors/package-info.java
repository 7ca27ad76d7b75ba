/** Why tokens were decoded wrong: figures from traces, exact, without the model. */
@NullMarked
package hammingway.eval.errors;

import org.jspecify.annotations.NullMarked;
