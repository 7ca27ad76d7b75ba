package hammingway.data;

import hammingway.base.Doc;

/** The text of a run, how it is split and how it is cut into windows. */
public record DataSpec(
        @Doc("Where the text comes from") TextSource source,

        @Doc(value = "Share held out for validation", min = 0.001, max = 0.9, byDefault = "0.1")
        double validationShare,

        @Doc(
                value = "tail: the last characters are for validation; documents: documents drawn by seed",
                byDefault = "documents")
        Split split,

        @Doc(value = "Seed of the split into documents", min = 0, byDefault = "42")
        long splitSeed,

        @Doc(
                value =
                        "stream: windows anywhere in the joined text; padded: each document or instruction is one window, cut or filled (documents with the folded id)",
                byDefault = "stream")
        Packing packing) {
    /** How validation text is chosen. */
    public enum Split {
        TAIL,
        DOCUMENTS
    }

    /** How windows are cut. */
    public enum Packing {
        STREAM,
        PADDED
    }
}
