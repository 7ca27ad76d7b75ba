/**
 * Mathematics without a word of the domain: packed bit matrices, GF(2), Walsh-Hadamard, random numbers that are the same in every JDK, statistics
 * with confidence intervals, and numpy's array files.
 */
@NullMarked
package hammingway.math;

import org.jspecify.annotations.NullMarked;
