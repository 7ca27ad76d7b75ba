package hammingway.code.format;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** {@code .npy}: uint8 zeros and ones of shape (V, n), or rows packed as {@code numpy.packbits(bits, axis=1)} does. */
public final class ArrayFile {
    /** Other types than bytes are read into integers of four times the size. */
    private static final long MAX_WIDE_ITEMS = FileContent.MAX_BYTES / 4;

    private ArrayFile() {}

    /** Zeros and ones of any whole-number or floating type, row-major or column-major. */
    public static BitMatrix read(Path file) {
        byte[] bytes = FileContent.bytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Npy header = table(file, buffer);
        int rows = header.shape().get(0);
        int columns = header.shape().get(1);
        if (header.itemBytes() == 1 && !header.fortran()) {
            return BitMatrix.of(rows, columns, (r, c) -> {
                int value = bytes[header.dataOffset() + r * columns + c];
                return bit(file, r, c, value);
            });
        }
        if (header.items() > MAX_WIDE_ITEMS) {
            throw new FileFormatException(
                    file,
                    "shape",
                    header.shape() + " of type " + header.type() + (header.fortran() ? ", column-major" : ""),
                    "Tables of that size are read as row-major uint8: save numpy.ascontiguousarray(bits, dtype='uint8').");
        }
        int[] values = header.ints(file, buffer);
        return BitMatrix.of(rows, columns, (r, c) -> bit(file, r, c, values[r * columns + c]));
    }

    private static boolean bit(Path file, int row, int column, int value) {
        if (value != 0 && value != 1) {
            throw new FileFormatException(
                    file,
                    "row " + row + " column " + column,
                    "the value " + value,
                    "Allowed are 0 and 1. If the bits are packed, eight to a byte, tell their number: --length.");
        }
        return value == 1;
    }

    private static Npy table(Path file, ByteBuffer buffer) {
        Npy header = Npy.header(file, buffer, buffer.remaining());
        if (header.shape().size() != 2 || header.shape().contains(0)) {
            throw new FileFormatException(
                    file,
                    "shape",
                    header.shape().toString(),
                    "A codebook is a table: tokens x bits, neither of them 0.");
        }
        FileContent.requireSize(
                file, "shape", header.shape().get(0), header.shape().get(1));
        return header;
    }

    /** @param length n, which the bytes do not tell */
    public static BitMatrix readPacked(Path file, int length) {
        byte[] bytes = FileContent.bytes(file);
        Npy header = table(file, ByteBuffer.wrap(bytes));
        int perRow = header.shape().get(1);
        if (!header.type().equals("|u1") || header.fortran() || length < 1 || perRow != (length + 7) / 8) {
            throw new FileFormatException(
                    file,
                    "shape",
                    header.shape() + " of type " + header.type() + (header.fortran() ? ", column-major" : ""),
                    "Packed rows of " + length + " bits are uint8 of shape (tokens, " + (length + 7) / 8
                            + "), row-major: numpy.packbits(bits, axis=1).");
        }
        FileContent.requireSize(file, "shape", header.shape().get(0), length);
        requireZeroPadding(file, bytes, header.dataOffset(), perRow, length);
        byte[] packed = java.util.Arrays.copyOfRange(bytes, header.dataOffset(), bytes.length);
        return BitMatrix.unpack(header.shape().get(0), length, packed);
    }

    private static void requireZeroPadding(Path file, byte[] bytes, int from, int perRow, int length) {
        int unused = (1 << (8 * perRow - length)) - 1;
        for (int at = from + perRow - 1; at < bytes.length; at += perRow) {
            if ((bytes[at] & unused) != 0) {
                throw new FileFormatException(
                        file,
                        "row " + (at - from) / perRow,
                        "ones beyond bit " + length,
                        "Give the number of bits that was packed: --length.");
            }
        }
    }

    public static void write(Path file, BitMatrix bits) {
        AtomicFiles.write(file, out -> {
            out.write(Npy.header("|u1", bits.rows(), bits.columns()));
            byte[] row = new byte[bits.columns()];
            for (int r = 0; r < bits.rows(); r++) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = (byte) (bits.get(r, c) ? 1 : 0);
                }
                out.write(row);
            }
        });
    }

    public static void writePacked(Path file, BitMatrix bits) {
        AtomicFiles.write(file, out -> Npy.writeBytes(out, bits.pack(), bits.rows(), (bits.columns() + 7) / 8));
    }
}
