package hammingway.torch.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The processor by Linux's {@code /proc}; elsewhere, by what the JVM knows, with logical processors counted as cores.
 *
 * @param root the file system's root
 */
record ProcessorFiles(Path root) {
    Processor read() {
        int logical = Runtime.getRuntime().availableProcessors();
        String name = System.getProperty("os.arch");
        Set<String> cores = new HashSet<>();
        String chip = "";
        for (String line : lines("proc/cpuinfo")) {
            String key = line.replaceFirst("\\s*:.*", "").strip();
            String value = line.replaceFirst("^[^:]*:?\\s*", "").strip();
            switch (key) {
                case "model name", "Model" -> name = value;
                case "physical id" -> chip = value;
                case "core id" -> cores.add(chip + "/" + value);
                default -> {}
            }
        }
        int physical = cores.isEmpty() ? logical : Math.min(cores.size(), logical);
        return new Processor(
                name,
                physical,
                logical,
                memory("MemTotal:", "TotalMemorySize"),
                memory("MemAvailable:", "FreeMemorySize"));
    }

    private List<String> lines(String file) {
        try {
            Path path = root.resolve(file);
            return Files.isRegularFile(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private OptionalLong memory(String line, String attribute) {
        for (String l : lines("proc/meminfo")) {
            if (l.startsWith(line) && l.matches("\\w+:\\s+\\d{1,15}\\s+kB")) {
                return OptionalLong.of(Long.parseLong(l.replaceAll("\\D", "")) * 1024);
            }
        }
        try {
            // by name, as the JDK's module with this attribute may be left out of an installed program
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), attribute);
            return value instanceof Long bytes ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (JMException e) {
            return OptionalLong.empty();
        }
    }
}
