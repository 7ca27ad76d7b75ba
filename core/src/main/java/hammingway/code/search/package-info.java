/**
 * Searches for codebooks: they follow no formula, so their bits live in a file, with the search that found them as provenance.
 */
@NullMarked
package hammingway.code.search;

import org.jspecify.annotations.NullMarked;
