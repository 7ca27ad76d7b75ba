package hammingway.cli;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.UserPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text as commands take it: a file, or {@code -} for the standard input. */
final class TextInput {
    /** Of pasted or typed text; a corpus is evaluated as the validation part of a run. */
    private static final long MAX_BYTES = 100_000_000;

    private TextInput() {}

    /** @throws FileFormatException telling the byte that is not UTF-8 */
    static String read(String file, String option) {
        Path path = UserPath.resolve(Path.of(""), file, option);
        try {
            if (file.equals("-")) {
                return decode(System.in.readNBytes((int) MAX_BYTES + 1), Path.of("standard input"));
            }
            if (Files.size(path) > MAX_BYTES) {
                throw tooLong(path);
            }
            return decode(Files.readAllBytes(path), path);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the text", path, e);
        }
    }

    private static FileFormatException tooLong(Path file) {
        return new FileFormatException(file, "", "more than 100 MB", "Give a part of it.");
    }

    private static String decode(byte[] bytes, Path file) {
        if (bytes.length > MAX_BYTES) {
            throw tooLong(file);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            throw new FileFormatException(
                    file,
                    "byte " + in.position(),
                    String.format("0x%02X is not UTF-8 text", bytes[in.position()]),
                    "Convert it: iconv -f LATIN1 -t UTF-8.");
        }
        return out.flip().toString();
    }
}
