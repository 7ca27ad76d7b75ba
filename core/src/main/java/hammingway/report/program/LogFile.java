package hammingway.report.program;

import hammingway.base.AtomicFiles;
import hammingway.base.MachineFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The file in which the window keeps its log, so that errors can be told after it has closed. It has two parts of limited size: when the
 * newer one is full, it becomes the older one.
 */
public record LogFile(Path path) {
    /** Of each part: thousands of lines. */
    public static final String PART = "1MB";

    /** The pattern of a line, in the logging library's words; {@link #errors} reads it. */
    public static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0} - %msg%n";

    private static final Pattern BEGINS = Pattern.compile("\\d{4}-\\d\\d-\\d\\d [\\d:.]+ (\\w+) .*");

    /** Lines of one error that are told; a stack trace's top says where it happened. */
    private static final int MOST_LINES = 30;

    public static LogFile ofUser() {
        return new LogFile(MachineFolder.ofUser().resolve("window.log"));
    }

    /** The errors in it, oldest first, each with the beginning of its stack trace; empty when there is no file. */
    public List<String> errors() {
        if (!Files.isRegularFile(path)) {
            return List.of();
        }
        try {
            return errors(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", path, e);
        }
    }

    static List<String> errors(String log) {
        List<String> all = new ArrayList<>();
        List<String> one = new ArrayList<>();
        boolean within = false;
        for (String line : (Iterable<String>) log.lines()::iterator) {
            var begins = BEGINS.matcher(line);
            if (begins.matches()) {
                end(one, all);
                within = begins.group(1).equals("ERROR");
            }
            if (within && one.size() < MOST_LINES) {
                one.add(line);
            }
        }
        end(one, all);
        return all;
    }

    private static void end(List<String> one, List<String> all) {
        if (!one.isEmpty()) {
            all.add(String.join("\n", one));
            one.clear();
        }
    }
}
