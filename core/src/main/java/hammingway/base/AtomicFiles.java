package hammingway.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        List<Path> made = new ArrayList<>();
        boolean done = false;
        try {
            createFolders(absolute.getParent(), made);
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
            done = true;
        } catch (IOException e) {
            throw failure("Cannot write", target, e);
        } finally {
            deleteQuietly(temporary);
            if (!done) {
                made.forEach(AtomicFiles::deleteQuietly); // of these, folders that others have filled meanwhile stay
            }
        }
    }

    /** Makes a folder and those above it, and adds the new ones to {@code made}, deepest first. */
    private static void createFolders(@Nullable Path folder, List<Path> made) throws IOException {
        for (Path f = folder; f != null && Files.notExists(f); f = f.getParent()) {
            made.add(f);
        }
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /** The user's view of a failed read or write: what, which file, why, what to do. */
    public static WorkbenchException failure(String what, Path file, IOException e) {
        String reason = switch (e) {
            case NoSuchFileException unused -> "there is no such file. Check the path.";
            case AccessDeniedException unused -> "access is denied. Check the permissions of the file and its folder.";
            case FileAlreadyExistsException f ->
                f.getFile() + " is a file where a folder is needed. Choose another place, or move that file.";
            case CharacterCodingException unused -> "it is not UTF-8 text. Save it as UTF-8.";
            case FileSystemException f ->
                f.getReason() == null
                        ? f.getClass().getSimpleName() + ". Check the path and its folder."
                        : system(f.getReason());
            default -> system(String.valueOf(e.getMessage()));
        };
        return new WorkbenchException(what + " " + file + ": " + reason, e);
    }

    /** What the operating system said, with what can be done. */
    private static String system(String reason) {
        return switch (reason) {
            case "Is a directory" -> "it is a folder. Name a file.";
            case "Not a directory" -> "a part of its path is a file, not a folder. Check the path.";
            case "No space left on device", "File too large", "Disk quota exceeded" ->
                reason + ". Free some space, or choose another disk.";
            default -> reason + ". Check free space, the path and its permissions.";
        };
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unused) {
            // the original failure is what the user must see
        }
    }
}
