package hammingway.torch;

import hammingway.base.FileFormatException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** A tensor as it lies in a mapped file; its header has been checked against the file's length. */
record StoredTensor(Path file, String name, String dtype, long[] shape, MemorySegment data) {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    long items() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Whether the values are real numbers, as weights are. */
    boolean real() {
        return switch (dtype) {
            case "F64", "F32", "F16", "BF16" -> true;
            default -> false;
        };
    }

    /** Values {@code from .. from + count - 1}, widened or narrowed to float32; all must be finite. */
    void read(long from, float[] into, int at, int count) {
        switch (dtype) {
            case "F32" -> MemorySegment.copy(data, FLOAT, from * 4, into, at, count);
            case "F64" -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = (float) data.getAtIndex(DOUBLE, from + i);
                }
            }
            case "F16", "BF16" -> narrow(from, into, at, count);
            default -> throw problem("dtype " + dtype, "Floating numbers are needed here.");
        }
        requireFinite(from, into, at, count);
    }

    /** Through an array: loops over arrays are vectorised. */
    private void narrow(long from, float[] into, int at, int count) {
        boolean brain = dtype.equals("BF16");
        short[] some = new short[Math.min(count, 8192)];
        for (int done = 0; done < count; done += some.length) {
            int n = Math.min(some.length, count - done);
            int to = at + done;
            MemorySegment.copy(data, SHORT, (from + done) * 2, some, 0, n);
            if (brain) {
                for (int i = 0; i < n; i++) {
                    into[to + i] = Float.intBitsToFloat(some[i] << 16);
                }
            } else {
                for (int i = 0; i < n; i++) {
                    into[to + i] = Float.float16ToFloat(some[i]);
                }
            }
        }
    }

    private void requireFinite(long from, float[] values, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(values[at + i])) {
                throw problem(
                        "the value " + values[at + i] + " at position " + (from + i),
                        "Weights must be finite; the model diverged or the file is damaged.");
            }
        }
    }

    long[] longs() {
        long[] values = new long[Math.toIntExact(items())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (dtype) {
                case "I64" -> data.getAtIndex(LONG, i);
                case "I32" -> data.getAtIndex(INT, i);
                default -> throw problem("dtype " + dtype, "I32 or I64 is needed here.");
            };
        }
        return values;
    }

    FileFormatException problem(String found, String fix) {
        return new FileFormatException(file, "tensor \"" + name + "\"", found, fix);
    }
}
