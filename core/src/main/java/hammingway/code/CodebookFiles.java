package hammingway.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Codebooks on disk. Ours is an {@code .npz} that numpy opens without pickles: {@code codes} (uint8, rows packed as
 * {@code numpy.packbits} does), {@code token_ids} (int32) and {@code meta} (uint8, UTF-8 JSON:
 * {@code json.loads(z["meta"].tobytes())}). Read as well: {@code .npy} of zeros and ones, and {@code .csv}.
 */
public final class CodebookFiles {
    /** 262,144 tokens of 8,192 bits, packed: nothing larger is a codebook of this program. */
    static final long MAX_BYTES = 1L << 28;

    private static final List<String> ARRAYS = List.of("meta", "token_ids", "codes");

    private CodebookFiles() {}

    public static void write(Path file, Codebook codebook) {
        int v = codebook.size();
        int n = codebook.length();
        int[] ids = new int[v];
        for (int i = 0; i < v; i++) {
            ids[i] = i;
        }
        byte[] meta = Json.pretty(meta(codebook)).getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(new Unclosed(out))) {
                entry(zip, "codes");
                Npy.writeBytes(zip, codebook.bits().pack(), v, (n + 7) / 8);
                entry(zip, "token_ids");
                Npy.writeInts(zip, ids, v);
                entry(zip, "meta");
                Npy.writeBytes(zip, meta, meta.length);
            }
        });
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTime(0); // equal codebooks give equal files
        zip.putNextEntry(entry);
    }

    private static ObjectNode meta(Codebook codebook) {
        ObjectNode meta = Json.object();
        meta.put("format", 1);
        meta.put("tokens", codebook.size());
        meta.put("length_bits", codebook.length());
        meta.put("bit_order", "big");
        meta.put("sha256", codebook.hash());
        codebook.recipe().ifPresent(r -> meta.set("recipe", SpecCodec.write(r)));
        return meta;
    }

    /** Reads any of the three kinds, by its ending. */
    public static Codebook read(Path file) {
        if (ending(file).equals("npz")) {
            return readNpz(file);
        }
        return Codebook.of(readBits(file), Optional.empty());
    }

    /** The bits alone, row i being codeword i. */
    public static BitMatrix readBits(Path file) {
        return switch (ending(file)) {
            case "npz" -> readNpz(file).bits();
            case "npy" -> zerosAndOnes(file, bytes(file));
            case "csv" -> csv(file);
            default ->
                throw new FileFormatException(
                        file, "", "an unknown kind of codebook file", "Known are .npz, .npy and .csv.");
        };
    }

    private static String ending(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new FileFormatException(
                        file, "", Files.size(file) + " bytes", "A codebook has at most " + MAX_BYTES + " bytes.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the codebook", file, e);
        }
    }

    private static Codebook readNpz(Path file) {
        Map<String, byte[]> arrays = unzip(file);
        ByteBuffer metaBytes = ByteBuffer.wrap(arrays.get("meta"));
        Npy metaHeader = Npy.header(file, metaBytes, metaBytes.remaining());
        JsonNode meta = Json.parse(file, text(metaBytes, metaHeader.dataOffset()));
        int v = meta.path("tokens").asInt(-1);
        int n = meta.path("length_bits").asInt(-1);
        if (meta.path("format").asInt(-1) != 1
                || !meta.path("bit_order").asText().equals("big")) {
            throw new FileFormatException(
                    file,
                    "meta",
                    "format " + meta.path("format") + ", bit order " + meta.path("bit_order"),
                    "Format 1 with bit_order big is read; update Hammingway for newer files.");
        }
        ByteBuffer codes = ByteBuffer.wrap(arrays.get("codes"));
        Npy header = Npy.header(file, codes, codes.remaining());
        if (v < 1
                || n < 1
                || !header.type().equals("|u1")
                || header.fortran()
                || !header.shape().equals(List.of(v, (n + 7) / 8))) {
            throw new FileFormatException(
                    file,
                    "codes",
                    header.type() + " of shape " + header.shape() + " for " + v + " tokens of " + n + " bits",
                    "It must be uint8 of shape (tokens, ceil(length_bits / 8)).");
        }
        requireTokensInOrder(file, ByteBuffer.wrap(arrays.get("token_ids")), v);
        byte[] packed = new byte[codes.remaining() - header.dataOffset()];
        codes.position(header.dataOffset()).get(packed);
        Optional<CodebookSpec> recipe = meta.has("recipe")
                ? Optional.of(SpecCodec.read(CodebookSpec.class, meta.get("recipe"), file + ", meta.recipe"))
                : Optional.empty();
        Codebook codebook = Codebook.of(BitMatrix.unpack(v, n, packed), recipe);
        if (!codebook.hash().equals(meta.path("sha256").asText())) {
            throw new FileFormatException(
                    file,
                    "meta.sha256",
                    "the codewords do not have this hash",
                    "The file was changed or damaged; restore it.");
        }
        return codebook;
    }

    /** Row i is token i's: another order would give every token a wrong codeword without a word. */
    private static void requireTokensInOrder(Path file, ByteBuffer bytes, int v) {
        Npy header = Npy.header(file, bytes, bytes.remaining());
        int[] ids = header.shape().equals(List.of(v)) ? header.ints(file, bytes) : new int[0];
        for (int i = 0; i < v; i++) {
            if (ids.length != v || ids[i] != i) {
                throw new FileFormatException(
                        file,
                        "token_ids",
                        ids.length == v ? "id " + ids[i] + " in row " + i : "shape " + header.shape(),
                        "It must be 0, 1, ... to tokens - 1: sort the rows by token.");
            }
        }
    }

    private static String text(ByteBuffer bytes, int from) {
        return StandardCharsets.UTF_8
                .decode(bytes.slice(from, bytes.remaining() - from))
                .toString();
    }

    private static Map<String, byte[]> unzip(Path file) {
        Map<String, byte[]> arrays = new HashMap<>();
        if (!Files.isRegularFile(file)) {
            throw new FileFormatException(file, "", "there is no such file", "Check the path.");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long left = MAX_BYTES;
            for (String name : ARRAYS) {
                ZipEntry entry = zip.getEntry(name + ".npy");
                if (entry == null) {
                    throw new FileFormatException(
                            file,
                            name,
                            "no such array in the archive",
                            "A codebook has codes, token_ids and meta. For plain zeros and ones use .npy.");
                }
                try (var in = zip.getInputStream(entry)) {
                    // what an entry says of its size may be a lie: the bytes that come out are counted
                    byte[] bytes = in.readNBytes((int) left + 1);
                    if (bytes.length > left) {
                        throw new FileFormatException(
                                file,
                                entry.getName(),
                                "more data than a codebook can have",
                                "At most " + MAX_BYTES + " bytes are read: use a smaller codebook.");
                    }
                    left -= bytes.length;
                    arrays.put(name, bytes);
                }
            }
        } catch (ZipException e) {
            throw new FileFormatException(
                    file,
                    "",
                    "not a readable .npz archive (" + e.getMessage() + ")",
                    "It is damaged or something else; save it again.");
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the codebook", file, e);
        }
        return arrays;
    }

    private static BitMatrix zerosAndOnes(Path file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Npy header = Npy.header(file, buffer, bytes.length);
        if (header.shape().size() != 2 || header.shape().contains(0)) {
            throw new FileFormatException(
                    file,
                    "shape",
                    header.shape().toString(),
                    "A codebook is a table: tokens x bits, neither of them 0.");
        }
        int rows = header.shape().get(0);
        int columns = header.shape().get(1);
        int[] values = header.ints(file, buffer);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0 && values[i] != 1) {
                throw new FileFormatException(
                        file,
                        "row " + i / columns + " column " + i % columns,
                        "the value " + values[i],
                        "Allowed are 0 and 1; packed bits belong in an .npz, which tells their number.");
            }
        }
        return BitMatrix.of(rows, columns, (r, c) -> values[r * columns + c] != 0);
    }

    private static BitMatrix csv(Path file) {
        List<String> lines =
                new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
        List<String> rows = new ArrayList<>();
        for (int l = 0; l < lines.size(); l++) {
            String line = lines.get(l);
            String row = line.replaceAll("[,;\\s]", "");
            int columns = rows.isEmpty() ? row.length() : rows.getFirst().length();
            if (line.isBlank()) {
                continue;
            }
            if (row.length() != columns || !row.matches("[01]+")) {
                throw new FileFormatException(
                        file,
                        "line " + (l + 1),
                        "\"" + (line.length() > 40 ? line.substring(0, 40) + "..." : line) + "\"",
                        rows.isEmpty()
                                ? "Each line is a codeword of zeros and ones, commas optional."
                                : "Each line needs " + columns + " zeros and ones, as the first has.");
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new FileFormatException(
                    file, "", "the file is empty", "One line a codeword, zeros and ones, commas optional.");
        }
        return BitMatrix.of(
                rows.size(), rows.getFirst().length(), (r, c) -> rows.get(r).charAt(c) == '1');
    }

    /** A zip stream closes what it writes to; the file belongs to {@link AtomicFiles}. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
