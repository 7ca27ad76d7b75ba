/**
 * What codes and assignments learn from: co-occurrence, truncated singular values, principal components, rotations, clusters,
 * orders and local search. Numbers in, numbers out: no word of recipes or files.
 */
@NullMarked
package hammingway.code.learn;

import org.jspecify.annotations.NullMarked;
