package hammingway.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Reading, changing and writing a file as one act, so that of two programs that change it at once neither loses its change. */
public final class Exclusive {
    /** A lock of the system holds between processes; between threads of this one it would throw. */
    private static final Object WITHIN = new Object();

    private Exclusive() {}

    /**
     * Carries work out while no other thread or process does so for the same file. The lock is an empty hidden file beside it.
     *
     * @throws WorkbenchException where the lock cannot be made
     */
    public static <T> T on(Path file, Supplier<T> work) {
        Path lock = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".lock");
        synchronized (WITHIN) {
            try {
                Files.createDirectories(lock.getParent());
            } catch (IOException e) {
                throw AtomicFiles.failure("Cannot make the folder", lock, e);
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                LoggerFactory.getLogger(Exclusive.class).trace("{} {}", file, held);
                return work.get();
            } catch (IOException e) {
                throw AtomicFiles.failure("Cannot lock", file, e);
            }
        }
    }
}
