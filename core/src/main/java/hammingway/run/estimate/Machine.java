package hammingway.run.estimate;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this computer has to give now.
 *
 * @param memory bytes that programs may take without swapping; 0 where the system does not tell
 * @param disk   bytes free where the project lies; 0 where unknown
 */
public record Machine(long memory, long disk) {
    private static final Path MEMORY = Path.of("/proc/meminfo");

    public static Machine now(Path project) {
        return new Machine(available(), free(project));
    }

    private static long available() {
        if (Files.isReadable(MEMORY)) {
            try (Stream<String> lines = Files.lines(MEMORY)) {
                return lines.filter(l -> l.startsWith("MemAvailable:"))
                        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
                        .findFirst()
                        .orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : 0;
    }

    private static long free(Path project) {
        try {
            FileStore store = Files.getFileStore(project);
            return store.getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }
}
