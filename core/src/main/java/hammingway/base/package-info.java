/**
 * What every other package may use and what knows no word of the domain: errors a user can act on, files that are written
 * whole or not at all, progress and cancelling, and the one codec between records and JSON.
 */
@NullMarked
package hammingway.base;

import org.jspecify.annotations.NullMarked;
