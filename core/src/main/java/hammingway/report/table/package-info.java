/** The table of runs: lines, columns, filters, orders, and what of them a project keeps. */
@NullMarked
package hammingway.report.table;

import org.jspecify.annotations.NullMarked;
