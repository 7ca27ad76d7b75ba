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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code events.jsonl}: appended to by one worker, read by anybody at any time. A worker that is killed may leave half a line
 * at the end; readers wait for its line feed, and the next worker cuts it off. Not thread-safe: one reader object a thread.
 */
public final class EventLog {
    private static final int BLOCK = 1 << 16;

    /** Enough for a time and a process. */
    private static final int HEAD = 160;

    private final Path file;
    private long read;
    private byte[] head = {};
    private long beginnings;

    public EventLog(Path file) {
        this.file = file;
    }

    /**
     * The events appended since the last call; the first call gives all. Lines that this version does not understand are
     * skipped: a newer worker may say more.
     */
    public List<RunEvent> poll() {
        List<RunEvent> events = new ArrayList<>();
        eachLine(line -> parse(line).ifPresent(events::add));
        return events;
    }

    /** How often the file was found to begin anew, being shorter than before or another: what was read until then is void. */
    public long beginnings() {
        return beginnings;
    }

    /** The same as {@link #poll}, as lines: for readers of long logs that make no object of every step. */
    public void eachLine(Consumer<String> reader) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < read || (read > 0 && !Arrays.equals(head, head(channel, head.length)))) {
                read = 0;
                head = new byte[0];
                beginnings++;
            }
            ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
            while (channel.read(buffer, read + buffer.position()) > 0) {
                int whole = afterLastLine(buffer.array(), buffer.position());
                new String(buffer.array(), 0, whole, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(reader);
                read += whole;
                buffer = rest(buffer, whole);
            }
            if (head.length < HEAD) { // of whole lines only: half a line may be cut off
                head = head(channel, (int) Math.min(HEAD, read));
            }
        } catch (NoSuchFileException e) {
            return; // no worker has begun yet
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    /** The first bytes, by which a file is told from another of the same name: the number that a system gives a file may be given again. */
    private static byte[] head(FileChannel channel, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // until all of it is there
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** What follows the whole lines, with room for more: a line may be longer than a block. */
    private static ByteBuffer rest(ByteBuffer buffer, int whole) {
        buffer.flip().position(whole);
        return ByteBuffer.allocate(buffer.remaining() + BLOCK).put(buffer);
    }

    static int afterLastLine(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /**
     * What tells a run's state, for lists of thousands of runs: the first event, and all later ones but steps, of which only the
     * last few are there. Of a run that is finished, only its end. {@link #poll} then gives what was appended since.
     */
    public List<RunEvent> brief() {
        List<RunEvent> events = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            EventLines lines = EventLines.read(channel);
            lines.telling().forEach(line -> parse(line).ifPresent(events::add));
            read = lines.end();
            head = head(channel, (int) Math.min(HEAD, read));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
        return events;
    }

    /** The event of a line; none where this version does not understand it. */
    public static Optional<RunEvent> parse(String line) {
        try {
            return Optional.of(SpecCodec.read(RunEvent.class, Json.mapper().readTree(line), "event"));
        } catch (JsonProcessingException | SpecException e) {
            org.slf4j.LoggerFactory.getLogger(EventLog.class).debug("skipped an event: {}", line, e);
            return Optional.empty();
        }
    }

    /** Opens the log for a worker, cutting off half a line that a killed worker left. */
    static Appender appender(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.truncate(wholeLines(channel));
            channel.position(channel.size());
            return new Appender(file, channel);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write", file, e);
        }
    }

    /** Length up to the last line feed, looked for from the end. */
    private static long wholeLines(FileChannel channel) throws IOException {
        for (long end = channel.size(); end > 0; end -= Math.min(end, BLOCK)) {
            long begin = Math.max(0, end - BLOCK);
            ByteBuffer block = ByteBuffer.allocate((int) (end - begin));
            while (block.hasRemaining() && channel.read(block, begin + block.position()) >= 0) {
                // until the block is full
            }
            int whole = afterLastLine(block.array(), block.position());
            if (whole > 0) {
                return begin + whole;
            }
        }
        return 0;
    }

    /**
     * Writes events, each handed to the operating system before the call returns; those that end something or that tell of a
     * file are forced to the disk, so that after a power failure the log knows of every checkpoint.
     */
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
                long before = channel.position();
                try {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                } catch (IOException e) {
                    channel.truncate(before); // a full disk must not leave half a line before the next event
                    throw e;
                }
                if (lasting(event)) {
                    channel.force(false);
                }
            } catch (IOException e) {
                throw AtomicFiles.failure("Cannot write", file, e);
            }
        }

        private static boolean lasting(RunEvent event) {
            return switch (event) {
                case RunEvent.Started e -> true;
                case RunEvent.CheckpointWritten e -> true;
                case RunEvent.Evaluated e -> true;
                case RunEvent.Finished e -> true;
                case RunEvent.Stopped e -> true;
                case RunEvent.Failed e -> true;
                case RunEvent.Built e -> false;
                case RunEvent.Stage e -> false;
                case RunEvent.StepDone e -> false;
                case RunEvent.Validated e -> false;
                case RunEvent.Sampled e -> false;
                case RunEvent.Paused e -> false;
                case RunEvent.Continued e -> false;
                case RunEvent.Warning e -> false;
            };
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
