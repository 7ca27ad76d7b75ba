/** The table of compared runs with its columns, filters, notes and tags. */
@NullMarked
package hammingway.compare.table;

import org.jspecify.annotations.NullMarked;
