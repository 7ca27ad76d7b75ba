package hammingway.runs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("log.txt");
    }

    private void append(String text) throws Exception {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> texts(LogFile log) {
        return log.lines().stream().map(LogLine::text).toList();
    }

    @Test
    void tellsLevelsAndKeepsTracesWithTheirLine() throws Exception {
        append("""
                2026-11-27 15:00:00.123 INFO  Worker - begun
                2026-11-27 15:00:01.123 WARN  Worker - slow
                \tat a.B.c(B.java:1)
                2026-11-27 15:00:02.123 ERROR Main - internal error
                java.lang.IllegalStateException: no
                \tat a.B.c(B.java:1)
                Caused by: java.io.IOException: disk
                Error: The text changed.
                WARNING: A restricted method was called
                Finished.
                """);
        LogFile log = new LogFile(file());
        assertThat(log.poll()).isTrue();
        assertThat(log.poll()).isFalse();
        assertThat(log.lines().stream().map(l -> l.level().name().charAt(0)).toList())
                .containsExactly('I', 'W', 'W', 'E', 'E', 'E', 'E', 'E', 'W', 'I');
    }

    @Test
    void followsGrowthTruncationAndReplacement() throws Exception {
        LogFile log = new LogFile(file());
        assertThat(log.poll()).as("no file yet").isFalse();
        append("a\nb");
        log.poll();
        assertThat(texts(log)).as("half a line waits for its end").containsExactly("a");
        append("c\nd\n");
        assertThat(log.poll()).isTrue();
        assertThat(texts(log)).containsExactly("a", "bc", "d");
        Files.writeString(file(), "x\n");
        log.poll();
        assertThat(texts(log)).containsExactly("x");
        Files.writeString(folder.resolve("other"), "y\nz\n");
        Files.move(folder.resolve("other"), file(), StandardCopyOption.REPLACE_EXISTING);
        log.poll();
        assertThat(texts(log)).containsExactly("y", "z");
        Files.delete(file());
        assertThat(log.poll()).isTrue();
        assertThat(texts(log)).isEmpty();
    }

    @Test
    void readsTheEndOfALongFileAndMoreWhenAsked() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            text.append("line \u00E4 ").append(i).append('\n');
        }
        append(text.toString());
        List<String> all = text.toString().lines().toList();
        LogFile log = new LogFile(file());
        log.poll();
        assertThat(log.before()).isPositive();
        int n = log.lines().size();
        assertThat(n).isLessThan(30_000);
        assertThat(texts(log)).isEqualTo(all.subList(all.size() - n, all.size()));
        assertThat(log.more()).isPositive();
        n = log.lines().size();
        assertThat(texts(log)).isEqualTo(all.subList(all.size() - n, all.size()));
        while (log.before() > 0) {
            log.more();
        }
        assertThat(texts(log)).isEqualTo(all);
        assertThat(log.more()).isZero();
    }
}
