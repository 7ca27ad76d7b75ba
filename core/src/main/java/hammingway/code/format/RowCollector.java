package hammingway.code.format;

import hammingway.base.FileFormatException;
import hammingway.math.BitMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Codewords as they are read, all of one length. */
final class RowCollector {
    private final Path file;
    private final List<long[]> rows = new ArrayList<>();
    private int length;

    RowCollector(Path file) {
        this.file = file;
    }

    int rows() {
        return rows.size();
    }

    /** @param bits zeros and ones as characters */
    void add(int line, CharSequence bits) {
        if (rows.isEmpty()) {
            length = bits.length();
            FileContent.requireSize(file, "line " + line, 1, length);
        }
        if (bits.length() != length) {
            throw new FileFormatException(
                    file,
                    "line " + line,
                    bits.length() + " bits in " + FileContent.excerpt(bits.toString()),
                    "Each codeword needs " + length
                            + ", as the first has; a spreadsheet drops leading zeros unless the column is text.");
        }
        long[] row = new long[(length + 63) >>> 6];
        for (int c = 0; c < length; c++) {
            if (bits.charAt(c) == '1') {
                row[c >>> 6] |= 1L << c;
            }
        }
        rows.add(row);
        FileContent.requireSize(file, "line " + line, rows.size(), length);
    }

    BitMatrix inOrder(int[] order) {
        return BitMatrix.of(rows.size(), length, (r, c) -> (rows.get(order[r])[c >>> 6] >>> c & 1) != 0);
    }

    BitMatrix matrix() {
        if (rows.isEmpty()) {
            throw new FileFormatException(file, "", "the file has no codeword", "Write one line a codeword.");
        }
        return BitMatrix.of(rows.size(), length, (r, c) -> (rows.get(r)[c >>> 6] >>> c & 1) != 0);
    }
}
