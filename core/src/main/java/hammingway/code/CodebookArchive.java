package hammingway.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.format.FileContent;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Our own kind of file: an {@code .npz} that numpy opens without pickles: {@code codes} (uint8, rows packed as
 * {@code numpy.packbits} does), {@code token_ids} (int32) and {@code meta} (uint8, UTF-8 JSON:
 * {@code json.loads(z["meta"].tobytes())}).
 */
final class CodebookArchive {
    /** A recipe and the trace of a search: some 100 bytes for each of its improvements. */
    private static final int MAX_META = 1 << 24;
    /** Deflate cannot shrink more than this (RFC 1951: 258 bytes in 2 bits). */
    private static final int MAX_SHRINKING = 1032;

    private CodebookArchive() {}

    static void write(Path file, Codebook codebook, Optional<ObjectNode> provenance) {
        int v = codebook.size();
        int n = codebook.length();
        int[] ids = new int[v];
        for (int i = 0; i < v; i++) {
            ids[i] = i;
        }
        byte[] meta = Json.pretty(meta(codebook, provenance)).getBytes(StandardCharsets.UTF_8);
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

    private static ObjectNode meta(Codebook codebook, Optional<ObjectNode> provenance) {
        ObjectNode meta = Json.object();
        meta.put("format", 1);
        meta.put("tokens", codebook.size());
        meta.put("length_bits", codebook.length());
        meta.put("bit_order", "big");
        meta.put("sha256", codebook.hash());
        codebook.recipe().ifPresent(r -> meta.set("recipe", SpecCodec.write(r)));
        provenance.ifPresent(p -> meta.set("provenance", p));
        return meta;
    }

    /** What a file says of how its codebook was found, beside a recipe. */
    static Optional<JsonNode> provenance(Path file) {
        return open(file, zip -> Optional.ofNullable(meta(file, zip).get("provenance")));
    }

    /** What the codebook calls itself; the codewords are not read. */
    static CodebookFiles.Title title(Path file) {
        return open(file, zip -> {
            JsonNode meta = meta(file, zip);
            int length = meta.path("length_bits").asInt();
            return new CodebookFiles.Title(Codebook.name(recipe(file, meta), length), length);
        });
    }

    static Codebook read(Path file) {
        return open(file, zip -> read(file, zip));
    }

    /** Reads from an open archive. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ZipFile zip) throws IOException;
    }

    private static <T> T open(Path file, Reader<T> reader) {
        FileContent.requireRegular(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return reader.read(zip);
        } catch (ZipException e) {
            throw new FileFormatException(
                    file,
                    "",
                    "not a readable .npz archive (" + e.getMessage() + ")",
                    "It is damaged or something else; save it again.");
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the codebook", file, e);
        }
    }

    private static JsonNode meta(Path file, ZipFile zip) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(array(file, zip, "meta", MAX_META));
        Npy header = Npy.header(file, bytes, bytes.remaining());
        JsonNode meta = Json.parse(file, text(bytes, header.dataOffset()));
        if (meta.path("format").asInt(-1) != 1
                || !meta.path("bit_order").asText().equals("big")) {
            throw new FileFormatException(
                    file,
                    "meta",
                    "format " + meta.path("format") + ", bit order " + meta.path("bit_order"),
                    "Format 1 with bit_order big is read; update Hammingway for newer files.");
        }
        return meta;
    }

    private static Codebook read(Path file, ZipFile zip) throws IOException {
        JsonNode meta = meta(file, zip);
        int v = meta.path("tokens").asInt(-1);
        int n = meta.path("length_bits").asInt(-1);
        long packed = (long) v * ((n + 7L) / 8);
        if (v < 1 || n < 1 || packed > FileContent.MAX_BYTES) {
            throw new FileFormatException(
                    file,
                    "meta",
                    meta.path("tokens") + " tokens of " + meta.path("length_bits") + " bits",
                    "Allowed are 1 and more, and " + FileContent.MAX_BYTES + " bytes in all, packed.");
        }
        ByteBuffer codes = ByteBuffer.wrap(array(file, zip, "codes", packed + Npy.MAX_OFFSET));
        Npy header = Npy.header(file, codes, codes.remaining());
        if (!header.type().equals("|u1") || header.fortran() || !header.shape().equals(List.of(v, (n + 7) / 8))) {
            throw new FileFormatException(
                    file,
                    "codes",
                    header.type() + " of shape " + header.shape() + " for " + v + " tokens of " + n + " bits",
                    "It must be uint8 of shape (tokens, ceil(length_bits / 8)).");
        }
        requireTokensInOrder(file, ByteBuffer.wrap(array(file, zip, "token_ids", 8L * v + Npy.MAX_OFFSET)), v);
        byte[] bits = new byte[codes.remaining() - header.dataOffset()];
        codes.position(header.dataOffset()).get(bits);
        Codebook codebook = Codebook.of(BitMatrix.unpack(v, n, bits), recipe(file, meta));
        if (!codebook.hash().equals(meta.path("sha256").asText())) {
            throw new FileFormatException(
                    file,
                    "meta.sha256",
                    "the codewords do not have this hash",
                    "The file was changed or damaged; restore it.");
        }
        return codebook;
    }

    private static Optional<CodebookSpec> recipe(Path file, JsonNode meta) {
        return meta.has("recipe")
                ? Optional.of(SpecCodec.read(CodebookSpec.class, meta.get("recipe"), file + ", meta.recipe"))
                : Optional.empty();
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

    /** An entry's bytes, at most so many; memory is taken for what the compressed bytes can hold. */
    private static byte[] array(Path file, ZipFile zip, String name, long most) throws IOException {
        ZipEntry entry = zip.getEntry(name + ".npy");
        if (entry == null) {
            throw new FileFormatException(
                    file,
                    name,
                    "no such array in the archive",
                    "A codebook has codes, token_ids and meta. For plain zeros and ones use .npy.");
        }
        long told = entry.getSize();
        if (told > most || told > (entry.getCompressedSize() + 1) * MAX_SHRINKING) {
            throw refused(file, entry, told, most);
        }
        try (var in = zip.getInputStream(entry)) {
            // what an entry says of its size may be a lie: the bytes that come out are counted
            byte[] bytes = in.readNBytes((int) most + 1);
            if (bytes.length > most) {
                throw refused(file, entry, bytes.length, most);
            }
            return bytes;
        }
    }

    private static FileFormatException refused(Path file, ZipEntry entry, long found, long most) {
        return new FileFormatException(
                file,
                entry.getName(),
                found + " bytes or more",
                "It can have " + most + " here: the file is damaged, or made to fill the memory.");
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
