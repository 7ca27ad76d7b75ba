package hammingway.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hammingway.Python;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    private static final Path NAME = Path.of("array.npy");

    @TempDir
    Path folder;

    private static int[] read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Npy.header(NAME, buffer, bytes.length).ints(NAME, buffer);
    }

    /** A file as numpy lays it out, its items given as they lie in the file. */
    private static byte[] file(String type, boolean fortran, String shape, Number... items) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                + shape + ", }";
        int padded = (10 + header.length() + 1 + 63) / 64 * 64;
        int bytes = type.charAt(2) - '0';
        ByteBuffer out = ByteBuffer.allocate(padded + items.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        out.putShort((short) (padded - 10)).put(header.getBytes(StandardCharsets.US_ASCII));
        while (out.position() < padded - 1) {
            out.put((byte) ' ');
        }
        out.put((byte) '\n');
        for (Number n : items) {
            switch (type) {
                case "<f2" -> out.putShort(Float.floatToFloat16(n.floatValue()));
                case "<f4" -> out.putFloat(n.floatValue());
                case "<f8" -> out.putDouble(n.doubleValue());
                default -> {
                    for (int b = 0; b < bytes; b++) {
                        out.put((byte) (n.longValue() >> (8 * b)));
                    }
                }
            }
        }
        return out.array();
    }

    @ParameterizedTest
    @CsvSource({
        "|u1, 0, 200, 255",
        "|b1, 0, 1, 1",
        "|i1, -128, -1, 127",
        "<u2, 0, 40000, 65535",
        "<i2, -32768, -1, 32767",
        "<u4, 0, 1, 2147483647",
        "<i4, -2147483648, -1, 2147483647",
        "<u8, 0, 1, 2147483647",
        "<i8, -2147483647, -1, 2147483647",
        "<f2, -3, 0, 2048",
        "<f4, -3, 0, 16777216",
        "<f8, -3, 0, 2147483647"
    })
    void readsEveryTypeToItsEnds(String type, long a, long b, long c) {
        assertThat(read(file(type, false, "(3,)", a, b, c))).containsExactly((int) a, (int) b, (int) c);
    }

    @ParameterizedTest
    @CsvSource({
        "<u4, 2147483648",
        "<u4, 4294967295",
        "<u8, -1",
        "<i8, 4294967296",
        "<i8, -4294967296",
        "<f8, 0.5",
        "<f4, 1e20",
        "<f8, NaN",
        "<f2, Infinity"
    })
    void refusesNumbersThatAreNoInteger(String type, double value) {
        Number n = type.charAt(1) == 'f' ? (Number) value : (Number) (long) value;
        assertThatExceptionOfType(FileFormatException.class)
                .isThrownBy(() -> read(file(type, false, "(1,)", n)))
                .withMessageContaining("array.npy, data: the value")
                .withMessageContaining("Whole numbers up to 2147483647");
    }

    @Test
    void readsColumnMajorOrderOfAnyDimensions() {
        // numpy: np.asfortranarray(np.arange(6).reshape(2, 3)).tobytes(order='A') and the same of (2, 3, 2)
        assertThat(read(file("|u1", true, "(2, 3)", 0, 3, 1, 4, 2, 5))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(read(file("|u1", true, "(2, 3, 2)", 0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11)))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(read(file("|u1", true, "(3,)", 4, 5, 6))).containsExactly(4, 5, 6);
        assertThat(read(file("|u1", true, "()", 9))).containsExactly(9);
        assertThat(read(file("|u1", true, "(0, 5)"))).isEmpty();
    }

    @Test
    void readsWhatItWrites() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.writeInts(out, new int[] {-1, 0, Integer.MAX_VALUE, 4}, 2, 2);
        assertThat(out.size() % 4).isZero();
        assertThat(read(out.toByteArray())).containsExactly(-1, 0, Integer.MAX_VALUE, 4);
        out.reset();
        Npy.writeUnsignedShorts(out, new int[] {0, 65_535}, 2);
        assertThat(read(out.toByteArray())).containsExactly(0, 65_535);
        Npy header = Npy.header(NAME, ByteBuffer.wrap(out.toByteArray()), out.size());
        assertThat(header.shape()).isEqualTo(List.of(2));
        assertThat(header.dataOffset() % 64).isZero();
    }

    @Test
    void numpyReadsWhatItWrites() throws Exception {
        Path bytes = folder.resolve("bytes.npy");
        Path ints = folder.resolve("ints.npy");
        Path shorts = folder.resolve("shorts.npy");
        Path floats = folder.resolve("floats.npy");
        AtomicFiles.write(bytes, out -> Npy.writeBytes(out, new byte[] {0, 1, -1, 7, 8, 9}, 2, 3));
        AtomicFiles.write(ints, out -> Npy.writeInts(out, new int[] {-5, 70_000}, 2));
        AtomicFiles.write(shorts, out -> Npy.writeUnsignedShorts(out, new int[] {0, 65_535, 3}, 3));
        AtomicFiles.write(floats, out -> Npy.writeFloats(out, new float[] {0.5f, -1.25f}, 1, 2, 1));
        String found = Python.numpy(
                "for f in sys.argv[1:]:\n a = np.load(f, allow_pickle=False); print(a.dtype, a.shape, a.tolist())",
                bytes,
                ints,
                shorts,
                floats);
        assertThat(found.lines())
                .containsExactly(
                        "uint8 (2, 3) [[0, 1, 255], [7, 8, 9]]",
                        "int32 (2,) [-5, 70000]",
                        "uint16 (3,) [0, 65535, 3]",
                        "float32 (1, 2, 1) [[[0.5], [-1.25]]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "F"})
    void readsWhatNumpyWrites(String order) throws Exception {
        List<String> types = List.of(
                "uint8", "bool", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float16", "float32",
                "float64");
        Python.numpy(
                "a = (np.arange(24) % 2).reshape(2, 3, 4)\nfor t in '" + String.join(" ", types)
                        + "'.split():\n np.save(sys.argv[1] + '/' + t, np.asarray(a, dtype=t, order='" + order + "'))",
                folder);
        for (String type : types) {
            int[] found = read(Files.readAllBytes(folder.resolve(type + ".npy")));
            for (int i = 0; i < 24; i++) {
                assertThat(found[i]).as(type + " " + i).isEqualTo(i % 2);
            }
        }
    }
}
