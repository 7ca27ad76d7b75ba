/**
 * The codebooks that a project keeps, each with all its versions and what changed from one to the next.
 */
@NullMarked
package hammingway.code.versions;

import org.jspecify.annotations.NullMarked;
