package hammingway.data;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A UTF-8 text, read part by part: memory holds the parts and no second copy of the whole. Strict: an invalid byte is an error
 * that tells its place.
 */
final class Utf8File {
    /** One mapping, and so one file, has at most 2^31 - 1 bytes; larger files are read by their beginning. */
    private static final long MAX_BYTES = Integer.MAX_VALUE;

    private final Path file;
    private final ByteBuffer bytes;
    private final boolean cut;

    private Utf8File(Path file, ByteBuffer bytes, boolean cut) {
        this.file = file;
        this.bytes = bytes;
        this.cut = cut;
    }

    /** @param megabytes only so much of the beginning; 0: all */
    static Utf8File open(Path file, double megabytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            boolean all = megabytes == 0 || size <= megabytes * 1e6;
            if (all && size > MAX_BYTES) {
                throw new FileFormatException(
                        file, "", size + " bytes", "At most 2 GB are read: set data.source.megabytes.");
            }
            long length = all ? size : (long) (megabytes * 1e6);
            return new Utf8File(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, length), !all);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the text", file, e);
        }
    }

    /** The whole text. */
    String text() {
        return decode(0, bytes.limit());
    }

    /** The parts between separators, in order, empty ones too. */
    List<String> parts(String separator) {
        byte[] mark = separator.getBytes(StandardCharsets.UTF_8);
        List<String> parts = new ArrayList<>();
        int from = 0;
        // a valid UTF-8 sequence is never found inside another one, so bytes may be compared
        for (int at = find(mark, 0); at >= 0; at = find(mark, from)) {
            parts.add(decode(from, at));
            from = at + mark.length;
        }
        parts.add(decode(from, bytes.limit()));
        return parts;
    }

    private int find(byte[] mark, int from) {
        int last = bytes.limit() - mark.length;
        for (int i = from; i <= last; i++) {
            int k = 0;
            while (k < mark.length && bytes.get(i + k) == mark[k]) {
                k++;
            }
            if (k == mark.length) {
                return i;
            }
        }
        return -1;
    }

    private String decode(int from, int to) {
        ByteBuffer in = bytes.slice(from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from);
        // where the file was cut, the beginning of a character may stand at the end, and is dropped
        boolean whole = !cut || to < bytes.limit();
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, whole);
        if (result.isError()) {
            int at = from + in.position();
            throw new FileFormatException(
                    file,
                    "byte " + at,
                    String.format("0x%02X is not UTF-8 text", bytes.get(at)),
                    "Convert it: iconv -f LATIN1 -t UTF-8.");
        }
        return out.flip().toString();
    }
}
