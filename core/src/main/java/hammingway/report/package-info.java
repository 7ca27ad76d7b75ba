/** Runs side by side: tables, the Pareto front, the size chart as numbers and labels, and exports. Draws nothing. */
@NullMarked
package hammingway.report;

import org.jspecify.annotations.NullMarked;
