/** Sweeps: runs that differ in chosen fields, made from lists and ranges of values, and kept as a study file that repeats them. */
@NullMarked
package hammingway.run.sweep;

import org.jspecify.annotations.NullMarked;
