package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.cli.Main;
import hammingway.vocab.Vocabulary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on codebooks with a project: its vocabulary, its text, its runs. */
class CodeInProjectTest {
    private static final String COOCCURRENCE = "{\"type\":\"cooccurrence\",\"dimensions\":12}";

    @TempDir
    Path folder;

    private RunFolder run;
    private Vocabulary vocabulary;

    @BeforeEach
    void prepare() {
        run = Runs.create(folder.resolve("project"));
        vocabulary = ProjectContext.of(run, Progress.NONE).vocabulary().orElseThrow();
    }

    private record Told(int code, String text) {}

    private Told code(String... arguments) {
        List<String> all = new ArrayList<>(List.of("code"));
        for (String a : arguments) {
            all.add(a.matches("[a-z]+\\.(npz|csv)") ? folder.resolve(a).toString() : a);
        }
        StringWriter text = new StringWriter();
        int exit = Main.run(all.toArray(String[]::new), new PrintWriter(text, true), Optional.empty());
        return new Told(exit, text.toString());
    }

    private String well(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("-p");
        all.add(folder.resolve("project").toString());
        Told told = code(all.toArray(String[]::new));
        assertThat(told.code()).as(told.text()).isZero();
        return told.text();
    }

    private JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return Json.parse(Path.of("output"), well(all.toArray(String[]::new)));
    }

    @Test
    void learnedCodesAndAssignmentsAndSearchesDrawOnTheProject() throws Exception {
        JsonNode made =
                json("new", "--family", "itq", "--set", "bits=12", "--set", "source=" + COOCCURRENCE, "-o", "book.npz");
        assertThat(made.path("tokens").asInt()).isEqualTo(300);
        JsonNode shown = json("show", "book.npz", "40", "--run", "tiny");
        assertThat(shown.path("provenance").path("sources").get(0).path("kind").asText())
                .isEqualTo("cooccurrence");
        assertThat(shown.path("codewords").get(0).path("text").asText()).isEqualTo(vocabulary.display(40));
        assertThat(well("show", "book.npz", "40")).contains("40 " + vocabulary.display(40) + " ");

        for (String assignment : List.of(
                "lexicographic",
                "frequency-rank",
                "{\"type\":\"balanced-clusters\",\"source\":" + COOCCURRENCE + "}")) {
            well("assign", "book.npz", "--assignment", assignment, "-o", "moved.npz");
        }
        JsonNode found = json(
                "search",
                "--length",
                "14",
                "--seconds",
                "0",
                "--evaluations",
                "200",
                "--set",
                "objective.similarity=0.5",
                "--set",
                "objective.embeddings=" + COOCCURRENCE,
                "-o",
                "found.npz");
        assertThat(found.path("sources").get(0).path("kind").asText()).isEqualTo("cooccurrence");

        JsonNode analysed = json("analyse", "book.npz");
        JsonNode information = analysed.path("information");
        assertThat(information.path("tokenEntropy").asDouble())
                .isCloseTo(vocabulary.unigramEntropyBits(), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(information.path("totalCorrelation").asDouble()).isPositive();
        well("convert", "book.npz", "book.csv");
        assertThat(Files.readAllLines(folder.resolve("book.csv")).get(41)).startsWith("40," + vocabulary.display(40));
        String zeros = "1 ".repeat(12).strip();
        assertThat(json("decode", "book.npz", "--logits", zeros)
                        .path("positions")
                        .get(0)
                        .path("tokens")
                        .get(0)
                        .path("text")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void whatDoesNotFitIsTold() {
        String project = folder.resolve("project").toString();
        String[] fresh = {"new", "--family", "natural-binary", "-o", "book.npz"};
        assertThat(code(fresh).text()).contains("Give --size V, or a project");
        refused("has no run \"other\"", fresh, "-p", project, "--run", "other");
        refused("Name one of bpe-300-", fresh, "-p", project, "--vocabulary", "other");
        refused("Name the project", fresh, "--run", "tiny");
        refused("the project's vocabulary has 300 tokens", fresh, "-p", project, "--size", "299");
        refused(
                "need a project",
                new String[] {"new", "--size", "300", "--family", "itq", "--set", "bits=12"},
                "--set",
                "source=" + COOCCURRENCE,
                "-o",
                "book.npz");
        assertThat(code("new", "--family", "natural-binary", "--size", "16", "-o", "book.npz")
                        .code())
                .isZero();
        refused(
                "The codebook has 16 tokens, the project's vocabulary 300",
                new String[] {"show", "book.npz"},
                "-p",
                project);
    }

    private void refused(String problem, String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        Told told = code(all.toArray(String[]::new));
        assertThat(told.code()).as(told.text()).isEqualTo(1);
        assertThat(told.text()).contains(problem).doesNotContain("\tat ");
    }
}
