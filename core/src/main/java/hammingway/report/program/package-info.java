/** What the program tells of itself: how it is cited, and what a report of a fault needs. */
@NullMarked
package hammingway.report.program;

import org.jspecify.annotations.NullMarked;
