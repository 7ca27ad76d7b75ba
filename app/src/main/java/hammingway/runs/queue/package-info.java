/** The queue in the window, and what can be done about runs that ended badly. */
@NullMarked
package hammingway.runs.queue;

import org.jspecify.annotations.NullMarked;
