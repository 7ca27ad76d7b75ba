package hammingway.runs.watch;

import hammingway.base.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a text file that grows, and as much before it as is asked for. Not thread-safe. */
final class LogFile {
    /** Some thousand lines. */
    static final int TAIL = 256 << 10;

    /** What one call more brings. */
    static final int MORE = 1 << 20;

    private final Path file;
    private final List<LogLine> lines = new ArrayList<>();
    private Optional<Object> identity = Optional.empty();
    private byte[] half = {};
    private long begin;
    private long end;

    LogFile(Path file) {
        this.file = file;
    }

    /** The lines read so far, the oldest first; half a line at the end is not among them. */
    List<LogLine> lines() {
        return lines;
    }

    /** Bytes before the first line. */
    long before() {
        return begin;
    }

    /** Reads what was appended. @return whether something changed */
    boolean poll() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<Object> now = Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
            long size = channel.size();
            boolean first = identity.isEmpty() && end == 0;
            boolean other = !first && (size < end || !now.equals(identity));
            identity = now;
            // what grew by more than a screenful between two looks is begun at its end as well
            if (first || other || size - end > 4L * MORE) {
                restart(channel, size);
                return true;
            }
            if (size == end) {
                return false;
            }
            append(bytes(channel, end, size));
            end = size;
            return true;
        } catch (NoSuchFileException e) {
            boolean had = !lines.isEmpty();
            lines.clear();
            identity = Optional.empty();
            half = new byte[0];
            begin = 0;
            end = 0;
            return had;
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    private void restart(FileChannel channel, long size) throws IOException {
        lines.clear();
        half = new byte[0];
        begin = Math.max(0, size - TAIL);
        byte[] tail = bytes(channel, begin, size);
        int skip = begin == 0 ? 0 : afterLine(tail);
        begin += skip;
        end = size;
        append(java.util.Arrays.copyOfRange(tail, skip, tail.length));
    }

    /** Reads earlier lines. @return how many came */
    int more() {
        if (begin == 0) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, begin - MORE);
            byte[] earlier = bytes(channel, from, begin);
            int skip = from == 0 ? 0 : afterLine(earlier);
            if (skip == earlier.length && from > 0) {
                skip = 0; // one line longer than the block is cut
            }
            List<LogLine> made = new ArrayList<>();
            parse(new String(earlier, skip, earlier.length - skip, StandardCharsets.UTF_8), LogLine.Level.INFO, made);
            lines.addAll(0, made);
            begin = from + skip;
            return made.size();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    private static int afterLine(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && bytes[i] != '\n') {
            i++;
        }
        return Math.min(bytes.length, i + 1);
    }

    private static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // until all of it is there
        }
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void append(byte[] fresh) {
        byte[] all = java.util.Arrays.copyOf(half, half.length + fresh.length);
        System.arraycopy(fresh, 0, all, half.length, fresh.length);
        int whole = all.length;
        while (whole > 0 && all[whole - 1] != '\n') {
            whole--;
        }
        half = java.util.Arrays.copyOfRange(all, whole, all.length);
        parse(
                new String(all, 0, whole, StandardCharsets.UTF_8),
                lines.isEmpty() ? LogLine.Level.INFO : lines.getLast().level(),
                lines);
    }

    private static void parse(String text, LogLine.Level before, List<LogLine> into) {
        LogLine.Level level = before;
        for (String line : text.lines().toList()) {
            LogLine made = LogLine.of(line, level);
            into.add(made);
            level = made.level();
        }
    }
}
