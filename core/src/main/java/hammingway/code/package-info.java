/**
 * Codes: families of codewords, which token gets which codeword, and the immutable codebook with its files. No engine type:
 * everything here is exact integer work. {@code code.analysis} measures codebooks, {@code code.decode} ranks tokens.
 */
@NullMarked
package hammingway.code;

import org.jspecify.annotations.NullMarked;
