package hammingway.run.diagnosis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The end of a run's log, where the last worker speaks. */
final class LogEnd {
    /** A crash report of the JVM has some 100 kB. */
    private static final int BYTES = 1 << 19;

    private static final Pattern PROCESS = Pattern.compile("^#.*\\bpid=(\\d+)", Pattern.MULTILINE);
    private static final Pattern SIGNAL = Pattern.compile("^#\\s+((SIG|EXCEPTION_)\\w+)", Pattern.MULTILINE);
    private static final Pattern FRAME = Pattern.compile("^# Problematic frame:\\R# *(.*)$", Pattern.MULTILINE);

    private final String text;

    private LogEnd(String text) {
        this.text = text;
    }

    /** Empty where there is no log. */
    static LogEnd of(Path log) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long begin = Math.max(0, channel.size() - BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - begin));
            while (bytes.hasRemaining() && channel.read(bytes, begin + bytes.position()) >= 0) {
                // until all of it is there
            }
            return new LogEnd(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new LogEnd("");
        }
    }

    /** What the worker said last as an error, with the lines that belong to it; empty when its last words are no error. */
    String error() {
        List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
        int from = Math.max(0, lines.size() - 12);
        for (int i = lines.size() - 1; i >= from; i--) {
            if (lines.get(i).matches("(Error|Internal error|Error occurred|Exception in thread).*")) {
                return String.join("\n", lines.subList(i, lines.size())).replaceFirst("^Error: ", "");
            }
        }
        return "";
    }

    /** Where the JVM of this process crashed; for an unknown process, of any. */
    Optional<String> crash(Optional<Long> process) {
        return report(process).filter(r -> !r.contains("insufficient memory")).map(report -> {
            Matcher signal = SIGNAL.matcher(report);
            Matcher frame = FRAME.matcher(report);
            String what = signal.find() ? signal.group(1) : "";
            return frame.find()
                    ? (what.isEmpty() ? "" : what + " in ") + frame.group(1).strip()
                    : what;
        });
    }

    /** Whether the JVM of this process gave up because the system had no memory for it. */
    boolean noMemoryForTheProcess(Optional<Long> process) {
        return report(process).filter(r -> r.contains("insufficient memory")).isPresent();
    }

    private Optional<String> report(Optional<Long> process) {
        int begin = text.lastIndexOf("# A fatal error has been detected by the Java Runtime Environment");
        begin = Math.max(begin, text.lastIndexOf("# There is insufficient memory for the Java Runtime Environment"));
        if (begin < 0) {
            return Optional.empty();
        }
        String report = text.substring(begin);
        Matcher found = PROCESS.matcher(report);
        boolean other = process.isPresent()
                && found.find()
                && !found.group(1).equals(process.get().toString());
        return other ? Optional.empty() : Optional.of(report);
    }
}
