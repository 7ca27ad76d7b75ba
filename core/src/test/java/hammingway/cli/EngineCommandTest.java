package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.torch.engine.EngineChoice;
import hammingway.torch.engine.EngineFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands in processes of their own, whose home and driver are made for the test. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the driver's program is a shell script here")
class EngineCommandTest {
    @TempDir
    Path folder;

    private record Told(int code, String text) {}

    private Told run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "hammingway.cli.Main"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("HAMMINGWAY_HOME", folder.resolve("home").toString());
        builder.environment().merge("PATH", folder.toString(), (there, ours) -> ours + File.pathSeparator + there);
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTORCH_"));
        Process process = builder.start();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Told(process.waitFor(), Files.readString(output));
    }

    private String well(String... arguments) throws Exception {
        Told told = run(arguments);
        assertThat(told.code()).as(told.text()).isZero();
        return told.text();
    }

    private EngineFile file() {
        return new EngineFile(folder.resolve("home/engine.json"));
    }

    /** The engine's own libraries, where the tests' engine unpacked them, under another name. */
    private Path libtorch(String version) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("libtorch/lib"));
        Path unpacked = Path.of(ai.djl.pytorch.jni.LibUtils.getLibtorchPath());
        try (var files = Files.list(Files.isDirectory(unpacked) ? unpacked : unpacked.getParent())) {
            for (Path library : files.filter(f -> f.getFileName().toString().startsWith("lib"))
                    .toList()) {
                Path link = lib.resolve(library.getFileName().toString());
                if (Files.notExists(link)) {
                    Files.createSymbolicLink(link, library);
                }
            }
        }
        Files.writeString(folder.resolve("libtorch/build-version"), version + "\n");
        return folder.resolve("libtorch");
    }

    @Test
    void devicesAreListed() throws Exception {
        Path script = folder.resolve("nvidia-smi");
        Files.writeString(script, "#!/bin/sh\necho '0, NVIDIA RTX A6000, 49140, 100, 570.1.2'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(well("devices"))
                .contains("cpu   ")
                .contains("gpu0  NVIDIA RTX A6000, 48.0 GiB, 47.9 GiB free, driver 570.1.2");
        JsonNode json = Json.parse(script, well("devices", "--json"));
        assertThat(json.path("gpus").get(0).path("memory").asLong()).isEqualTo(49140L << 20);
        assertThat(json.path("cpu").path("cores").asInt()).isPositive();
        Files.writeString(script, "#!/bin/sh\necho trouble; exit 3\n");
        assertThat(well("devices")).contains("GPUs cannot be listed", "failed (3)", "trouble");
    }

    @Test
    void anotherEngineIsCheckedUsedMeasuredAndLeft() throws Exception {
        hammingway.Engine.torch(); // unpacks the bundled one
        assertThat(well("engine", "show")).contains("bundled CPU engine", "not measured");
        Path libtorch = libtorch("2.10.0+cpu");
        Told refused = run("engine", "use", libtorch.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text()).contains("build-version = 2.10.0", "allowed: 2.7.x");
        assertThat(file().path()).doesNotExist();
        Files.writeString(libtorch.resolve("build-version"), "2.7.1+cpu\n");
        assertThat(well("engine", "check", libtorch.toString())).contains("PyTorch 2.7.1 for the CPU can be used");
        assertThat(well("engine", "use", libtorch.toString())).contains(libtorch.toString());
        assertThat(file().load().engine()).isEqualTo(new EngineChoice.LibtorchFolder(libtorch.toString()));

        // each child loads the engine of that folder
        assertThat(well("engine", "threads")).contains("threads  step, ms").contains("<- used from now on");
        int threads = file().load().calibration().orElseThrow().threads();
        assertThat(well("engine", "show")).contains("from     " + libtorch.resolve("lib"), "threads  " + threads);
        Files.writeString(libtorch.resolve("build-version"), "1.13.1+cpu\n");
        Told broken = run("engine", "threads");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.text()).contains("1.13.1", "engine use bundled");
        assertThat(well("engine", "use", "bundled")).contains("bundled CPU engine");
        assertThat(well("engine", "threads", "--forget")).contains("one per physical core");
        assertThat(file().load().calibration()).isEmpty();
    }

    @Test
    void cudaIsOfferedAndNothingIsFetchedUnasked() throws Exception {
        Told offer = run("engine", "fetch-cuda", "--from", "http://127.0.0.1:9/");
        assertThat(offer.code()).isZero();
        assertThat(offer.text()).contains("CUDA 12.8", "from  http://127.0.0.1:9", "Nothing was asked or fetched");
        Told fetched = run("engine", "fetch-cuda", "--yes", "--from", "http://127.0.0.1:9/");
        assertThat(fetched.code()).isEqualTo(1);
        assertThat(fetched.text()).contains("Error: Cannot reach 127.0.0.1").doesNotContain("\tat ");
        assertThat(run("engine", "use", "cuda").text()).contains("has not been fetched yet");
        assertThat(file().path()).doesNotExist();
    }
}
