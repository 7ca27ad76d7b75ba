package hammingway.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hammingway.Python;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.cli.Main;
import hammingway.code.analysis.Distances;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import hammingway.math.SplitRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of codebooks: what goes out comes back, numpy agrees, and damaged or hostile ones are refused with what to do. */
class CodebookFilesTest {
    private static final long SEED = 8;

    @TempDir
    Path folder;

    private static Codebook random(SplitRandom random) {
        int v = 2 + random.nextInt(60);
        int k = CodeFamily.minimalBits(v);
        int n = k + random.nextInt(140);
        return Codebook.of(
                BitMatrix.of(v, n, (r, c) -> c < k ? (r >> c & 1) == 1 : random.nextBoolean()), Optional.empty());
    }

    @Test
    void allKindsComeBackBitForBit() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 40; trial++) {
            Codebook book = random(random);
            for (String ending : List.of("npz", "npy", "csv", "txt")) {
                Path file = folder.resolve("book." + ending);
                CodebookFiles.write(file, book, CodebookFiles.Style.PLAIN, Optional.empty());
                assertThat(CodebookFiles.read(file).bits())
                        .as("seed " + SEED + ", trial " + trial + ", " + ending)
                        .isEqualTo(book.bits());
            }
            Path signs = folder.resolve("signs.txt");
            CodebookFiles.write(signs, book, CodebookFiles.Style.SIGNS, Optional.empty());
            assertThat(CodebookFiles.read(signs).bits()).isEqualTo(book.bits());
            Path packed = folder.resolve("packed.npy");
            CodebookFiles.write(packed, book, CodebookFiles.Style.PACKED, Optional.empty());
            assertThat(CodebookFiles.read(packed, packed(book.length())).bits()).isEqualTo(book.bits());
        }
    }

    private static CodebookFiles.Reading packed(int length) {
        return new CodebookFiles.Reading(OptionalInt.empty(), OptionalInt.of(length));
    }

    private static CodebookFiles.Reading size(int size) {
        return new CodebookFiles.Reading(OptionalInt.of(size), OptionalInt.empty());
    }

    /** The words of a linear code come back as a set; all words of the file's code satisfy its checks. */
    @Test
    void parityChecksGiveTheCodeBack() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 40; trial++) {
            int k = 2 + random.nextInt(5);
            int n = k + 1 + random.nextInt(80);
            long[] generator = new long[n];
            for (int c = 0; c < n; c++) {
                generator[c] = c < k ? 1L << c : random.nextInt(1 << k);
            }
            BitMatrix words = BitMatrix.of(1 << k, n, (m, c) -> (Long.bitCount(m & generator[c]) & 1) != 0);
            Path file = folder.resolve("code.alist");
            CodebookFiles.write(
                    file, Codebook.of(words, Optional.empty()), CodebookFiles.Style.PLAIN, Optional.empty());
            BitMatrix back = CodebookFiles.readBits(file, CodebookFiles.Reading.PLAIN);
            assertThat(rows(back))
                    .as("seed " + SEED + ", trial " + trial)
                    .containsExactlyInAnyOrderElementsOf(rows(words));
            assertThat(rows(CodebookFiles.readBits(file, size(3))))
                    .isEqualTo(rows(back).subList(0, 3));
        }
    }

    private static List<String> rows(BitMatrix bits) {
        return java.util.stream.IntStream.range(0, bits.rows())
                .mapToObj(bits::text)
                .toList();
    }

    /** MacKay's own example of the format: the (7,4) Hamming code. */
    @Test
    void readsMackaysForm() throws Exception {
        Path file = folder.resolve("hamming.alist");
        Files.writeString(file, """
                7 3
                3 4
                1 1 2 1 2 2 3
                4 4 4
                1 0 0
                2 0 0
                1 2 0
                3 0 0
                1 3 0
                2 3 0
                1 2 3
                1 3 5 7
                2 3 6 7
                4 5 6 7
                """);
        Codebook book = CodebookFiles.read(file);
        assertThat(book.size()).isEqualTo(16);
        assertThat(Distances.of(book, Progress.NONE).minimum()).isEqualTo(3);
        // other programs leave the filling zeros out
        Files.writeString(file, Files.readString(file).replace(" 0", ""));
        assertThat(CodebookFiles.read(file).bits()).isEqualTo(book.bits());
    }

    @Test
    void numpyReadsAndWritesOurKinds() throws Exception {
        SplitRandom random = new SplitRandom(SEED);
        Codebook book = random(random);
        List<String> names = List.of("a.npy", "packed.npy", "a.txt", "signs.txt", "a.csv");
        List<CodebookFiles.Style> styles = List.of(
                CodebookFiles.Style.PLAIN,
                CodebookFiles.Style.PACKED,
                CodebookFiles.Style.PLAIN,
                CodebookFiles.Style.SIGNS,
                CodebookFiles.Style.PLAIN);
        for (int i = 0; i < names.size(); i++) {
            CodebookFiles.write(folder.resolve(names.get(i)), book, styles.get(i), Optional.empty());
        }
        String told = Python.numpy("""
                import csv
                d = sys.argv[1] + "/"
                bits = np.load(d + "a.npy", allow_pickle=False)
                assert bits.dtype == np.uint8
                assert (np.unpackbits(np.load(d + "packed.npy"), axis=1)[:, :bits.shape[1]] == bits).all()
                assert (np.loadtxt(d + "a.txt") == bits).all()
                assert (np.loadtxt(d + "signs.txt") == 2.0 * bits - 1).all()
                rows = list(csv.DictReader(open(d + "a.csv", newline="")))
                assert [r["code"] for r in rows] == ["".join(map(str, b)) for b in bits]
                assert [int(r["token_id"]) for r in rows] == list(range(len(bits)))
                np.save(d + "float.npy", bits.astype("f4"))
                np.save(d + "fortran.npy", np.asfortranarray(bits))
                np.save(d + "bool.npy", bits.astype(bool))
                np.savetxt(d + "back.txt", 2 * bits.astype(int) - 1, fmt="%d")
                print(bits.shape[0], bits.shape[1])
                """, folder);
        assertThat(told).isEqualTo(book.size() + " " + book.length());
        for (String name : List.of("float.npy", "fortran.npy", "bool.npy", "back.txt")) {
            assertThat(CodebookFiles.read(folder.resolve(name)).bits()).as(name).isEqualTo(book.bits());
        }
    }

    @Test
    void tablesAreReadByIdWithQuotesAndByteOrderMark() throws Exception {
        Path file = folder.resolve("tokens.csv");
        Files.writeString(
                file,
                "\uFEFFtoken_id,token,code\r\n2,\"a \"\"b\"\", c\",110\r\n0,\"two\nlines\",000\r\n1,\u00e9,011\r\n");
        assertThat(rows(CodebookFiles.read(file).bits())).containsExactly("000", "011", "110");
        Files.writeString(file, "code\n01\n10\n");
        assertThat(rows(CodebookFiles.read(file).bits())).containsExactly("01", "10");
    }

    @Test
    void textMayHaveSeparatorsOrNone() throws Exception {
        Path file = folder.resolve("rows.txt");
        Files.writeString(file, "+1 -1;+1\n\n1,-1,-1\n+-+-+-\n".replace("+-+-+-", "-1-1-1"));
        assertThat(rows(CodebookFiles.read(file).bits())).containsExactly("101", "100", "000");
        Files.writeString(file, "++-\n--+\r\n");
        assertThat(rows(CodebookFiles.read(file).bits())).containsExactly("110", "001");
    }

    /** @param content of the file, made in its folder */
    record Hostile(String name, byte[] content, String told) {
        @Override
        public String toString() {
            return name + ": " + told;
        }
    }

    private static Hostile text(String name, String content, String told) {
        return new Hostile(name, content.getBytes(StandardCharsets.UTF_8), told);
    }

    private static byte[] npy(String dict, int dataBytes) {
        byte[] header = Npy.header("|u1", 1);
        byte[] text = dict.getBytes(StandardCharsets.UTF_8);
        byte[] out = Arrays.copyOf(header, header.length + dataBytes);
        Arrays.fill(out, 10, header.length - 1, (byte) ' ');
        System.arraycopy(text, 0, out, 10, Math.min(text.length, header.length - 11));
        return out;
    }

    private static String dict(String type, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + "}";
    }

    private static byte[] zip(String meta, byte[] codes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            byte[] json = meta.getBytes(StandardCharsets.UTF_8);
            zip.putNextEntry(new ZipEntry("meta.npy"));
            zip.write(Npy.header("|u1", json.length));
            zip.write(json);
            zip.putNextEntry(new ZipEntry("codes.npy"));
            zip.write(codes);
        }
        return bytes.toByteArray();
    }

    private static String meta(String tokens, String bits) {
        return "{\"format\":1,\"tokens\":" + tokens + ",\"length_bits\":" + bits
                + ",\"bit_order\":\"big\",\"sha256\":\"\"}";
    }

    static Stream<Hostile> hostileFiles() throws IOException {
        byte[] good = npy(dict("|u1", "(2, 4)"), 8);
        byte[] longHeader = good.clone();
        longHeader[8] = (byte) 0xFF;
        longHeader[9] = (byte) 0xFF;
        byte[] nulls = new byte[4096];
        byte[] bomb = new byte[1 << 22];
        return Stream.of(
                new Hostile("empty.npy", new byte[0], "the file is empty"),
                new Hostile("cut.npy", Arrays.copyOf(good, 9), "not a .npy file"),
                new Hostile("truncated.npy", Arrays.copyOf(good, good.length - 1), "truncated or damaged"),
                new Hostile("header.npy", longHeader, "a header of 65535 bytes"),
                new Hostile("nulls.npy", nulls, "not a .npy file"),
                new Hostile("object.npy", npy(dict("|O", "(2, 4)"), 8), "an object array, which is a pickle"),
                new Hostile("string.npy", npy(dict("<U4", "(2, 4)"), 32), "type '<U4'"),
                new Hostile("big-endian.npy", npy(dict(">i4", "(2, 4)"), 32), "type '>i4'"),
                new Hostile("rows.npy", npy(dict("|u1", "(1000000000000, 50)"), 8), "sizes beyond what can be read"),
                new Hostile(
                        "product.npy", npy(dict("|u1", "(2000000000, 2000000000)"), 8), "needs 4000000000000000000"),
                new Hostile("line.npy", npy(dict("|u1", "(8,)"), 8), "A codebook is a table"),
                new Hostile("none.npy", npy(dict("|u1", "(0, 8)"), 0), "A codebook is a table"),
                new Hostile("wide.npy", npy(dict("|u1", "(1, 9000)"), 9000), "up to 8192 bits"),
                new Hostile("duplicates.npy", good, "Tokens 0 and 1 have the same codeword 0000"),
                text("negative.npy", "-1", "not a .npy file"),
                new Hostile("text.npz", "hello".getBytes(StandardCharsets.UTF_8), "not a readable .npz archive"),
                new Hostile("half.npz", Arrays.copyOf(zip(meta("2", "4"), good), 200), "not a readable .npz archive"),
                new Hostile(
                        "noids.npz", zip(meta("2", "4"), npy(dict("|u1", "(2, 1)"), 2)), "token_ids: no such array"),
                new Hostile("many.npz", zip(meta("1000000000000", "50"), good), "1000000000000 tokens of 50 bits"),
                new Hostile("much.npz", zip(meta("2000000000", "8192"), good), "bytes in all, packed"),
                new Hostile("bomb.npz", zip(meta("2", "4"), bomb), "made to fill the memory"),
                new Hostile("meta.npz", zip("[1", good), "not valid JSON"),
                text("empty.csv", "", "has no codeword"),
                text("nul.csv", "0\0001\n0101\n", "line 1"),
                text("mixed.csv", "0101\n011\n", "line 2: 3 bits"),
                text("letters.csv", "0101\n01a1\n", "line 2: \"01a1\""),
                text("header.csv", "token_id,code,colour\n0,01,red\n", "The header is token_id,token,code"),
                text("fields.csv", "token_id,token,code\n0,a,b,01\n", "4 fields"),
                text("negative.csv", "token_id,code\n-1,01\n0,10\n", "line 2: token_id \"-1\""),
                text("twice.csv", "token_id,code\n0,01\n0,10\n", "token_id 0 again, first in line 2"),
                text("missing.csv", "token_id,code\n0,01\n2,10\n", "token_id 2 in a table of 2 tokens"),
                text("huge.csv", "token_id,code\n99999999999999999999,01\n", "token_id \"99999999999999999999\""),
                text("quote.csv", "token_id,token,code\n0,\"a,01\n1,b,10\n", "a quote that is not closed"),
                text("number.csv", "token_id,code\n0,0011\n1,11\n", "a spreadsheet drops leading zeros"),
                new Hostile("latin.csv", new byte[] {'0', '1', '\n', (byte) 0xE9}, "line 2: byte 0xe9 is not UTF-8"),
                new Hostile("utf16.csv", new byte[] {(byte) 0xFF, (byte) 0xFE, '0', 0}, "UTF-16"),
                text("both.txt", "0 1 -1\n", "of 0 and 1, or of +1 and -1"),
                text("minus.txt", "1 - 1 -\n", "line 1"),
                text("word.txt", "zero\n", "line 1: \"zero\""),
                text("rows.alist", "1000000000000 3\n", "N = \"1000000000000\""),
                text("square.alist", "8193 8192\n", "from 1 to 8192"),
                text("cut.alist", "7 3\n3 4\n1 1 2", "the file ends where a column weight is expected"),
                text("beyond.alist", "2 1\n1 2\n1 1\n2\n1\n2\n1 2\n", "the rows of column 2 = \"2\""),
                text("differ.alist", "3 1\n1 2\n1 1 0\n2\n1\n1\n0\n1 3\n", "the columns of row 1 differ"),
                text("more.alist", "2 1\n1 2\n1 1\n2\n1\n1\n1 2\n5\n", "more numbers than the matrix has"),
                text("minus.alist", "7 -3\n", "M = \"-3\""),
                text("full.alist", "1 1\n1 1\n1\n1\n1\n1\n", "a matrix of full rank"),
                text("book.xyz", "01\n", "Known are .npz, .npy, .csv, .txt and .alist"));
    }

    @ParameterizedTest
    @MethodSource("hostileFiles")
    void hostileFilesAreRefused(Hostile hostile) throws Exception {
        Path file = folder.resolve(hostile.name());
        Files.write(file, hostile.content());
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> CodebookFiles.read(file))
                .withMessageContaining(hostile.told());
        StringWriter told = new StringWriter();
        int code =
                Main.run(new String[] {"code", "show", file.toString()}, new PrintWriter(told, true), Optional.empty());
        assertThat(code).as(told.toString()).isEqualTo(1);
        assertThat(told.toString()).startsWith("Error: ").doesNotContain("\tat ");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void whatIsNoRegularFileIsRefused() throws Exception {
        Path loop = folder.resolve("loop.npz");
        Files.createSymbolicLink(loop, loop);
        Path directory = Files.createDirectory(folder.resolve("folder.csv"));
        for (Path file : List.of(loop, directory, folder.resolve("missing.txt"))) {
            assertThatExceptionOfType(WorkbenchException.class)
                    .isThrownBy(() -> CodebookFiles.read(file))
                    .withMessageContaining(file.toString());
        }
    }

    @Test
    void packedBitsNeedTheirNumber() {
        Codebook book = Codebook.of(BitMatrix.of(5, 11, (r, c) -> c == r + 6), Optional.empty());
        Path file = folder.resolve("packed.npy");
        CodebookFiles.write(file, book, CodebookFiles.Style.PACKED, Optional.empty());
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> CodebookFiles.read(file))
                .withMessageContaining("If the bits are packed, eight to a byte, tell their number: --length");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> CodebookFiles.read(file, packed(17)))
                .withMessageContaining("Packed rows of 17 bits");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> CodebookFiles.read(file, packed(10)))
                .withMessageContaining("ones beyond bit 10");
    }

    @Test
    void onlyLinearCodesHaveParityChecks() {
        Codebook oneHot = Codebook.of(BitMatrix.of(5, 5, (r, c) -> r == c), Optional.empty());
        Path file = folder.resolve("one-hot.alist");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> CodebookFiles.write(file, oneHot, CodebookFiles.Style.PLAIN, Optional.empty()))
                .withMessageContaining("not linear")
                .withMessageContaining("choose a linear family");
        Codebook all = Codebook.of(BitMatrix.of(4, 2, (r, c) -> (r >> c & 1) == 1), Optional.empty());
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> CodebookFiles.write(file, all, CodebookFiles.Style.PLAIN, Optional.empty()))
                .withMessageContaining("there is no parity check to write");
        assertThat(file).doesNotExist();
    }
}
