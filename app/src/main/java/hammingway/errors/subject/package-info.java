/** What all views of the errors share: the runs that are looked into, and what is selected in them. */
@NullMarked
package hammingway.errors.subject;

import org.jspecify.annotations.NullMarked;
