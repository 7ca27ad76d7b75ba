package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.report.RecordedRuns;
import hammingway.run.Project;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports and reports as a user types them. */
class ExportCommandTest {
    private static final int LONG = 100_000;

    @TempDir
    Path folder;

    private Project project;

    private record Told(int code, String text) {}

    private static Told told(String... arguments) {
        StringWriter text = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(text, true), Optional.empty());
        return new Told(code, text.toString());
    }

    @BeforeEach
    void create() {
        project = Project.create(folder.resolve("project"), "test");
    }

    private String place() {
        return project.folder().toString();
    }

    @Test
    void exportsARunByNameAndSaysHowToLookAtIt() {
        RecordedRuns.finished(project, RecordedRuns.spec(0), 3);
        RecordedRuns.finished(project, RecordedRuns.spec(1), 3);
        Told one = told("export", "softmax", "--to", "tensorboard", "-p", place());
        Path out = project.exports().resolve("tensorboard");
        assertThat(one.code()).as(one.text()).isZero();
        assertThat(one.text()).contains("Wrote " + out).contains("tensorboard --logdir \"" + out + "\"");
        Told all = told("export", "--all", "--to", "tensorboard", "-p", place());
        assertThat(all.text()).containsOnlyOnce("Replaced ").containsOnlyOnce("Wrote ");
        Told elsewhere = told(
                "export",
                "--all",
                "--to",
                "mlflow",
                "--out",
                folder.resolve("mlruns").toString(),
                "-p",
                place());
        assertThat(elsewhere.text()).contains("mlflow ui --backend-store-uri \"file:");
        assertThat(folder.resolve("mlruns")).isDirectory();
    }

    @Test
    void wrongUseIsTold() {
        assertThat(told("export", "--to", "csv", "-p", place()).text()).contains("--all");
        assertThat(told("export", "a", "--all", "--to", "csv", "-p", place()).text())
                .contains("Give one of them");
        assertThat(told("export", "nobody", "--to", "csv", "-p", place()).text())
                .contains("no run \"nobody\"");
        assertThat(told("export", "--all", "--to", "csv", "-p", place()).text()).contains("no run yet");
        assertThat(told("export", "--all", "--to", "wandb", "-p", place()).code())
                .isEqualTo(2);
        assertThat(told("report", "--study", "quickstart", "softmax", "-p", place())
                        .text())
                .contains("Give one of them");
    }

    @Test
    void reportsAndTellsThatItReplaced() throws Exception {
        RecordedRuns.finished(project, RecordedRuns.spec(0), 3);
        Told all = told("report", "-p", place());
        Path file = project.exports().resolve("all/report.html");
        assertThat(all.text()).contains("Wrote " + file);
        assertThat(Files.readString(file)).contains("<h1>test</h1>");
        assertThat(told("report", "softmax", "--title", "Mine", "-p", place()).text())
                .contains("Replaced " + file);
        assertThat(Files.readString(file)).contains("<h1>Mine</h1>");
        Told study = told("report", "--study", "quickstart", "-p", place());
        assertThat(study.text())
                .contains("\"minimal 10 bits\" is not in the project")
                .contains("Wrote " + project.exports().resolve("quickstart/report.html"));
    }

    /** In a Java with little memory: what a run's events take is all that an export may take. */
    @Test
    void longRunsNeedLittleMemory() throws Exception {
        RecordedRuns.finished(project, RecordedRuns.spec(0), LONG);
        RecordedRuns.finished(project, RecordedRuns.spec(1), LONG);
        for (String tool : List.of("tensorboard", "mlflow", "csv")) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx112m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "export",
                            "--all",
                            "--to",
                            tool,
                            "-p",
                            place())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
        }
        try (var files = Files.walk(project.exports())) {
            List<Path> losses =
                    files.filter(f -> f.endsWith("metrics/train/loss")).toList();
            assertThat(losses).hasSize(2);
            assertThat(Files.readAllLines(losses.getFirst())).hasSize(LONG);
        }
    }
}
