/**
 * Runs as people see them: the specification of a run, projects and their folders, the events a run writes, the worker
 * process that does the work, and studies made of several runs. {@link hammingway.run.RunEvent} in {@code events.jsonl} is
 * the one source of a run's progress for every reader.
 */
@NullMarked
package hammingway.run;

import org.jspecify.annotations.NullMarked;
