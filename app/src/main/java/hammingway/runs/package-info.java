/** The workspace of runs: start, follow, pause, stop, continue. */
@NullMarked
package hammingway.runs;

import org.jspecify.annotations.NullMarked;
