package hammingway.math;

import hammingway.base.FileFormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * numpy's array files (NEP 1, format versions 1.0 to 3.0), little-endian and unsigned-byte types only. Object arrays hold
 * pickles and are refused.
 *
 * @param type       as numpy writes it: {@code |u1}, {@code |b1}, {@code <u2}, {@code <i4}, {@code <i8}, {@code <f2}, {@code <f4}, {@code <f8}
 * @param fortran    column-major order
 * @param shape      sizes of the dimensions, row-major first
 * @param dataOffset bytes before the data
 */
public record Npy(String type, boolean fortran, List<Integer> shape, int dataOffset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    private static final Pattern KNOWN = Pattern.compile("\\|u1|\\|b1|\\|i1|<u2|<i2|<u4|<i4|<i8|<u8|<f2|<f4|<f8");
    /** numpy itself refuses longer headers unless told otherwise. */
    private static final int MAX_HEADER = 10_000;
    /** Most bytes before the data. */
    public static final int MAX_OFFSET = MAX_HEADER + 12;

    public int itemBytes() {
        return type.charAt(2) - '0';
    }

    public long items() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /**
     * Reads and checks a header.
     *
     * @param file    named in errors
     * @param bytes   the file's beginning, or all of it
     * @param total   the file's length; the data must fill the rest exactly
     */
    public static Npy header(Path file, ByteBuffer bytes, long total) {
        ByteBuffer b = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (b.remaining() < 10 || !startsWithMagic(b)) {
            throw new FileFormatException(
                    file,
                    "start",
                    b.remaining() == 0 ? "the file is empty" : "not a .npy file",
                    "Save it with numpy.save.");
        }
        int major = b.get(b.position() + 6);
        int at = major == 1 ? 10 : 12;
        if (major < 1 || major > 3 || b.remaining() < at) {
            throw new FileFormatException(file, "byte 6", "format version " + major, "Versions 1 to 3 are read.");
        }
        long length = major == 1 ? b.getShort(b.position() + 8) & 0xFFFF : b.getInt(b.position() + 8) & 0xFFFFFFFFL;
        if (length > MAX_HEADER || at + length > b.remaining()) {
            throw new FileFormatException(
                    file,
                    "byte 8",
                    "a header of " + length + " bytes in a file of " + total,
                    "The file is damaged; save it again.");
        }
        byte[] text = new byte[(int) length];
        b.position(b.position() + at).get(text);
        return parse(file, new String(text, StandardCharsets.UTF_8), (int) (at + length), total);
    }

    private static boolean startsWithMagic(ByteBuffer b) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (b.get(b.position() + i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static Npy parse(Path file, String header, int offset, long total) {
        String type = find(file, TYPE, header, "descr");
        if (type.contains("O")) {
            throw new FileFormatException(
                    file,
                    "descr",
                    "an object array, which is a pickle that could run code",
                    "Save plain numbers: array.astype('uint8').");
        }
        if (!KNOWN.matcher(type).matches()) {
            throw new FileFormatException(
                    file,
                    "descr",
                    "type '" + type + "'",
                    "Read are u1, b1, i1, i2, u2, i4, u4, i8, f2, f4 and f8, little-endian.");
        }
        boolean fortran = find(file, ORDER, header, "fortran_order").equals("True");
        List<Integer> shape;
        Npy npy;
        try {
            shape = Arrays.stream(find(file, SHAPE, header, "shape").split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
            npy = new Npy(type, fortran, shape, offset);
            if (Math.addExact(offset, Math.multiplyExact(npy.items(), npy.itemBytes())) != total) {
                throw new FileFormatException(
                        file,
                        "shape",
                        shape + " of type " + type + " needs " + npy.items() * npy.itemBytes()
                                + " bytes of data, the file has " + (total - offset),
                        "The file is truncated or damaged; save it again.");
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new FileFormatException(
                    file,
                    "shape",
                    "sizes beyond what can be read in " + header.strip(),
                    "The file is damaged; save it again.");
        }
        return npy;
    }

    private static String find(Path file, Pattern pattern, String header, String what) {
        Matcher m = pattern.matcher(header);
        if (!m.find()) {
            throw new FileFormatException(
                    file, what, "no such entry in the header " + header.strip(), "The file is damaged; save it again.");
        }
        return m.group(1);
    }

    /** The header bytes of a row-major array; data follow at a multiple of 64 bytes. */
    public static byte[] header(String type, long... shape) {
        StringBuilder dims = new StringBuilder();
        for (long s : shape) {
            dims.append(s).append(", ");
        }
        String dict = "{'descr': '" + type + "', 'fortran_order': False, 'shape': ("
                + dims.toString().strip() + "), }";
        int padded = (10 + dict.length() + 1 + 63) / 64 * 64;
        byte[] out = new byte[padded];
        Arrays.fill(out, (byte) ' ');
        System.arraycopy(MAGIC, 0, out, 0, MAGIC.length);
        out[6] = 1;
        out[7] = 0;
        out[8] = (byte) (padded - 10);
        out[9] = (byte) ((padded - 10) >>> 8);
        byte[] text = dict.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, out, 10, text.length);
        out[padded - 1] = '\n';
        return out;
    }

    public static void writeBytes(OutputStream out, byte[] data, long... shape) throws IOException {
        out.write(header("|u1", shape));
        out.write(data);
    }

    public static void writeInts(OutputStream out, int[] data, long... shape) throws IOException {
        out.write(header("<i4", shape));
        ByteBuffer b = ByteBuffer.allocate(Math.multiplyExact(data.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        b.asIntBuffer().put(data);
        out.write(b.array());
    }

    /** Integers 0 to 65535 as unsigned 16-bit numbers. */
    public static void writeUnsignedShorts(OutputStream out, int[] data, long... shape) throws IOException {
        out.write(header("<u2", shape));
        ByteBuffer b = ByteBuffer.allocate(Math.multiplyExact(data.length, 2)).order(ByteOrder.LITTLE_ENDIAN);
        for (int v : data) {
            b.putShort((short) v);
        }
        out.write(b.array());
    }

    public static void writeFloats(OutputStream out, float[] data, long... shape) throws IOException {
        out.write(header("<f4", shape));
        ByteBuffer b = ByteBuffer.allocate(Math.multiplyExact(data.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        b.asFloatBuffer().put(data);
        out.write(b.array());
    }

    /**
     * All items of a row-major {@code <f4} array.
     *
     * @param whole the file
     */
    public float[] floats(Path file, ByteBuffer whole) {
        if (!type.equals("<f4") || fortran) {
            throw new FileFormatException(
                    file,
                    "descr",
                    "type " + type + (fortran ? " in column-major order" : ""),
                    "Row-major f4 is needed here: numpy.ascontiguousarray(array, 'float32').");
        }
        float[] values = new float[Math.toIntExact(items())];
        whole.slice(whole.position() + dataOffset, 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    /** All items as integers in row-major order, whatever the stored order; floating types must hold whole numbers. */
    public int[] ints(Path file, ByteBuffer whole) {
        ByteBuffer b = whole.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int n = Math.toIntExact(items());
        int[] values = new int[n];
        for (int i = 0; i < n; i++) {
            int at = whole.position() + dataOffset + stored(i) * itemBytes();
            values[i] = switch (type) {
                case "|u1", "|b1" -> b.get(at) & 0xFF;
                case "|i1" -> b.get(at);
                case "<u2" -> b.getShort(at) & 0xFFFF;
                case "<i2" -> b.getShort(at);
                case "<i4" -> b.getInt(at);
                case "<u4" -> whole(file, (double) (b.getInt(at) & 0xFFFFFFFFL));
                case "<i8" -> whole(file, (double) b.getLong(at));
                case "<u8" -> whole(file, (double) (b.getLong(at) >>> 1) * 2 + (b.getLong(at) & 1));
                case "<f2" -> whole(file, Float.float16ToFloat(b.getShort(at)));
                case "<f4" -> whole(file, b.getFloat(at));
                case "<f8" -> whole(file, b.getDouble(at));
                default ->
                    throw new FileFormatException(file, "descr", "type " + type, "Whole numbers are needed here.");
            };
        }
        return values;
    }

    private static int whole(Path file, double v) {
        if (v != Math.rint(v) || Math.abs(v) > Integer.MAX_VALUE) {
            throw new FileFormatException(
                    file, "data", "the value " + v, "Whole numbers up to " + Integer.MAX_VALUE + " are needed here.");
        }
        return (int) v;
    }

    /** Where item {@code i} of the row-major order lies. */
    private int stored(int i) {
        if (!fortran) {
            return i;
        }
        int at = 0;
        int rest = i;
        int above = Math.toIntExact(items());
        for (int dimension = shape.size() - 1; dimension >= 0; dimension--) {
            above /= shape.get(dimension);
            at += rest % shape.get(dimension) * above;
            rest /= shape.get(dimension);
        }
        return at;
    }
}
