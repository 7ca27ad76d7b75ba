package hammingway.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code events.jsonl}: appended to by one worker, read by anybody at any time. A worker that is killed may leave half a line
 * at the end; readers wait for its line feed, and the next worker cuts it off. Not thread-safe: one reader object a thread.
 */
public final class EventLog {
    private final Path file;
    private long read;

    public EventLog(Path file) {
        this.file = file;
    }

    /**
     * The events appended since the last call; the first call gives all. Lines that this version does not understand are
     * skipped: a newer worker may say more.
     */
    public List<RunEvent> poll() {
        byte[] bytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < read) {
                read = 0;
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size() - read));
            int got = channel.read(buffer, read);
            bytes = new byte[Math.max(0, got)];
            buffer.flip().get(bytes);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        read += end;
        List<RunEvent> events = new ArrayList<>();
        new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line -> parse(line, events));
        return events;
    }

    private static void parse(String line, List<RunEvent> events) {
        try {
            events.add(SpecCodec.read(RunEvent.class, Json.mapper().readTree(line), "event"));
        } catch (JsonProcessingException | SpecException e) {
            org.slf4j.LoggerFactory.getLogger(EventLog.class).debug("skipped an event: {}", line, e);
        }
    }

    /** Opens the log for a worker, cutting off half a line that a killed worker left. */
    static Appender appender(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.truncate(wholeLines(file));
            channel.position(channel.size());
            return new Appender(file, channel);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write", file, e);
        }
    }

    private static long wholeLines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Writes events, each flushed to the operating system before the call returns. */
    static final class Appender implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;

        private Appender(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        synchronized void append(RunEvent event) {
            String line = Json.line(SpecCodec.write((Record) event)) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw AtomicFiles.failure("Cannot write", file, e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw AtomicFiles.failure("Cannot close", file, e);
            }
        }
    }
}
