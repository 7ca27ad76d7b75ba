/** The page of a new run: its fields in the order of the path, what the run will be, and sweeps over its fields. */
@NullMarked
package hammingway.runs.form;

import org.jspecify.annotations.NullMarked;
