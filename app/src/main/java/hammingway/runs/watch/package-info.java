/** Watching runs: their logs followed as they grow, curves of several, bits, texts, the log, and what a run can be made to do. */
@NullMarked
package hammingway.runs.watch;

import org.jspecify.annotations.NullMarked;
