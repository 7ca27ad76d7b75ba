/**
 * Bits as other programs write them: {@code .npy}, {@code .csv}, text and {@code .alist}. Sizes are checked before memory is taken; a file
 * that is not what it should be is told by line, value and remedy.
 */
@NullMarked
package hammingway.code.format;

import org.jspecify.annotations.NullMarked;
