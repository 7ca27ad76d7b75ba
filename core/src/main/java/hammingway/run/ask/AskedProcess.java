package hammingway.run.ask;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.run.LocalLauncher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A command of this program in a child process that loads the engine: a model too large for the memory ends the child and not the
 * window. The child reads a text from its standard input and writes one JSON object a line; other lines are its words to people.
 */
final class AskedProcess {
    private static final long LOOK_MILLIS = 50;
    private static final String ERROR = "Error: ";

    private final Process child;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private String lastWords = "";

    private AskedProcess(Process child) {
        this.child = child;
    }

    /**
     * Carries out a command and follows it to its end, on the caller's thread. A cancel ends the child at once.
     *
     * @param arguments the command
     * @param text      its standard input
     * @param each      gets each line of JSON as it comes
     * @throws WorkbenchException with what the child said, when it fails
     */
    static void carryOut(List<String> arguments, String text, Consumer<String> each, Progress progress) {
        AskedProcess asked;
        try {
            asked = new AskedProcess(
                    LocalLauncher.child(arguments).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot start a process for", Path.of(arguments.getFirst()), e);
        }
        try {
            asked.follow(text, each, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.CancelledException();
        } finally {
            asked.child.destroyForcibly();
        }
    }

    private void follow(String text, Consumer<String> each, Progress progress) throws InterruptedException {
        Thread.ofVirtual().start(() -> write(text)); // a child that reads slowly must not hold up its reader
        Thread.ofVirtual().start(this::read);
        while (true) {
            progress.check();
            Optional<String> line = lines.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (line == null) {
                continue;
            }
            if (line.isEmpty()) {
                end();
                return;
            }
            if (line.get().startsWith("{")) {
                each.accept(line.get());
            } else if (!line.get().isBlank()) {
                said(line.get());
            }
        }
    }

    /** What follows an error belongs to it: problems of a specification, one a line. */
    private void said(String line) {
        lastWords = lastWords.startsWith(ERROR) ? lastWords + "\n" + line : line;
    }

    private void end() throws InterruptedException {
        int code = child.waitFor();
        if (code != 0) {
            String told = lastWords.startsWith(ERROR) ? lastWords.substring(ERROR.length()) : lastWords;
            throw new WorkbenchException(
                    told.isEmpty()
                            ? "The process of the model ended without a word (exit code " + code
                                    + "), as it does when memory runs out. Close other programs, or choose a smaller model."
                            : told);
        }
    }

    private void write(String text) {
        try (OutputStream in = child.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unused) {
            return; // the child ended early, and its words tell why
        }
    }

    private void read() {
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException unused) {
            // a child that was ended
        } finally {
            lines.add(Optional.empty());
        }
    }

    /** A line of JSON, for those who read it as a record. */
    static com.fasterxml.jackson.databind.JsonNode json(String line) {
        return Json.parse(Path.of("answer of the model"), line);
    }
}
