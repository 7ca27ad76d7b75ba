package hammingway.code.format;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of a file of a codebook, no more than a codebook can have. */
public final class FileContent {
    /** 262,144 tokens of 8,192 bits, packed: nothing larger is a codebook of this program. */
    public static final long MAX_BYTES = 1L << 28;
    /** Longest codeword. */
    public static final int MAX_LENGTH = 8192;

    private FileContent() {}

    /** All bytes of a regular file: devices and pipes have no end. */
    public static byte[] bytes(Path file) {
        requireRegular(file);
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new FileFormatException(
                        file,
                        "",
                        size + " bytes",
                        "A codebook's file has at most " + MAX_BYTES
                                + " bytes: use packed bits (.npz), or a smaller codebook.");
            }
            return in.readNBytes((int) size);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the codebook", file, e);
        }
    }

    public static void requireRegular(Path file) {
        try {
            // its attributes, so that a missing file, a loop of links and a forbidden folder are told apart
            if (!Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                    .isRegularFile()) {
                throw new FileFormatException(
                        file,
                        "",
                        Files.isDirectory(file) ? "it is a folder" : "a device or pipe",
                        "Name the file of a codebook.");
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the codebook", file, e);
        }
    }

    /** The text of a UTF-8 file, without a byte order mark. */
    static String text(Path file) {
        byte[] bytes = bytes(file);
        int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw new FileFormatException(file, "line 1", "UTF-16 text", "Save it as UTF-8.");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new FileFormatException(
                    file,
                    "line " + line,
                    "byte 0x%02x is not UTF-8".formatted(bytes[in.position()] & 0xFF),
                    "Save the file as UTF-8.");
        }
        return out.flip().toString();
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** @throws FileFormatException before memory for so many bits is taken */
    static void requireSize(Path file, String where, long rows, long columns) {
        if (columns > MAX_LENGTH || rows > 8 * MAX_BYTES / Math.max(8, columns)) {
            throw new FileFormatException(
                    file,
                    where,
                    rows + " codewords of " + columns + " bits",
                    "Allowed are codewords of up to " + MAX_LENGTH + " bits and " + MAX_BYTES
                            + " bytes in all, packed.");
        }
    }

    static String excerpt(String text) {
        return "\"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\"";
    }
}
