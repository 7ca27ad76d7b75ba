/** What another way of decoding would have given. */
@NullMarked
package hammingway.errors.whatif;

import org.jspecify.annotations.NullMarked;
