package hammingway.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.vocab.VocabularySpec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be known of a project's vocabulary without reading its tokens.
 *
 * @param name    of its folder
 * @param tokens  V
 * @param counted whether tokens have counts
 * @param text    whether its text is kept as tokens, so that codes can be learned from it
 * @param source  where it comes from, for people
 * @param model   the checkpoint that it belongs to
 */
public record VocabularyFacts(
        String name, int tokens, boolean counted, boolean text, String source, Optional<CheckpointConfig> model) {
    static VocabularyFacts read(Path folder) {
        Path file = folder.resolve("data.json");
        JsonNode facts = Json.read(file);
        VocabularySpec spec = spec(file, facts);
        boolean text = facts.path("data").isObject();
        String source = text
                ? SpecCodec.read(DataSpec.class, facts.path("data"), file + ", data")
                        .source()
                        .label()
                : facts.path("source").path("path").asText("an unknown source");
        Optional<CheckpointConfig> model = facts.path("model").isObject()
                ? Optional.of(SpecCodec.read(CheckpointConfig.class, facts.path("model"), file + ", model"))
                : Optional.empty();
        // folders of runs before 0.9 do not tell how many
        int tokens = facts.path("tokens").isInt() ? facts.path("tokens").asInt() : count(folder, spec.keep());
        return new VocabularyFacts(
                String.valueOf(folder.getFileName()),
                tokens,
                facts.path("counted").asBoolean(text),
                text,
                source,
                model);
    }

    static VocabularySpec spec(Path file, JsonNode facts) {
        if (!facts.path("vocabulary").isObject()) {
            throw new FileFormatException(
                    file,
                    "vocabulary",
                    facts.path("vocabulary").isMissingNode()
                            ? "the field is missing"
                            : facts.path("vocabulary").toString(),
                    "Delete the vocabulary's folder, and add it again.");
        }
        return SpecCodec.read(VocabularySpec.class, facts.path("vocabulary"), file + ", vocabulary");
    }

    private static int count(Path folder, int keep) {
        Path file = folder.resolve("counts.csv");
        int lines = -1;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                lines += c == '\n' ? 1 : 0;
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the vocabulary", file, e);
        }
        return keep > 0 ? Math.min(keep, lines) : lines;
    }

    /** For programs. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("name", name)
                .put("tokens", tokens)
                .put("counted", counted)
                .put("text", text)
                .put("source", source);
        model.ifPresent(m -> json.set("model", SpecCodec.write(m)));
        return json;
    }
}
