package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the commands on errors tell of runs that were trained and evaluated a moment ago. */
final class ErrorsOfStudy {
    private static final String CODE = "random 50 bits";

    private final Path project;

    ErrorsOfStudy(Path project) {
        this.project = project;
    }

    void check() throws Exception {
        for (String run : new String[] {CODE, "softmax"}) {
            figuresAreThoseOfTheEvaluation(run);
        }
        assertThat(told("errors", "compare", CODE, "softmax")).contains("both right", "Tokens that B gets more often");
        assertThat(told("errors", "tokens", "softmax", "--by", "weight")).contains("has no codebook");
        assertThat(told("errors", "tokens", CODE, "--top", "0")).contains("--top = 0: allowed are 1");
        assertThat(told("errors", "tokens", CODE, "--by", "pair", "--sort", "rate"))
                .contains("count, excess, distance, near");
        Path csv = project.resolve("pairs.csv");
        told("errors", "tokens", CODE, "--against", "softmax", "--by", "pair", "--csv", csv.toString());
        assertThat(Files.readAllLines(csv).getFirst())
                .startsWith("target,targetText,predicted,predictedText,count,distance");
        confusionsGoBack();
        damagedTracesAreRefused();
    }

    /** Each aim lowers its own objective, and moves the confused pairs its own way; the run that would follow is the same but for the code. */
    private void confusionsGoBack() throws Exception {
        JsonNode own = Json.read(folder(CODE).resolve("spec.json"));
        for (String aim : List.of("together", "apart")) {
            JsonNode told = Json.parse(
                    Path.of(aim), told("errors", "feed-back", CODE, "--aim", aim, "--swaps", "20000", "--json"));
            double before = told.path("before").path("weightedDistance").asDouble();
            double after = told.path("after").path("weightedDistance").asDouble();
            assertThat(after - before).as(aim).matches(d -> aim.equals("together") ? d < 0 : d > 0);
            assertThat(told.path("after").path("objective").asDouble())
                    .isLessThan(told.path("before").path("objective").asDouble());
            JsonNode next = told.path("next");
            assertThat(next.path("codebook").path("assignment").path("pairs").path("run"))
                    .isEqualTo(told.path("run"));
            assertThat(next.path("training")).isEqualTo(own.path("training"));
            assertThat(next.path("seed")).isEqualTo(own.path("seed"));
        }
        assertThat(told("errors", "feed-back", "softmax")).contains("has no codebook");
    }

    private String told(String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--project", project.toString()))
                .toArray(String[]::new);
        StringWriter text = new StringWriter();
        Main.run(all, new PrintWriter(text, true), Optional.empty());
        assertThat(text.toString()).doesNotContain("\tat ");
        return text.toString();
    }

    private void figuresAreThoseOfTheEvaluation(String run) throws Exception {
        JsonNode own = Json.read(folder(run).resolve("evaluation/metrics.json"));
        JsonNode made = Json.parse(Path.of(run), told("errors", "summary", run, "--json"))
                .path("summary");
        assertThat(made.path("top1")).isEqualTo(own.path("accuracy").path("top1"));
        assertThat(made.path("top5")).isEqualTo(own.path("accuracy").path("top5"));
        assertThat(made.path("top1Windows")).isEqualTo(own.path("top1OfWindows"));
        assertThat(made.path("top5Windows")).isEqualTo(own.path("top5OfWindows"));
        assertThat(made.path("nats")).isEqualTo(own.path("likelihood").path("nats"));
        assertThat(made.path("perplexity")).isEqualTo(own.path("likelihood").path("perplexity"));
        assertThat(made.path("bits").path("accuracy"))
                .isEqualTo(own.path("bits").path("accuracy"));
        assertThat(made.path("bits").path("exact")).isEqualTo(own.path("bits").path("exact"));
        JsonNode bands = Json.parse(Path.of(run), told("errors", "tokens", run, "--by", "band", "--json"));
        assertThat(bands.size()).isEqualTo(own.path("bands").size());
        for (int b = 0; b < bands.size(); b++) {
            assertThat(bands.get(b).path("top1"))
                    .isEqualTo(own.path("bands").get(b).path("top1"));
        }
    }

    private Path folder(String run) throws Exception {
        try (Stream<Path> all = Files.list(project.resolve("runs"))) {
            return all.filter(r ->
                            r.getFileName().toString().matches("[\\d-]+-" + run.replace(' ', '-') + "-[0-9a-f]{8}"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Each file is damaged in turn and put back. */
    private void damagedTracesAreRefused() throws Exception {
        Path run = folder(CODE);
        Path traces = run.resolve("evaluation/traces");
        byte[] targets = Files.readAllBytes(traces.resolve("targets.npy"));
        byte[] logits = Files.readAllBytes(traces.resolve("logits.npy"));
        String facts = Files.readString(traces.resolve("trace.json"));
        byte[] wild = targets.clone();
        wild[wild.length - 1] = 0x7f;
        refused(traces.resolve("targets.npy"), wild, "allowed are 0 to");
        refused(traces.resolve("targets.npy"), new byte[0], "targets.npy");
        refused(
                traces.resolve("ranks.npy"),
                text(new String(targets, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .replaceFirst("'shape': \\(\\d+", "'shape': (nan")),
                "ranks.npy");
        refused(traces.resolve("logits.npy"), java.util.Arrays.copyOf(logits, logits.length - 2), "logits.npy");
        refused(traces.resolve("trace.json"), text(facts.replaceFirst("\\{", "{\"nonsense\": 1,")), "nonsense");
        refused(
                traces.resolve("trace.json"),
                text(facts.replaceFirst("\"logits\" : 50", "\"logits\" : 49")),
                "logits.npy");
        refused(
                traces.resolve("trace.json"),
                text(facts.replaceFirst("\"dataSha256\" : \"\\w", "\"dataSha256\" : \"z")),
                "another vocabulary or text");
        refused(
                run.resolve("codebook.npz"),
                Files.readAllBytes(folder("random 500 bits").resolve("codebook.npz")),
                "the traces are of another codebook");
        Files.delete(traces.resolve("trace.json"));
        assertThat(told("errors", "summary", CODE)).startsWith("Error: ").contains("Evaluate it again");
        Files.writeString(traces.resolve("trace.json"), facts);
        assertThat(told("errors", "summary", CODE)).contains("perplexity");
    }

    private static byte[] text(String content) {
        return content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private void refused(Path file, byte[] damaged, String why) throws Exception {
        byte[] good = Files.readAllBytes(file);
        Files.write(file, damaged);
        assertThat(told("errors", "summary", CODE)).startsWith("Error: ").contains(why);
        Files.write(file, good);
    }
}
