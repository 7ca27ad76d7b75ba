package hammingway.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are either whole or absent: content goes to a temporary name beside the target, is forced to the disk and moved
 * into place. After a failure (full disk, read-only folder) neither the target nor the temporary file has changed.
 */
public final class AtomicFiles {
    /** The ending of temporary names, so that leftovers of a killed process can be recognised. */
    public static final String TEMPORARY = ".tmp";

    private AtomicFiles() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes to an open channel, for content that is mapped or larger than a stream likes. */
    @FunctionalInterface
    public interface ChannelWriter {
        void writeTo(FileChannel channel) throws IOException;
    }

    public static void write(Path target, Writer writer) {
        writeChannel(target, channel -> {
            // not closed: the channel belongs to writeChannel
            @SuppressWarnings("resource")
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            writer.writeTo(out);
            out.flush();
        });
    }

    public static void writeString(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws WorkbenchException naming the target and the reason, with nothing left behind */
    public static void writeChannel(Path target, ChannelWriter writer) {
        Path absolute = target.toAbsolutePath();
        Path temporary = absolute.resolveSibling(absolute.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + TEMPORARY);
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                writer.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure("Cannot write", target, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /** The user's view of a failed read or write: what, which file, why, what to do. */
    public static WorkbenchException failure(String what, Path file, IOException e) {
        String reason = switch (e) {
            case NoSuchFileException unused -> "there is no such file. Check the path.";
            case AccessDeniedException unused -> "access is denied. Check the permissions of the file and its folder.";
            case FileSystemException f ->
                f.getReason() == null
                        ? f.getClass().getSimpleName() + ". Check the path and its folder."
                        : f.getReason() + ". Check free space, the path and its permissions.";
            default -> e.getMessage() + ". Check free space and permissions.";
        };
        return new WorkbenchException(what + " " + file + ": " + reason, e);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unused) {
            // the original failure is what the user must see
        }
    }
}
