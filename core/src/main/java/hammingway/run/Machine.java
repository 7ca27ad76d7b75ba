package hammingway.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The computer, as far as its system tells; nothing that names it or its owner. */
final class Machine {
    private static final long PATIENCE_SECONDS = 2;

    private Machine() {}

    /** The processor's model. */
    static Optional<String> processor() {
        return line(Path.of("/proc/cpuinfo"), "model name")
                .or(() -> sysctl("machdep.cpu.brand_string"))
                .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                .filter(p -> !p.isBlank());
    }

    /** All memory; 0 where unknown. */
    static long memoryBytes() {
        return line(Path.of("/proc/meminfo"), "MemTotal")
                .map(kilobytes -> number(kilobytes) * 1024)
                .or(() -> sysctl("hw.memsize").map(Machine::number))
                .orElse(0L);
    }

    private static long number(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 15 ? 0 : Long.parseLong(digits);
    }

    /** What follows the colon of the first line with this name. */
    private static Optional<String> line(Path file, String name) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(l -> l.startsWith(name))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** A value of macOS, which has no such files. */
    private static Optional<String> sysctl(String name) {
        if (!System.getProperty("os.name").startsWith("Mac")) {
            return Optional.empty();
        }
        try {
            Process asked = new ProcessBuilder("/usr/sbin/sysctl", "-n", name).start();
            if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
