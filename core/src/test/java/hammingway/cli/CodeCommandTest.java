package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.math.Npy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code commands as a user types them. */
class CodeCommandTest {
    @TempDir
    Path folder;

    private record Told(int code, String text) {
        JsonNode json() {
            return Json.parse(Path.of("output"), text);
        }
    }

    private static Told run(String... arguments) {
        StringWriter text = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(text, true), Optional.empty());
        return new Told(code, text.toString());
    }

    private Told code(String... arguments) {
        List<String> all = new ArrayList<>(List.of("code"));
        for (String a : arguments) {
            all.add(
                    a.matches("[a-z0-9-]+\\.(npz|npy|csv|txt|alist)")
                            ? folder.resolve(a).toString()
                            : a);
        }
        return run(all.toArray(String[]::new));
    }

    private Told well(String... arguments) {
        Told told = code(arguments);
        assertThat(told.code()).as(told.text()).isZero();
        return told;
    }

    @Test
    void aCodebookIsMadeShownConvertedAndDecoded() throws Exception {
        well("new", "--family", "minimal-random", "--set", "randomBits=10", "--size", "16", "-o", "book.npz");
        JsonNode shown = well("show", "book.npz", "3", "--json").json();
        assertThat(shown.path("length").asInt()).isEqualTo(14);
        assertThat(shown.path("codewords").get(0).path("code").asText()).startsWith("0011");
        assertThat(well("show", "book.npz", "3").text()).contains("3 0011").contains("nearest");
        assertThat(well("analyse", "book.npz").text())
                .contains("minimum distance")
                .contains("token errors");
        assertThat(well("analyse", "book.npz", "--json").json().path("tokens").asInt())
                .isEqualTo(16);
        for (String target : List.of("book.npy", "book.csv", "book.txt")) {
            well("convert", "book.npz", target);
            assertThat(well("convert", target, "again.npz", "--json").json().path("sha256"))
                    .isEqualTo(shown.path("sha256"));
        }
        well("convert", "book.npz", "packed.npy", "--as", "packed");
        assertThat(well("show", "packed.npy", "--length", "14", "--json").json().path("sha256"))
                .isEqualTo(shown.path("sha256"));
        String word = shown.path("codewords").get(0).path("code").asText();
        String logits = word.replace("1", "2 ").replace("0", "-2 ").strip();
        JsonNode ranked = well("decode", "book.npz", "--logits", logits, "--top", "2", "--json")
                .json();
        JsonNode position = ranked.path("positions").get(0);
        assertThat(position.path("tokens").get(0).path("token").asInt()).isEqualTo(3);
        assertThat(position.path("hardWordIsValid").asBoolean()).isTrue();
        float[] numbers = new float[28];
        for (int i = 0; i < 28; i++) {
            numbers[i] = word.charAt(i % 14) == '1' ? 1 : -1;
        }
        try (var out = Files.newOutputStream(folder.resolve("logits.npy"))) {
            Npy.writeFloats(out, numbers, 2, 14);
        }
        assertThat(well("decode", "book.npz", "--from", "logits.npy").text())
                .contains("position 0:  3 (")
                .contains("position 1:  3 (");
        JsonNode moved = well("assign", "book.npz", "--assignment", "random-permutation", "-o", "moved.npz", "--json")
                .json();
        assertThat(moved.path("sha256")).isNotEqualTo(shown.path("sha256"));
        assertThat(moved.at("/change/after/imbalance").asDouble())
                .as("the same words, each token counted once")
                .isCloseTo(moved.at("/change/before/imbalance").asDouble(), within(1e-12));
        assertThat(well("assign", "book.npz", "--assignment", "random-permutation", "-o", "moved.npz")
                        .text())
                .contains("sum of bit entropies");
    }

    @Test
    void aSearchIsDoneAgainFromItsFile() {
        JsonNode found = well(
                        "search",
                        "--length",
                        "16",
                        "--size",
                        "32",
                        "--seconds",
                        "0",
                        "--evaluations",
                        "3000",
                        "-o",
                        "found.npz",
                        "--json")
                .json();
        assertThat(found.path("minimumDistance").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(well("search", "--size", "32", "--repeat", "found.npz", "-o", "again.npz", "--json")
                        .json()
                        .path("sha256"))
                .isEqualTo(found.path("sha256"));
        assertThat(well("show", "found.npz", "--json")
                        .json()
                        .path("provenance")
                        .path("trace")
                        .size())
                .isPositive();
    }

    @Test
    void familiesAreListedForASize() {
        JsonNode families = well("families", "--size", "1000", "--json").json();
        assertThat(families.findValuesAsText("type")).contains("one-hot", "natural-binary", "bch", "kerdock");
        assertThat(well("families").text()).contains("[n,k,d]").contains("natural-binary");
    }

    @Test
    void problemsAreToldAtOnceAndLeaveNothing() throws Exception {
        Told told = code(
                "new",
                "--family",
                "minimal-random",
                "--set",
                "randomBits=-1",
                "--set",
                "source=dice",
                "--size",
                "16",
                "-o",
                "bad.npz");
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.text()).contains("randomBits").contains("source").contains("numpy-legacy");
        Files.writeString(folder.resolve("bad.csv"), "01\n0x\n");
        for (Told refused : List.of(
                code("show", "bad.csv"),
                code("analyse", "missing.npz"),
                code("convert", "bad.csv", "out.npy"),
                code("search", "--length", "3", "--size", "100", "-o", "out.npz"),
                code("families", "--size", "1"))) {
            assertThat(refused.code()).as(refused.text()).isEqualTo(1);
            assertThat(refused.text()).startsWith("Error: ").doesNotContain("\tat ");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("bad.csv"));
        }
    }

    @Test
    void codebooksAreKeptWithVersionsAndRestored() {
        String project = folder.resolve("project").toString();
        hammingway.run.Project.create(Path.of(project), "test");
        well("new", "--family", "minimal-random", "--set", "randomBits=10", "--size", "16", "-o", "book.npz");
        assertThat(well("versions", "-p", project).text()).contains("no codebooks yet");
        well("save", "book.npz", "--name", "paper", "--note", "first\nand best", "-p", project);
        well("new", "--family", "minimal-random", "--set", "randomBits=12", "--size", "16", "-o", "book.npz");
        assertThat(well("save", "book.npz", "--name", "paper", "-p", project).text())
                .contains("version 2")
                .contains("family.randomBits 10 -> 12");
        assertThat(well("save", "book.npz", "--name", "paper", "-p", project).text())
                .contains("holds the same");
        assertThat(well("versions", "paper", "-p", project).text())
                .contains("16 x 14 bits, d ")
                .contains("      first")
                .contains("length 14 -> 16; family.randomBits 10 -> 12; all codewords differ");
        JsonNode restored = well("restore", "paper", "--version", "1", "-p", project, "--json")
                .json();
        assertThat(restored.path("number").asInt()).isEqualTo(3);
        assertThat(restored.path("note").asText()).isEqualTo("first\nand best");
        JsonNode all = well("versions", "paper", "-p", project, "--json").json();
        assertThat(all.path("versions").findValuesAsText("hash"))
                .hasSize(3)
                .satisfies(h -> assertThat(h.get(2)).isEqualTo(h.get(0)).isNotEqualTo(h.get(1)));
        assertThat(well("versions", "-p", project).text())
                .contains("paper: 16 x 14 bits")
                .contains("3 versions");
        for (Told refused : List.of(
                code("save", "book.npz", "--name", "../paper", "-p", project),
                code("versions", "none", "-p", project),
                code("restore", "paper", "--version", "9", "-p", project),
                code("save", "missing.npz", "-p", project))) {
            assertThat(refused.code()).as(refused.text()).isEqualTo(1);
            assertThat(refused.text()).startsWith("Error: ").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "families",
                "new",
                "show",
                "analyse",
                "assign",
                "search",
                "decode",
                "convert",
                "save",
                "versions",
                "restore"
            })
    void helpHasAnExample(String command) {
        Told told = run("code", command, "--help");
        assertThat(told.code()).isZero();
        assertThat(told.text()).contains("Example: code " + command);
    }

    /** The commands of the guide, one after the other in one folder. */
    @Test
    void theGuidesCommandsRun() throws Exception {
        for (String page : List.of("code-commands.md", "search.md")) {
            for (String line :
                    Files.readAllLines(Path.of("../resources/docs/guide").resolve(page))) {
                if (line.startsWith("    code ")) {
                    List<String> words = new ArrayList<>();
                    java.util.regex.Matcher m = java.util.regex.Pattern.compile("\"([^\"]*)\"|(\\S+)")
                            .matcher(line);
                    while (m.find()) {
                        words.add(m.group(1) == null ? m.group(2) : m.group(1));
                    }
                    words.remove(0);
                    well(words.toArray(String[]::new));
                }
            }
        }
    }

    @Test
    void codebooksAreComparedWhateverKindTheirFilesAre() throws Exception {
        well("new", "--family", "minimal-random", "--set", "randomBits=10", "--size", "16", "-o", "book.npz");
        well("new", "--family", "natural-binary", "--size", "16", "-o", "short.npz");
        well("convert", "book.npz", "same.csv");
        well("convert", "short.npz", "packed.npy", "--as", "packed");
        Told table = well("compare", "book.npz", "packed.npy", "same.csv", "--length", "4", "--width", "100");
        assertThat(table.text()).contains("packed.npy").containsPattern("Head parameters +1,414 +404 \\* +1,414");
        assertThat(well("compare", "book.npz", "same.csv", "--differences").text())
                .doesNotContain("Minimum distance")
                .contains("Tokens unlike the first");
        JsonNode json = well("compare", "book.npz", "short.npz", "--json").json();
        assertThat(json.path("codebooks").findValuesAsText("length")).containsExactly("14", "4");
        assertThat(json.path("figures").get(0).path("values").get(1).asInt()).isEqualTo(16);
        assertThat(well("compare", "book.npz", "short.npz", "--csv").text())
                .startsWith("figure,unit,better,\"book.npz\",\"short.npz\"\n");
    }

    @Test
    void whatCannotBeComparedIsTold() throws Exception {
        well("new", "--family", "natural-binary", "--size", "16", "-o", "book.npz");
        Files.writeString(folder.resolve("bad.csv"), "0,0,1\n0,2\n");
        assertThat(code("compare", "book.npz").text()).contains("Give two files or more");
        assertThat(code("compare", "book.npz", "bad.csv").text())
                .contains("bad.csv")
                .contains("line 2");
        assertThat(code("compare", "book.npz", "none.npz").text()).contains("none.npz");
        assertThat(code("compare", "book.npz", "book.npz", "--width", "0").text())
                .contains("--width = 0");
        assertThat(code("compare", "book.npz", "bad.csv").code()).isEqualTo(1);
    }
}
