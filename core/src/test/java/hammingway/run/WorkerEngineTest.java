package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import hammingway.torch.engine.Calibration;
import hammingway.torch.engine.DeviceProbe;
import hammingway.torch.engine.EngineFile;
import hammingway.torch.engine.EngineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerEngineTest {
    @TempDir
    Path folder;

    private WorkerEngine engine(String device, int threads) {
        DeviceProbe probe =
                new DeviceProbe(folder, List.of(folder.resolve("none").toString()), Duration.ofSeconds(60));
        return WorkerEngine.of(
                new RunSpec.DeviceSpec(device, threads),
                Map.of(),
                new EngineFile(folder.resolve("engine.json")),
                probe);
    }

    @Test
    void threadsAreTheSpecificationsElseTheMeasuredOnesElseTheCores() {
        DeviceProbe probe = new DeviceProbe(folder, List.of("none"), Duration.ofSeconds(1));
        assertThat(engine("cpu", 3).threads()).isEqualTo(3);
        assertThat(engine("cpu", 0).threads()).isEqualTo(probe.processor().cores());
        Calibration measured = new Calibration(
                probe.processor().name(), probe.processor().cores(), 77, List.of(new Calibration.Timing(77, 1)), 0);
        new EngineFile(folder.resolve("engine.json"))
                .save(EngineSettings.DEFAULT.withCalibration(Optional.of(measured)));
        assertThat(engine("cpu", 0).threads()).isEqualTo(77);
        assertThat(engine("cpu", 2).threads()).isEqualTo(2);
    }

    @Test
    void aGpuThatIsNotThereIsRefusedBeforeTheEngineLoads() {
        assertThatThrownBy(() -> engine("gpu0", 0))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("device.device = gpu0")
                .hasMessageContaining("There are: cpu.");
    }

    @Test
    void theBundledEngineIsLeftOutWhereAnotherOneIsUsed() {
        String jar = Path.of(
                        "m2", "ai", "djl", "pytorch", "pytorch-native-cpu", "2.7.1", "pytorch-native-cpu-2.7.1.jar")
                .toString();
        String core = Path.of("core", "target", "classes").toString();
        String path = core + java.io.File.pathSeparator + jar;
        assertThat(LocalLauncher.workerClassPath(path, true)).isEqualTo(path);
        assertThat(LocalLauncher.workerClassPath(path, false)).isEqualTo(core);
    }

    @Test
    void aRunOnAGpuThatIsNotThereEndsWithTheDevicesThatAre() throws Exception {
        RunFolder run = Runs.create(folder.resolve("project"), "device.device", "gpu99");
        assertThat(Runs.carryOut(run)).isEqualTo(1);
        assertThat(run.status().message()).contains("device.device = gpu99", "There are: cpu", "Set device.device to ");
    }
}
