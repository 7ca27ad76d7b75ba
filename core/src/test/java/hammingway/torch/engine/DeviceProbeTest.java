package hammingway.torch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Machines made of a few files and of scripts that answer like the driver's program. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the driver's program is a shell script here")
class DeviceProbeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private Devices devices(String script) {
        return devices(script, PATIENCE);
    }

    private Devices devices(String script, Duration patience) {
        Path file = root.resolve("nvidia-smi");
        MadeLibtorch.put(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return new DeviceProbe(root, List.of(file.toString()), patience).devices();
    }

    @Test
    void twoGpusAreListedWithTheirMemory() {
        Devices devices = devices("""
                test "$1" = "--query-gpu=index,name,memory.total,memory.used,driver_version" || exit 9
                echo "0, NVIDIA H100 80GB HBM3, 81559, 4, 570.124.06"
                echo "1, NVIDIA GeForce RTX 4090, 24564, 1024, 570.124.06"
                """);
        assertThat(devices.note()).isEmpty();
        assertThat(devices.gpus())
                .containsExactly(
                        new Gpu(
                                0,
                                "NVIDIA H100 80GB HBM3",
                                OptionalLong.of(81559L << 20),
                                OptionalLong.of(4L << 20),
                                "570.124.06"),
                        new Gpu(
                                1,
                                "NVIDIA GeForce RTX 4090",
                                OptionalLong.of(24564L << 20),
                                OptionalLong.of(1024L << 20),
                                "570.124.06"));
        assertThat(devices.names()).isEqualTo("cpu, gpu0 (NVIDIA H100 80GB HBM3), gpu1 (NVIDIA GeForce RTX 4090)");
        assertThat(devices.gpu("gpu1")).isPresent();
        assertThat(devices.gpu("gpu2")).isEmpty();
    }

    @Test
    void memoryThatTheDriverDoesNotTellIsUnknown() {
        assertThat(devices("echo '0, NVIDIA GB10, [N/A], [N/A], 580.1'").gpus())
                .containsExactly(new Gpu(0, "NVIDIA GB10", OptionalLong.empty(), OptionalLong.empty(), "580.1"));
    }

    @Test
    void noDriverIsPlainInformation() {
        Devices devices = new DeviceProbe(root, List.of(root.resolve("none").toString()), PATIENCE).devices();
        assertThat(devices.gpus()).isEmpty();
        assertThat(devices.note()).contains("no NVIDIA driver", "Everything works on the processor");
        assertThat(devices.names()).isEqualTo("cpu");
        assertThat(devices("exit 0").note()).contains("lists no GPU");
    }

    @Test
    void garbageFailureAndSilenceAreTold() {
        assertThat(devices("echo 'what do you want?'").note()).contains("not understood", "what do you want?");
        assertThat(devices("echo 'Failed to initialize NVML: Driver/library version mismatch'; exit 18")
                        .note())
                .contains("failed (18)", "version mismatch");
        Devices hanging = devices("sleep 600", Duration.ofMillis(300));
        assertThat(hanging.note()).contains("did not answer");
        assertThat(hanging.gpus()).isEmpty();
    }

    @Test
    void theKernelsListServesWhereTheProgramIsBroken() {
        MadeLibtorch.put(
                root.resolve("proc/driver/nvidia/gpus/0000:65:00.0/information"),
                "Model: \t\t NVIDIA RTX A6000\nIRQ:   \t\t 42\nDevice Minor: \t 0\n");
        Devices devices = devices("exit 18");
        assertThat(devices.names()).isEqualTo("cpu, gpu0 (NVIDIA RTX A6000)");
        assertThat(devices.note()).contains("without their memory", "failed (18)");
    }

    @Test
    void coresAreCountedOnceWhereTheyRunTwoThreads() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            text.append("processor\t: ").append(i).append("\nmodel name\t: Made CPU @ 3 GHz\n");
            text.append("physical id\t: 0\ncore id\t\t: 0\n\n");
        }
        MadeLibtorch.put(root.resolve("proc/cpuinfo"), text.toString());
        MadeLibtorch.put(
                root.resolve("proc/meminfo"), "MemTotal:       16000 kB\nMemFree: 1 kB\nMemAvailable:    9000 kB\n");
        Processor p = new ProcessorFiles(root).read();
        assertThat(p.name()).isEqualTo("Made CPU @ 3 GHz");
        assertThat(p.cores()).isEqualTo(1);
        assertThat(p.logical()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(p.memory()).hasValue(16000L * 1024);
        assertThat(p.free()).hasValue(9000L * 1024);
        Files.delete(root.resolve("proc/cpuinfo"));
        assertThat(new ProcessorFiles(root).read().cores()).isEqualTo(p.logical());
    }
}
