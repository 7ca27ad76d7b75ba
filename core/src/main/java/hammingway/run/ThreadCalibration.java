package hammingway.run;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.torch.StepTiming;
import hammingway.torch.Torch;
import hammingway.torch.engine.Calibration;
import hammingway.torch.engine.Calibration.Timing;
import hammingway.torch.engine.EngineLaunch;
import hammingway.torch.engine.Processor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures how many threads serve this machine best: a child process for each count, as an engine's threads are set at its start. */
public final class ThreadCalibration {
    /** The command of a child; see {@link #child}. */
    public static final String COMMAND = "time-step";

    private static final double SECONDS = 1;
    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern ANSWER = Pattern.compile("(?m)^step ([0-9.]+) ms\\s*$");

    private ThreadCalibration() {}

    /**
     * Measures all candidates, one after the other; some seconds in all.
     *
     * @throws WorkbenchException when an engine cannot be started
     */
    public static Calibration measure(EngineLaunch engine, Processor processor, Progress progress) {
        List<Integer> counts = Calibration.candidates(processor);
        List<Timing> timings = new ArrayList<>();
        double load = Math.max(0, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        for (int threads : counts) {
            progress.update(
                    (double) timings.size() / counts.size(),
                    "Measuring " + threads + (threads == 1 ? " thread" : " threads"));
            timings.add(new Timing(threads, millis(engine, threads, progress)));
        }
        return Calibration.of(processor, timings, load);
    }

    private static double millis(EngineLaunch engine, int threads, Progress progress) {
        try {
            Path output = Files.createTempFile("time-step", ".txt");
            try {
                return millis(engine, threads, output, progress);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new WorkbenchException("The measurement cannot be started: " + e.getMessage(), e);
        }
    }

    private static double millis(EngineLaunch engine, int threads, Path output, Progress progress) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(LocalLauncher.command(engine, COMMAND, Integer.toString(threads)));
        LocalLauncher.prepare(engine, builder.environment());
        Process child = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!child.waitFor(100, TimeUnit.MILLISECONDS)) {
                progress.check();
                if (System.nanoTime() > end) {
                    throw new WorkbenchException("The engine took over " + PATIENCE_SECONDS + " s for a step with "
                            + threads + " threads. Close programs that use the processor, and try again.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.CancelledException();
        } finally {
            child.destroyForcibly();
        }
        String text = Files.readString(output);
        Matcher answer = ANSWER.matcher(text);
        if (!answer.find()) {
            throw new WorkbenchException("The engine (" + engine.told() + ") cannot be measured with " + threads
                    + " threads; it said:\n" + lastLines(text));
        }
        return Double.parseDouble(answer.group(1));
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    /** What a child does: measures in its own process, with the engine of its environment. */
    public static String child(int threads) {
        try (Torch torch = Torch.start(threads)) {
            return String.format(Locale.ROOT, "step %.4f ms", StepTiming.millis(torch, SECONDS));
        }
    }
}
