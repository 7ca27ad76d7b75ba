/** Models that answer, asked from a process that has no engine: each is a child process that tells what it does, line by line. */
@NullMarked
package hammingway.run.ask;

import org.jspecify.annotations.NullMarked;
