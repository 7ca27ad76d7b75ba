package hammingway.math;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An immutable matrix of bits, each row packed into longs: bit {@code c} of a row is bit {@code c & 63} of word
 * {@code c >> 6}. Unused bits of the last word are zero. Memory: {@code 8 rows ceil(columns / 64)} bytes. Thread-safe.
 */
public final class BitMatrix implements BitRows {
    private final int rows;
    private final int columns;
    private final int wordsPerRow;
    private final long[] words;

    private BitMatrix(int rows, int columns, long[] words) {
        this.rows = rows;
        this.columns = columns;
        this.wordsPerRow = wordsPerRow(columns);
        this.words = words;
    }

    private static int wordsPerRow(int columns) {
        return (columns + 63) >>> 6;
    }

    /** Whether the bit of a row and a column is one. */
    @FunctionalInterface
    public interface Bits {
        boolean get(int row, int column);
    }

    /** Asks for every bit once, row by row. */
    public static BitMatrix of(int rows, int columns, Bits bits) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a bit matrix needs rows and columns: " + rows + " x " + columns);
        }
        int perRow = wordsPerRow(columns);
        long[] words = new long[Math.multiplyExact(rows, perRow)];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (bits.get(r, c)) {
                    words[r * perRow + (c >>> 6)] |= 1L << c;
                }
            }
        }
        return new BitMatrix(rows, columns, words);
    }

    /** From rows packed as {@code numpy.packbits(bits, axis=1)} does: first bit in the highest bit of the first byte. */
    public static BitMatrix unpack(int rows, int columns, byte[] packed) {
        int perRow = (columns + 7) >>> 3;
        if (packed.length != (long) rows * perRow) {
            throw new IllegalArgumentException(
                    packed.length + " bytes are not " + rows + " rows of " + perRow + " bytes");
        }
        Builder matrix = new Builder(rows, columns);
        for (int r = 0; r < rows; r++) {
            for (int w = 0; w < matrix.wordsPerRow(); w++) {
                long bits = 0;
                int end = Math.min(8, perRow - 8 * w);
                for (int b = 0; b < end; b++) {
                    bits |= (packed[r * perRow + 8 * w + b] & 0xFFL) << (56 - 8 * b);
                }
                matrix.word(r, w, Long.reverse(bits));
            }
        }
        return matrix.build();
    }

    /**
     * From rows packed into longs as this class packs them; copied.
     *
     * @param words {@code rows * ceil(columns / 64)} of them, unused bits zero
     */
    public static BitMatrix ofWords(int rows, int columns, long[] words) {
        int perRow = wordsPerRow(columns);
        if (rows < 1 || columns < 1 || words.length != (long) rows * perRow) {
            throw new IllegalArgumentException(words.length + " words are not " + rows + " rows of " + perRow);
        }
        long unused = (columns & 63) == 0 ? 0 : -1L << columns;
        for (int r = 0; r < rows; r++) {
            if ((words[(r + 1) * perRow - 1] & unused) != 0) {
                throw new IllegalArgumentException("row " + r + " has bits beyond column " + (columns - 1));
            }
        }
        return new BitMatrix(rows, columns, words.clone());
    }

    /** The inverse of {@link #unpack}. */
    public byte[] pack() {
        int perRow = (columns + 7) >>> 3;
        byte[] packed = new byte[Math.multiplyExact(rows, perRow)];
        for (int r = 0; r < rows; r++) {
            for (int w = 0; w < wordsPerRow; w++) {
                long bits = Long.reverse(words[r * wordsPerRow + w]);
                int end = Math.min(8, perRow - 8 * w);
                for (int b = 0; b < end; b++) {
                    packed[r * perRow + 8 * w + b] = (byte) (bits >>> (56 - 8 * b));
                }
            }
        }
        return packed;
    }

    @Override
    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public boolean get(int row, int column) {
        return (words[row * wordsPerRow + (column >>> 6)] >>> column & 1) != 0;
    }

    /** Number of longs in a row. */
    @Override
    public int wordsPerRow() {
        return wordsPerRow;
    }

    /** Word {@code w} of a row. */
    @Override
    public long word(int row, int w) {
        return words[row * wordsPerRow + w];
    }

    /** Copies a row's words to {@code target[at]} and after it. */
    public void copyRow(int row, long[] target, int at) {
        System.arraycopy(words, row * wordsPerRow, target, at, wordsPerRow);
    }

    /** Number of ones in a row. */
    public int weight(int row) {
        int sum = 0;
        for (int w = 0; w < wordsPerRow; w++) {
            sum += Long.bitCount(words[row * wordsPerRow + w]);
        }
        return sum;
    }

    /** Number of columns in which two rows differ. */
    public int distance(int row, int other) {
        int a = row * wordsPerRow;
        int b = other * wordsPerRow;
        int sum = 0;
        for (int w = 0; w < wordsPerRow; w++) {
            sum += Long.bitCount(words[a + w] ^ words[b + w]);
        }
        return sum;
    }

    /** Number of ones in each column. */
    public int[] columnCounts() {
        int[] counts = new int[columns];
        long[] block = new long[64];
        for (int first = 0; first < rows; first += 64) {
            for (int w = 0; w < wordsPerRow; w++) {
                transposed(first, w, block);
                for (int i = 0; i < Math.min(64, columns - 64 * w); i++) {
                    counts[64 * w + i] += Long.bitCount(block[i]);
                }
            }
        }
        return counts;
    }

    /** Rows become columns; in blocks of 64 x 64 (Warren, Hacker's Delight, 2nd edition, section 7-3). */
    public BitMatrix transposed() {
        int perColumn = wordsPerRow(rows);
        long[] out = new long[Math.multiplyExact(columns, perColumn)];
        long[] block = new long[64];
        for (int r = 0; r < perColumn; r++) {
            for (int w = 0; w < wordsPerRow; w++) {
                transposed(64 * r, w, block);
                for (int i = 0; i < Math.min(64, columns - 64 * w); i++) {
                    out[(64 * w + i) * perColumn + r] = block[i];
                }
            }
        }
        return new BitMatrix(columns, rows, out);
    }

    /** Word {@code w} of the 64 rows from {@code first} on, as 64 columns; rows beyond the last are zero. */
    private void transposed(int first, int w, long[] block) {
        for (int i = 0; i < 64; i++) {
            block[i] = first + i < rows ? words[(first + i) * wordsPerRow + w] : 0;
        }
        transpose(block);
    }

    /** Swaps ever smaller off-diagonal squares; bit 0 is the first column. */
    private static void transpose(long[] block) {
        long mask = 0x00000000FFFFFFFFL;
        for (int size = 32; size != 0; size >>= 1) {
            for (int i = 0; i < 64; i = (i + size + 1) & -(size + 1) & ~size) {
                long swap = (block[i] >>> size ^ block[i + size]) & mask;
                block[i] ^= swap << size;
                block[i + size] ^= swap;
            }
            mask ^= mask << (size >> 1);
        }
    }

    /** A matrix whose row {@code i} is this one's row {@code order[i]}. */
    public BitMatrix rowsInOrder(int[] order) {
        if (order.length == rows && IntStream.range(0, rows).allMatch(i -> order[i] == i)) {
            return this; // the usual case, without a second copy of a large matrix
        }
        long[] out = new long[Math.multiplyExact(order.length, wordsPerRow)];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(words, order[i] * wordsPerRow, out, i * wordsPerRow, wordsPerRow);
        }
        return new BitMatrix(order.length, columns, out);
    }

    /** A matrix whose column {@code i} is this one's column {@code order[i]}; columns may be left out or come again. */
    public BitMatrix columnsInOrder(int[] order) {
        // neighbours that stay neighbours travel together, up to a word of them; starts[i] is the first place of run i
        int[] starts = new int[order.length + 1];
        int runs = 0;
        for (int i = 0; i < order.length; i++) {
            boolean goesOn = i > 0 && order[i] == order[i - 1] + 1 && i - starts[runs - 1] < 64;
            if (!goesOn) {
                starts[runs++] = i;
            }
        }
        starts[runs] = order.length;
        Builder out = new Builder(rows, order.length);
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < runs; i++) {
                int length = starts[i + 1] - starts[i];
                out.or(r, starts[i], bits(r, order[starts[i]], length), length);
            }
        }
        return out.build();
    }

    /** This matrix and to its right another of as many rows. */
    public BitMatrix beside(BitMatrix right) {
        if (right.rows != rows) {
            throw new IllegalArgumentException(rows + " and " + right.rows + " rows are not the same number");
        }
        Builder out = new Builder(rows, Math.addExact(columns, right.columns));
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c += 64) {
                out.or(r, c, word(r, c >>> 6), Math.min(64, columns - c));
            }
            for (int c = 0; c < right.columns; c += 64) {
                out.or(r, columns + c, right.word(r, c >>> 6), Math.min(64, right.columns - c));
            }
        }
        return out.build();
    }

    /** The {@code length} bits, 1 to 64, of a row from a column on, the first in the lowest bit. */
    private long bits(int row, int column, int length) {
        int at = row * wordsPerRow + (column >>> 6);
        long bits = words[at] >>> column;
        if ((column & 63) + length > 64) {
            bits |= words[at + 1] << -column;
        }
        return length == 64 ? bits : bits & ((1L << length) - 1);
    }

    /** A row as zeros and ones, first column first. */
    public String text(int row) {
        StringBuilder text = new StringBuilder(columns);
        for (int c = 0; c < columns; c++) {
            text.append(get(row, c) ? '1' : '0');
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof BitMatrix m && m.rows == rows && m.columns == columns && Arrays.equals(m.words, words);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "BitMatrix " + rows + " x " + columns;
    }

    /** A matrix while it is written, word by word; all zero at first. Not thread-safe, save for writers of different rows. */
    public static final class Builder implements BitRows {
        private final int rows;
        private final int columns;
        private final int wordsPerRow;
        private final long lastMask;
        private long[] words;

        public Builder(int rows, int columns) {
            if (rows < 1 || columns < 1) {
                throw new IllegalArgumentException("a bit matrix needs rows and columns: " + rows + " x " + columns);
            }
            this.rows = rows;
            this.columns = columns;
            this.wordsPerRow = BitMatrix.wordsPerRow(columns);
            this.lastMask = -1L >>> -columns;
            this.words = new long[Math.multiplyExact(rows, wordsPerRow)];
        }

        @Override
        public int rows() {
            return rows;
        }

        public int columns() {
            return columns;
        }

        @Override
        public int wordsPerRow() {
            return wordsPerRow;
        }

        @Override
        public long word(int row, int w) {
            return words[row * wordsPerRow + w];
        }

        /** Writes a word; bits beyond the last column are dropped. */
        public void word(int row, int w, long bits) {
            words[row * wordsPerRow + w] = w == wordsPerRow - 1 ? bits & lastMask : bits;
        }

        public boolean get(int row, int column) {
            return (words[row * wordsPerRow + (column >>> 6)] >>> column & 1) != 0;
        }

        public void flip(int row, int column) {
            words[row * wordsPerRow + (column >>> 6)] ^= 1L << column;
        }

        /** Adds {@code length} bits, 1 to 64, to a row that has zeros there; the bits above them are zero. */
        private void or(int row, int column, long bits, int length) {
            int at = row * wordsPerRow + (column >>> 6);
            words[at] |= bits << column;
            if ((column & 63) + length > 64) {
                words[at + 1] |= bits >>> -column;
            }
        }

        /** The matrix. Its words are not copied: the builder is empty afterwards. */
        public BitMatrix build() {
            long[] built = words;
            words = new long[0];
            return new BitMatrix(rows, columns, built);
        }
    }
}
