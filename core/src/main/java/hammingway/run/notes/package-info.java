/** What people say of runs: notes and tags, kept beside the runs, which stay as they finished. */
@NullMarked
package hammingway.run.notes;

import org.jspecify.annotations.NullMarked;
