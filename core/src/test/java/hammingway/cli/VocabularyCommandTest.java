package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.data.StoryCorpus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vocabulary commands as a user types them. */
class VocabularyCommandTest {
    @TempDir
    Path folder;

    private record Told(int code, String text) {}

    private Told run(String... arguments) {
        StringWriter text = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(text, true), Optional.empty());
        return new Told(code, text.toString());
    }

    private String well(String... arguments) {
        Told told = run(arguments);
        assertThat(told.code()).as(told.text()).isZero();
        return told.text();
    }

    private String[] in(String... arguments) {
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of("-p", folder.resolve("project").toString()))
                .toArray(String[]::new);
    }

    private String text() throws Exception {
        Path file = folder.resolve("text.txt");
        Files.writeString(file, String.join("\n", new StoryCorpus().stories(30_000, 1)));
        return file.toString();
    }

    @Test
    void aVocabularyIsAddedListedAndUsed() throws Exception {
        String json = folder.resolve("t.json").toString();
        well("train-tokenizer", text(), json, "--size", "270");
        String same = folder.resolve("u.json").toString();
        well("vocabulary", "train", text(), same, "--size", "270");
        assertThat(Path.of(same)).hasSameTextualContentAs(Path.of(json));

        assertThat(well(in("vocabulary", "add", json, "--name", "bare"))).startsWith("bare  V = 270, without counts");
        assertThat(well(in("vocabulary", "add", text(), "--tokenizer", "bare", "--name", "counted")))
                .contains("V = 270, with counts");
        JsonNode list = Json.parse(Path.of("output"), well(in("vocabulary", "list", "--json")));
        assertThat(list.findValuesAsText("name")).containsExactly("bare", "counted");
        assertThat(list.findValues("counted").stream().map(JsonNode::asBoolean)).containsExactly(false, true);
        JsonNode shown =
                Json.parse(Path.of("output"), well(in("vocabulary", "show", "counted", "--json", "--limit", "3")));
        assertThat(shown.path("shown").get(0).path("text").asText()).isNotEmpty();
        assertThat(shown.path("shown")).hasSize(3).allMatch(t -> t.path("count").asLong() > 100);

        String book = folder.resolve("book.npz").toString();
        well(in(
                "code",
                "new",
                "--vocabulary",
                "bare",
                "--family",
                "minimal-random",
                "--set",
                "randomBits=20",
                "-o",
                book));
        String analysed = well(in("code", "analyse", book, "--vocabulary", "counted", "--prefix", "2"));
        assertThat(analysed).contains("3 groups of tokens that share their first 2 bits", "occurrences: ");
        JsonNode groups = Json.parse(Path.of("output"), well("code", "analyse", book, "--prefix", "0", "--json"))
                .path("prefixes");
        assertThat(groups.path("groups")).hasSizeBetween(16, 64);
    }

    @Test
    void whatNeedsCountsOrATextSaysSo() throws Exception {
        String json = folder.resolve("t.json").toString();
        well("train-tokenizer", text(), json, "--size", "270");
        well(in("vocabulary", "add", json, "--name", "bare"));
        String book = folder.resolve("book.npz").toString();
        Told ranked =
                run(in("code", "new", "--family", "minimal-random", "--assignment", "frequency-rank", "-o", book));
        assertThat(ranked.code()).isOne();
        assertThat(ranked.text()).contains("this vocabulary has no counts", "vocabulary add TEXT --tokenizer");
        Told learned = run(in(
                "code",
                "new",
                "--recipe",
                "{\"family\":{\"type\":\"sign-pca\",\"source\":{\"type\":\"cooccurrence\",\"dimensions\":16},\"bits\":12}}",
                "-o",
                book));
        assertThat(learned.code()).isOne();
        assertThat(learned.text()).contains("bare was added without one");
    }

    @Test
    void wrongUseIsTold() throws Exception {
        for (String[] options : List.of(
                new String[] {},
                new String[] {"--size", "300", "--tokenizer", "x"},
                new String[] {"--size", "12"},
                new String[] {"--tokenizer", "absent"})) {
            Told told = run(in(Stream.concat(Stream.of("vocabulary", "add", text()), Stream.of(options))
                    .toArray(String[]::new)));
            assertThat(told.code()).as(String.join(" ", options)).isOne();
            assertThat(told.text()).startsWith("Error: ").doesNotContain("Exception");
        }
        assertThat(run(in("vocabulary", "show", "absent")).text()).contains("no vocabulary \"absent\"");
        assertThat(well(in("vocabulary", "list"))).contains("No vocabulary yet");
    }
}
