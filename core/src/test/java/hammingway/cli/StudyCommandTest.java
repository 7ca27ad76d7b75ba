package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies as a user types them, with worker processes; the quick start at a hundredth of its length. */
class StudyCommandTest {
    private static final List<String> NAMES = List.of(
            "softmax",
            "minimal 10 bits",
            "random 50 bits",
            "random 500 bits",
            "shared MTL 50 bits",
            "code-NLL 50 bits",
            "learned 50 bits (co-occurrence)",
            "learned 50 bits (softmax)",
            "learned 100 bits (softmax)");

    @TempDir
    Path folder;

    private record Told(int code, String text) {}

    private Told study(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "study", "quickstart", "--project", folder.resolve("project").toString()));
        arguments.addAll(List.of(more));
        StringWriter text = new StringWriter();
        int code = Main.run(arguments.toArray(String[]::new), new PrintWriter(text, true), Optional.empty());
        return new Told(code, text.toString());
    }

    @Test
    void endsInATableAndFilesAndIsNotDoneTwice() throws Exception {
        String[] small = {
            "--scale",
            "0.01",
            "--set",
            "data.source.megabytes=0.3",
            "--set",
            "evaluation.windows=20",
            "--set",
            "backbone.layers=1",
            "--set",
            "backbone.width=32",
            "--set",
            "device.threads=1"
        };
        Told first = study(small);
        assertThat(first.code()).as(first.text()).isZero();
        assertThat(first.text())
                .startsWith("Quick start: nine decision layers")
                .contains("9 runs in " + folder.resolve("project"))
                .containsPattern("\\[#*\\.*\\] +\\d+%  2/9 minimal 10 bits: ")
                .containsPattern("\\[#{24}\\] 100%  ")
                .doesNotContain("\r")
                .doesNotContain("Failed");
        String table = first.text().substring(first.text().indexOf("100%"));
        assertThat(table).contains(NAMES).contains("top-5 %");

        Path exports = folder.resolve("project/exports/quickstart");
        List<String> csv = Files.readAllLines(exports.resolve("comparison.csv"));
        assertThat(csv).hasSize(10);
        assertThat(String.join("\n", csv)).contains(NAMES);
        assertThat(first.text()).contains(exports.resolve("comparison.csv").toString());
        assertThat(exports.resolve("accuracy-against-size.png")).doesNotExist();

        List<String> events = events();
        Told again = study(small);
        assertThat(again.code()).isZero();
        assertThat(again.text()).contains(NAMES);
        assertThat(events()).as("finished runs are not touched").isEqualTo(events);
        assertThat(Files.readAllLines(exports.resolve("comparison.csv"))).isEqualTo(csv);
        new ErrorsOfStudy(folder.resolve("project")).check();
    }

    private List<String> events() throws Exception {
        List<String> all = new ArrayList<>();
        try (var runs = Files.list(folder.resolve("project/runs"))) {
            for (Path run : runs.sorted().toList()) {
                all.addAll(Files.readAllLines(run.resolve("events.jsonl")));
            }
        }
        assertThat(all).isNotEmpty();
        return all;
    }

    @Test
    void tellsEachFailedRunAndExitsWithOne() throws Exception {
        Path file = folder.resolve("mine.json");
        String preset = new String(
                java.util.Objects.requireNonNull(Main.class.getResourceAsStream("/hammingway/presets/quickstart.json"))
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        Files.writeString(
                file,
                preset.substring(0, preset.indexOf("    {\"name\": \"minimal"))
                        .strip()
                        .replaceFirst(",$", "]}"));
        StringWriter text = new StringWriter();
        int code = Main.run(
                new String[] {
                    "study", file.toString(), "--project", folder.resolve("p").toString(), "--set", "device.device=gpu3"
                },
                new PrintWriter(text, true),
                Optional.empty());
        assertThat(code).isEqualTo(1);
        assertThat(text.toString())
                .containsPattern("Failed: \\S+-softmax-[0-9a-f]{8}: failed, device.device = gpu3")
                .contains("log.txt")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesBadOptionsBeforeAnythingIsMade() {
        for (String[] bad : new String[][] {
            {"--scale", "0"}, {"--scale", "-1"}, {"--seeds", "0"}, {"--set", "training.stepz=4"}, {"--mode", "fast"}
        }) {
            Told told = study(bad);
            assertThat(told.code()).as(String.join(" ", bad)).isEqualTo(1);
            assertThat(told.text()).startsWith("Error: ").doesNotContain("\tat ");
        }
        assertThat(study("--scale", "much").code()).isEqualTo(2);
        assertThat(folder.resolve("project")).doesNotExist();
    }
}
