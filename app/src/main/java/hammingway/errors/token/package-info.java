/** Everything of the selected token: its bits, who was near, and what it lacked. */
@NullMarked
package hammingway.errors.token;

import org.jspecify.annotations.NullMarked;
