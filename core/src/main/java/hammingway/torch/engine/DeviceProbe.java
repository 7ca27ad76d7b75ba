package hammingway.torch.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the devices of a machine from what the system and the driver tell, without starting an engine.
 *
 * @param root     the file system's root, another one in tests
 * @param listGpus the driver's program that lists GPUs, without its arguments
 * @param patience how long it may take; a driver in trouble hangs
 */
public record DeviceProbe(Path root, List<String> listGpus, Duration patience) {
    private static final List<String> QUERY =
            List.of("--query-gpu=index,name,memory.total,memory.used,driver_version", "--format=csv,noheader,nounits");
    private static final long MEBIBYTE = 1 << 20;
    private static final Pattern LINE =
            Pattern.compile("\\s*(\\d{1,3}),\\s*(.*?),\\s*([^,]*),\\s*([^,]*),\\s*([^,]*?)\\s*");
    private static final Pattern MODEL = Pattern.compile("(?m)^Model:\\s*(.*?)\\s*$");
    private static final String NO_DRIVER =
            "No NVIDIA GPU: this machine has no NVIDIA driver. Everything works on the processor.";

    public DeviceProbe {
        listGpus = List.copyOf(listGpus);
    }

    public static DeviceProbe ofThis() {
        return new DeviceProbe(Path.of("/"), List.of("nvidia-smi"), Duration.ofSeconds(10));
    }

    /** Takes up to the patience: not for the toolkit's thread. */
    public Devices devices() {
        Answer answer = ask();
        List<Gpu> gpus = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        if (answer.reason().isEmpty()) {
            answer.text().lines().filter(l -> !l.isBlank()).forEach(line -> {
                Optional<Gpu> gpu = gpu(line);
                gpu.ifPresent(gpus::add);
                if (gpu.isEmpty()) {
                    strange.add(line.strip());
                }
            });
        }
        String note = note(answer, gpus, strange);
        if (gpus.isEmpty()) {
            gpus.addAll(fromDriver());
            note = gpus.isEmpty() ? note : "GPUs as the driver's files list them, without their memory: " + note;
        }
        return new Devices(processor(), gpus, note);
    }

    private String note(Answer answer, List<Gpu> gpus, List<String> strange) {
        if (answer.missing()) {
            return NO_DRIVER;
        }
        if (!answer.reason().isEmpty()) {
            return "GPUs cannot be listed: " + answer.reason();
        }
        if (!strange.isEmpty()) {
            String first = strange.getFirst();
            return "The NVIDIA driver's list is not understood: "
                    + (first.length() > 80 ? first.substring(0, 80) : first) + ". Look at what " + listGpus.getFirst()
                    + " prints.";
        }
        return gpus.isEmpty() ? "The NVIDIA driver lists no GPU. Everything works on the processor." : "";
    }

    static Optional<Gpu> gpu(String line) {
        Matcher m = LINE.matcher(line);
        return m.matches()
                ? Optional.of(new Gpu(
                        Integer.parseInt(m.group(1)),
                        m.group(2),
                        mebibytes(m.group(3)),
                        mebibytes(m.group(4)),
                        m.group(5)))
                : Optional.empty();
    }

    /** GPUs that share the machine's memory answer {@code [N/A]}. */
    private static OptionalLong mebibytes(String text) {
        String number = text.strip();
        return number.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(number) * MEBIBYTE) : OptionalLong.empty();
    }

    /** What the list program printed, or why it printed nothing. */
    private record Answer(String text, String reason, boolean missing) {}

    private Answer ask() {
        List<String> command = new ArrayList<>(listGpus);
        command.addAll(QUERY);
        String name = listGpus.getFirst();
        try {
            Path output = Files.createTempFile("gpus", ".txt");
            try {
                return ask(command, name, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Answer("", name + " cannot be run: " + e.getMessage(), false);
        }
    }

    /** To a file, not a pipe: a child of a program that was killed could hold a pipe open for ever. */
    private Answer ask(List<String> command, String name, Path output) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            return new Answer("", "there is no " + name, true);
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Answer(
                        "",
                        name + " did not answer within " + patience.toSeconds()
                                + " s. The driver may hang: try it in a terminal.",
                        false);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Answer("", name + " was interrupted.", false);
        }
        String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        String first = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("nothing");
        return process.exitValue() == 0
                ? new Answer(text, "", false)
                : new Answer("", name + " failed (" + process.exitValue() + ") and said: " + first.strip(), false);
    }

    /** The kernel module's own list, for machines whose list program is broken. */
    private List<Gpu> fromDriver() {
        Path folder = root.resolve("proc/driver/nvidia/gpus");
        List<Gpu> gpus = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path entry :
                        entries.sorted(Comparator.comparing(Path::toString)).toList()) {
                    Matcher m = MODEL.matcher(Files.readString(entry.resolve("information")));
                    gpus.add(new Gpu(
                            gpus.size(),
                            m.find() ? m.group(1) : "NVIDIA GPU",
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            ""));
                }
            } catch (IOException e) {
                return List.of();
            }
        }
        return gpus;
    }

    public Processor processor() {
        return new ProcessorFiles(root).read();
    }
}
