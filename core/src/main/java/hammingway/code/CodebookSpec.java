package hammingway.code;

import hammingway.base.Doc;

/** The recipe of a codebook; the same recipe and size give the same bits. */
public record CodebookSpec(
        @Doc("How codewords are made") CodeFamily family,

        @Doc(value = "Which token gets which codeword", byDefault = "{\"type\":\"identity\"}")
        Assignment assignment,

        @Doc(value = "Seed of random bits and random assignments", min = 0, max = 4294967295.0, byDefault = "42")
        long seed) {}
