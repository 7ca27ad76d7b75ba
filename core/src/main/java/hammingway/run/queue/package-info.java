/**
 * The queue of a project, kept in {@code queue.json}: which runs wait, in which order, what became of them. Any number of programs
 * may change it; one at a time moves it on.
 */
@NullMarked
package hammingway.run.queue;

import org.jspecify.annotations.NullMarked;
