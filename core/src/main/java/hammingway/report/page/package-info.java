/** A study as one page of HTML that needs nothing beside itself. */
@NullMarked
package hammingway.report.page;

import org.jspecify.annotations.NullMarked;
