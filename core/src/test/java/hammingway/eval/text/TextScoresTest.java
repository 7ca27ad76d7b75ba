package hammingway.eval.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.cli.Main;
import hammingway.math.Interval;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScoresTest {
    @TempDir
    Path folder;

    private static void require(Overlap found, double precision, double recall, double f1) {
        assertThat(found.precision()).isCloseTo(precision, within(1e-12));
        assertThat(found.recall()).isCloseTo(recall, within(1e-12));
        assertThat(found.f1()).isCloseTo(f1, within(1e-12));
    }

    /** The example of rouge_score's own README, whose words no stemmer would change; ROUGE-2 by hand. */
    @Test
    void rougeOfThePublishedExample() {
        Rouge rouge = Rouge.of(
                new TextPair("The quick brown dog jumps on the log.", "The quick brown fox jumps over the lazy dog"));
        require(rouge.one(), 0.75, 0.6666666666666666, 0.7058823529411765);
        require(rouge.two(), 2 / 7.0, 2 / 8.0, 4 / 15.0);
        require(rouge.longest(), 0.625, 0.5555555555555556, 0.5882352941176471);
    }

    /** By hand: clipped counts, cut at what is no letter or digit of ASCII, nothing on either side. */
    @ParameterizedTest
    @CsvSource({
        "a a a b, a a c, 2, 4, 3, 1, 3, 2, 2",
        "naïve x-ray, na ve X RAY!, 4, 4, 4, 3, 3, 3, 4",
        "d c b a, a b c d, 4, 4, 4, 0, 3, 3, 1",
        "漢字, 漢字, 0, 0, 0, 0, 0, 0, 0",
        "'', one two, 0, 0, 2, 0, 0, 1, 0",
        "one, one, 1, 1, 1, 0, 0, 0, 1"
    })
    void rougeByHand(
            String prediction, String reference, int common, int n, int m, int pairs, int n2, int m2, int longest) {
        Rouge rouge = Rouge.of(new TextPair(prediction, reference));
        Overlap one = Overlap.of(common, n, m);
        Overlap two = Overlap.of(pairs, n2, m2);
        Overlap l = Overlap.of(longest, n, m);
        assertThat(rouge).isEqualTo(new Rouge(one, two, l));
        assertThat(one.f1()).isCloseTo(common == 0 ? 0 : 2.0 * common / (n + m), within(1e-12));
    }

    /** By hand, after SQuAD's script. */
    @ParameterizedTest
    @CsvSource({
        "The Cat., cat, true, 1",
        "a theatre of an anthem, Theatre of anthem, true, 1",
        "x-ray's, xrays, true, 1",
        "'one\u001ctwo\u00a0 three', one two three, true, 1",
        "the, an, true, 1",
        "the, cat, false, 0",
        "b b b, b c, false, 0.4",
        "in Paris France, Paris, false, 0.5",
        "“quoted”, quoted, false, 0"
    })
    void answersByHand(String prediction, String reference, boolean exact, double f1) {
        Answer answer = Answer.of(new TextPair(prediction, reference));
        assertThat(answer.exact()).isEqualTo(exact);
        assertThat(answer.f1()).isCloseTo(f1, within(1e-12));
    }

    @Test
    void theBestReferenceCountsAndMeansHaveIntervals() {
        List<TextPair> pairs = List.of(
                new TextPair("red blue", List.of("green", "red and blue", "the red, blue")),
                new TextPair(" ", "x y"),
                new TextPair("z", "z"));
        TextScores scores = TextScores.of(pairs, Optional.empty(), Progress.NONE);
        assertThat(scores.each().getFirst().answer()).isEqualTo(new Answer(true, 1));
        assertThat(scores.each().getFirst().rouge().two()).isEqualTo(Overlap.of(1, 1, 2)); // of the third
        assertThat(scores.each().getFirst().lengths()).isEqualTo(new Lengths(2, 7 / 3.0));
        Interval exact = scores.mean(TextFigure.EXACT_MATCH).orElseThrow();
        assertThat(exact.mean()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(exact.low()).isEqualTo(0);
        assertThat(exact.high()).isEqualTo(1);
        assertThat(scores.mean(TextFigure.EMPTY).orElseThrow().mean()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(scores.mean(TextFigure.BERT)).isEmpty();
        assertThat(TextScores.of(pairs, Optional.empty(), Progress.NONE).means())
                .isEqualTo(scores.means());
        Interval one = TextScores.of(pairs.subList(2, 3), Optional.empty(), Progress.NONE)
                .mean(TextFigure.ROUGE_L)
                .orElseThrow();
        assertThat(one).isEqualTo(new Interval(1, 1, 1, 0, 1));
    }

    private static Path models() {
        try {
            return Path.of(Objects.requireNonNull(TextScoresTest.class.getResource("/hammingway/encoders"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TextPair pair(JsonNode node) {
        List<String> references = new ArrayList<>();
        JsonNode value = node.path("reference");
        (value.isArray() ? value : List.of(value)).forEach(r -> references.add(r.asText()));
        return new TextPair(node.path("prediction").asText(), references);
    }

    /** Numbers that were computed with transformers by the package's definition; in batches, so that texts are padded. */
    @ParameterizedTest
    @ValueSource(ints = {3, 64})
    void bertScoreIsThePackages(int batch) {
        JsonNode expected = Json.read(models().resolve("expected.json"));
        List<TextPair> pairs = new ArrayList<>();
        expected.path("pairs").forEach(p -> pairs.add(pair(p)));
        for (JsonNode setting : expected.path("scores")) {
            BertScoreSpec spec = new BertScoreSpec(
                    setting.path("model").asText(),
                    Optional.of(setting.path("layer").asInt()),
                    setting.path("baseline").asBoolean() ? Optional.of("base.tsv") : Optional.empty(),
                    setting.path("idf").asBoolean(),
                    batch);
            assertThat(SpecCodec.read(BertScoreSpec.class, SpecCodec.write(spec), ""))
                    .isEqualTo(spec);
            try (BertScore bert = BertScore.open(Engine.torch(), spec, models())) {
                TextScores scores = TextScores.of(pairs, Optional.of(bert), Progress.NONE);
                for (int i = 0; i < pairs.size(); i++) {
                    Overlap found = scores.each().get(i).bert().orElseThrow();
                    JsonNode prf = setting.path("prf").get(i);
                    assertThat(new double[] {found.precision(), found.recall(), found.f1()})
                            .as("%s, pair %d", spec, i)
                            .containsExactly(
                                    new double[] {
                                        prf.get(0).asDouble(),
                                        prf.get(1).asDouble(),
                                        prf.get(2).asDouble()
                                    },
                                    within(1e-4));
                }
                BertScoreFacts facts = scores.bert().orElseThrow();
                assertThat(facts.emptyPredictions()).isEqualTo(2);
                assertThat(facts.emptyReferences()).isEqualTo(1);
                assertThat(facts.truncated()).isEqualTo(1);
                assertThat(facts.unweighted()).isZero();
            }
        }
    }

    @Test
    void weightsThatAreAllZeroAreToldAndBaselinesOfOthersRefused() throws IOException {
        TextPair same = new TextPair("red blue", "red blue");
        BertScoreSpec idf = new BertScoreSpec("bert", Optional.of(1), Optional.empty(), true, 8);
        try (BertScore bert = BertScore.open(Engine.torch(), idf, models())) {
            BertScore.Result result = bert.score(List.of(same, same), Progress.NONE);
            TextPair blank = new TextPair("\u00a0\u202f\u0085", "red");
            assertThat(bert.score(List.of(blank), Progress.NONE).facts().emptyPredictions())
                    .isEqualTo(1);
            assertThat(result.facts().unweighted()).isEqualTo(2);
            assertThat(result.each()).containsExactly(Overlap.NONE, Overlap.NONE);
        }
        Path file = folder.resolve("b.tsv");
        Files.writeString(file, "LAYER\tP\tR\tF\n0\t0.5\t0.5\t0.5\n1\t0.5\t1.5\t0.5\n");
        assertThat(Baseline.read(file, 0).rescale(new Overlap(1, 0.75, 0))).isEqualTo(new Overlap(1, 0.5, -1));
        assertThatThrownBy(() -> Baseline.read(file, 1)).hasMessageContainingAll("line 3, R", "1.5", "-1 and 1");
        assertThatThrownBy(() -> Baseline.read(file, 7)).hasMessageContainingAll("LAYER", "no row of layer 7");
        Files.writeString(file, "P,R,F\n");
        assertThatThrownBy(() -> Baseline.read(file, 0)).hasMessageContainingAll("line 1", "P,R,F", "LAYER,P,R,F");
    }

    private static String command(String... arguments) {
        StringWriter text = new StringWriter();
        Main.run(arguments, new PrintWriter(text, true), Optional.empty());
        return text.toString();
    }

    @Test
    void theCommandTellsFiguresAndWrongLines() throws IOException {
        String file = folder.resolve("answers.jsonl").toString();
        Files.writeString(Path.of(file), """
                {"answer": "The cat", "gold": "cat"}

                {"answer": "", "gold": ["dog", "a dog"], "more": 7}
                """);
        String[] fields = {"score", file, "--prediction-field", "answer", "--reference-field", "gold"};
        assertThat(command(fields))
                .contains("2 predictions")
                .containsPattern("Exact match +50\\.00% +0\\.00% to 100\\.00%");
        JsonNode json = Json.parse(folder, command(with(fields, "--format", "json", "--each")));
        assertThat(json.path("figures").path("empty").path("mean").asDouble()).isEqualTo(0.5);
        assertThat(json.path("each").get(1).path("referenceWords").asDouble()).isEqualTo(1.5);
        assertThat(command(with(fields, "--format", "csv", "--each")))
                .startsWith("prediction,exactMatch,tokenF1,rouge1Precision,")
                .contains("\n1,1.0,1.0,0.5,1.0,");
        assertThat(command("score", "--help"))
                .containsPattern("95%\\s+bootstrap")
                .doesNotContain("picocli");
        assertThat(command(with(fields, "--idf"))).startsWith("Error: ").contains("--encoder FOLDER");
        assertThat(command("score", file))
                .contains("line 1, prediction: the field is missing", "1 more lines are wrong");
        Files.writeString(
                Path.of(file), "{\"prediction\": \"x\", \"reference\": [\"y\", null]}\n{\"prediction\": \"x\"");
        assertThat(command("score", file)).contains("line 1, reference: [\"y\",null]", "list of texts", "1 more");
        Files.writeString(Path.of(file), "\n{]\n");
        assertThat(command("score", file)).contains("line 2: not valid JSON").doesNotContain("Exception");
    }

    private static String[] with(String[] first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
