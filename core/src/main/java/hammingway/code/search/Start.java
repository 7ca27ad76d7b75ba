package hammingway.code.search;

import hammingway.base.Doc;
import hammingway.code.CodebookSpec;

/** Where a local search begins. Its result is never worse than its beginning. */
public sealed interface Start {
    /** Different random words. */
    @Doc("Random bits")
    record RandomBits(
            @Doc(value = "Bits of a codeword", unit = "bits", min = 1, max = 8192)
            int length) implements Start {}

    /** A codebook that a recipe makes; the family explicit-import begins at a file. */
    @Doc("A codebook that a recipe makes")
    record Recipe(@Doc("The recipe of the first codebook") CodebookSpec codebook) implements Start {}
}
