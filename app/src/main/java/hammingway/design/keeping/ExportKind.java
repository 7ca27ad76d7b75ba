package hammingway.design.keeping;

import hammingway.code.CodebookFiles;

/** Kinds of files that a codebook is exported as. */
public enum ExportKind {
    NPZ("NumPy archive with recipe and notes (.npz)", ".npz", CodebookFiles.Style.PLAIN),
    NPY("NumPy array, a byte a bit (.npy)", ".npy", CodebookFiles.Style.PLAIN),
    PACKED("NumPy array, packed bits (.npy)", "-packed.npy", CodebookFiles.Style.PACKED),
    CSV("Table with the tokens' texts (.csv)", ".csv", CodebookFiles.Style.PLAIN),
    TXT("Zeros and ones, a line a token (.txt)", ".txt", CodebookFiles.Style.PLAIN),
    ALIST("Parity checks of a linear code (.alist)", ".alist", CodebookFiles.Style.PLAIN);

    private final String label;
    private final String ending;
    private final CodebookFiles.Style style;

    ExportKind(String label, String ending, CodebookFiles.Style style) {
        this.label = label;
        this.ending = ending;
        this.style = style;
    }

    /** For people. */
    @Override
    public String toString() {
        return label;
    }

    /** What follows the codebook's name in that of the file. */
    public String ending() {
        return ending;
    }

    CodebookFiles.Style style() {
        return style;
    }
}
