package hammingway.torch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import hammingway.torch.engine.Calibration.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EngineSettingsTest {
    private static final Processor EIGHT = new Processor("Made CPU", 8, 16, OptionalLong.empty(), OptionalLong.empty());

    @TempDir
    Path folder;

    private final LibtorchCheck check = new LibtorchCheck(MadeLibtorch.LINUX, List.of());

    private EngineFile file() {
        return new EngineFile(folder.resolve("engine.json"));
    }

    @Test
    void theChoiceAndTheMeasurementAreKept() {
        assertThat(file().load()).isEqualTo(EngineSettings.DEFAULT);
        Calibration measured = Calibration.of(EIGHT, List.of(new Timing(1, 80), new Timing(8, 20)), 0);
        file().update(s -> s.withEngine(new EngineChoice.LibtorchFolder("/opt/libtorch")));
        file().update(s -> s.withCalibration(Optional.of(measured)));
        assertThat(file().load())
                .isEqualTo(new EngineSettings(new EngineChoice.LibtorchFolder("/opt/libtorch"), Optional.of(measured)));
        file().update(s -> s.withEngine(new EngineChoice.DownloadedCuda()));
        assertThat(file().load().engine()).isEqualTo(new EngineChoice.DownloadedCuda());
    }

    @Test
    void aBrokenFileIsToldAndMendedByChoosingAnew() {
        MadeLibtorch.put(file().path(), "{\"engine\": {\"type\": \"steam\"}}");
        assertThatThrownBy(() -> file().load())
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("engine.type = \"steam\"")
                .hasMessageContaining("bundled-cpu, libtorch-folder, downloaded-cuda")
                .hasMessageContaining("engine use bundled");
        file().update(s -> s.withEngine(new EngineChoice.BundledCpu()));
        assertThat(file().load()).isEqualTo(EngineSettings.DEFAULT);
    }

    @Test
    void fewestThreadsThatAreAboutAsFastAreUsed() {
        Calibration c = Calibration.of(
                EIGHT, List.of(new Timing(1, 100), new Timing(4, 31), new Timing(8, 30), new Timing(16, 35)), 3.2);
        assertThat(c.doubt()).contains("3.2 processors busy", "measure again");
        assertThat(c.threads()).isEqualTo(4);
        EngineSettings settings = EngineSettings.DEFAULT.withCalibration(Optional.of(c));
        assertThat(settings.threads(EIGHT)).isEqualTo(4);
        assertThat(Calibration.of(EIGHT, List.of(new Timing(1, 1)), 0.2).doubt())
                .isEmpty();
        Processor other = new Processor("Other CPU", 6, 12, OptionalLong.empty(), OptionalLong.empty());
        assertThat(settings.threads(other)).as("measured elsewhere").isEqualTo(6);
        assertThat(EngineSettings.DEFAULT.threads(EIGHT)).isEqualTo(8);
    }

    @Test
    void candidatesAreFewAndHoldCoresAndLogicalProcessors() {
        assertThat(Calibration.candidates(EIGHT)).containsExactly(1, 2, 4, 8, 16);
        assertThat(Calibration.candidates(processor(2, 2))).containsExactly(1, 2);
        assertThat(Calibration.candidates(processor(4, 8))).containsExactly(1, 2, 3, 4, 8);
        assertThat(Calibration.candidates(processor(64, 128))).containsExactly(1, 2, 4, 8, 16, 32, 64, 128);
        assertThat(Calibration.candidates(processor(192, 384))).hasSize(8).contains(1, 192, 384);
    }

    private static Processor processor(int cores, int logical) {
        return new Processor("x", cores, logical, OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void theEngineReachesTheWorkersEnvironment() {
        Map<String, String> environment = new HashMap<>(Map.of("LD_LIBRARY_PATH", "/there"));
        launch(new EngineChoice.BundledCpu()).addTo(environment);
        assertThat(environment).as("nothing for the bundled engine").isEqualTo(Map.of("LD_LIBRARY_PATH", "/there"));

        Path cpu = MadeLibtorch.make(folder.resolve("cpu"), "2.7.0+cpu");
        launch(new EngineChoice.LibtorchFolder(cpu.toString())).addTo(environment);
        assertThat(environment)
                .containsEntry("PYTORCH_LIBRARY_PATH", cpu.resolve("lib").toString())
                .containsEntry("PYTORCH_VERSION", "2.7.1")
                .containsEntry("PYTORCH_FLAVOR", "cpu")
                .containsEntry("LD_LIBRARY_PATH", "/there");

        MadeLibtorch.make(folder.resolve("downloads"), "2.7.1+cu128");
        EngineLaunch cuda = launch(new EngineChoice.DownloadedCuda());
        cuda.addTo(environment);
        assertThat(cuda.cuda()).isTrue();
        assertThat(cuda.bundled()).isFalse();
        assertThat(environment)
                .containsEntry("PYTORCH_FLAVOR", "cu128")
                .containsEntry("CUDA_DEVICE_ORDER", "PCI_BUS_ID")
                .containsEntry(
                        "LD_LIBRARY_PATH", folder.resolve("downloads/lib") + java.io.File.pathSeparator + "/there");
    }

    private EngineLaunch launch(EngineChoice choice) {
        return EngineLaunch.of(choice, check, folder.resolve("downloads"));
    }

    @Test
    void anEngineThatCannotBeUsedIsToldBeforeAProcessExists() {
        Path old = MadeLibtorch.make(folder.resolve("old"), "1.13.1+cpu");
        EngineFile file = file();
        file.update(s -> s.withEngine(new EngineChoice.LibtorchFolder(old.toString())));
        assertThatThrownBy(() -> EngineLaunch.ofUser(file))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("1.13.1")
                .hasMessageContaining("engine use bundled");
        assertThatThrownBy(() -> launch(new EngineChoice.DownloadedCuda())).hasMessageContaining("downloads");
    }

    @Test
    void theEnvironmentOfAProcessGoesFirst() {
        EngineLaunch launch = EngineLaunch.ofThisProcess(
                Map.of("PYTORCH_LIBRARY_PATH", "/cluster/libtorch/lib", "PYTORCH_FLAVOR", "cu128"), file());
        assertThat(launch.cuda()).isTrue();
        assertThat(launch.told()).contains("/cluster/libtorch/lib");
        assertThat(EngineLaunch.ofThisProcess(Map.of(), file()).bundled()).isTrue();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the driver's program is a shell script here")
    void aGpuNeedsACudaEngineAndADriverThatCanServeIt() {
        Path script = folder.resolve("nvidia-smi");
        DeviceProbe one = new DeviceProbe(folder, List.of(script.toString()), Duration.ofSeconds(60));
        MadeLibtorch.put(script, "#!/bin/sh\necho '0, NVIDIA RTX A6000, 49140, 3, 570.1.2'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> launch(new EngineChoice.BundledCpu()).require("gpu0", one))
                .hasMessageContaining("processor only")
                .hasMessageContaining("engine fetch-cuda");
        MadeLibtorch.make(folder.resolve("downloads"), "2.7.1+cu128");
        EngineLaunch cuda = launch(new EngineChoice.DownloadedCuda());
        cuda.require("gpu0", one);
        assertThatThrownBy(() -> cuda.require("gpu1", one))
                .hasMessageContaining("There are: cpu, gpu0 (NVIDIA RTX A6000).");
        MadeLibtorch.put(script, "#!/bin/sh\necho '0, NVIDIA RTX A6000, 49140, 3, 470.82.01'\n");
        assertThatThrownBy(() -> cuda.require("gpu0", one))
                .hasMessageContaining("470.82.01")
                .hasMessageContaining("525 or later");
    }

    @Test
    void devicesThatAreNotThereAreRefusedByName() {
        DeviceProbe none = new DeviceProbe(
                folder, List.of(folder.resolve("no-such-program").toString()), Duration.ofSeconds(60));
        EngineLaunch bundled = launch(new EngineChoice.BundledCpu());
        bundled.require("cpu", none);
        assertThatThrownBy(() -> bundled.require("gpu0", none))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("device.device = gpu0")
                .hasMessageContaining("There are: cpu.")
                .hasMessageContaining("no NVIDIA driver");
    }
}
