/** What a run will cost, before it starts: parameters, memory, time, disk. Figures are for planning; what is measured is said. */
@NullMarked
package hammingway.run.estimate;

import org.jspecify.annotations.NullMarked;
