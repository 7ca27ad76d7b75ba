package hammingway.run.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.base.SpecCodec;
import hammingway.base.SpecDefaults;
import hammingway.code.Codebook;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.model.Trunk;
import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.SpecKinds;
import hammingway.run.Study;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EstimateTest {
    private static RunSpec quick(String run, Map<String, String> set) {
        return Study.run("quickstart:" + run, new Study.Options("", 1, 1, set));
    }

    static Stream<RunSpec> models() {
        List<Map<String, String>> trunks = List.of(
                Map.of("backbone.layers", "1", "backbone.width", "12", "backbone.heads", "3"),
                Map.of("backbone.layers", "3", "backbone.width", "16", "backbone.qkvBias", "false"),
                Map.of("backbone.layers", "2", "backbone.width", "8", "backbone.positions", "100"));
        return SpecCodec.kinds(DecisionLayer.class).stream()
                .map(k -> SpecCodec.kebab(k.getSimpleName()))
                .flatMap(layer -> trunks.stream().map(set -> {
                    ObjectNode json = SpecKinds.with(
                            SpecCodec.write(quick("random 50 bits", set)), "head.layer", layer, Optional.empty());
                    SpecCodec.set(json, "device.threads", "1");
                    return SpecCodec.read(RunSpec.class, json, layer);
                }));
    }

    /** Every kind of layer on every form of trunk: the counts are those of the model that is built. */
    @ParameterizedTest
    @MethodSource("models")
    void parametersAreThoseOfTheModel(RunSpec spec) {
        int v = 37;
        int n = spec.codebook().map(c -> c.bits(v)).orElse(0);
        Torch torch = Engine.torch();
        try (ParameterSet parameters = new ParameterSet(torch, spec.training().precision())) {
            SplitRandom random = new SplitRandom(3);
            Trunk trunk = Trunk.create(torch, spec.backbone(), v, parameters, random, Path.of(""));
            long below = parameters.trainableCount();
            Optional<Codebook> book = spec.codebook()
                    .map(c -> Codebook.of(BitMatrix.of(v, n, (r, b) -> (r >> b & 1) == 1), Optional.empty()));
            Head.Frame frame = new Head.Frame(trunk.width(), trunk.embedding(), new long[v]);
            Head.create(torch, spec.head(), book, frame, parameters, random);
            RunSize size = RunSize.of(spec, v, n);
            assertThat(size.trunk()).isEqualTo(below);
            assertThat(size.total()).isEqualTo(parameters.trainableCount());
            assertThat(trunk.multiplyAddsPerToken()).isEqualTo(spec.backbone().multiplyAddsPerToken());
        }
    }

    /**
     * Greatest resident memory of workers that really ran, 12 steps each (300 the first three), Debian 12, 2 cores. Set fields are separated
     * by blanks.
     */
    @ParameterizedTest
    @CsvSource({
        "softmax, 1000, , 563",
        "random 500 bits, 1000, , 578",
        "shared MTL 50 bits, 1000, , 550",
        "softmax, 1889, layers=6 width=256 context=128 batch=16 float32, 846",
        "code-NLL 50 bits, 1889, layers=6 width=256 context=128 batch=16 float32, 846",
        "random 500 bits, 1889, layers=6 width=256 context=128 batch=16, 708",
        "softmax, 1889, layers=6 width=256 context=128 batch=64, 1679",
        "softmax, 1889, layers=2 width=512 context=256 batch=8 float32, 845",
        "per bit, 1889, layers=6 width=256 context=128 batch=16, 939",
        "softmax, 1000, layers=2 batch=1, 386"
    })
    void memoryIsNearWhatWasMeasured(String run, int vocabulary, String set, long megabytes) {
        ObjectNode json = SpecCodec.write(quick(run.equals("per bit") ? "shared MTL 50 bits" : run, Map.of()));
        if (run.equals("per bit")) {
            SpecCodec.set(json, "head.layer", "{\"type\":\"mtl-per-bit\",\"hidden\":64}");
        }
        for (String s : Optional.ofNullable(set).orElse("").split(" ")) {
            String[] parts = s.split("=");
            if (s.equals("float32")) {
                SpecCodec.set(json, "training.precision", s);
            } else if (parts.length == 2) {
                SpecCodec.set(json, (parts[0].equals("batch") ? "training." : "backbone.") + parts[0], parts[1]);
            }
        }
        RunSpec spec = SpecCodec.read(RunSpec.class, json, run);
        int bits = spec.codebook().map(c -> c.bits(vocabulary)).orElse(0);
        MemoryNeed need = MemoryNeed.of(spec, RunSize.of(spec, vocabulary, bits));
        double ratio = need.total() / (megabytes * 1e6);
        assertThat(ratio).as("%s %s: %s", run, set, need).isBetween(0.8, 1.3);
    }

    /**
     * The same for a GPT-2-small shape with V = 50,257, 4 windows of 256 tokens and a 50-bit code: only what is trained has gradients and
     * moments, and what is frozen keeps no inputs. Greatest resident memory of workers.
     */
    @ParameterizedTest
    @CsvSource({
        "lora, , 1250",
        "lora, recompute, 950",
        "lora, float32, 1735",
        "lora, all-linear, 1379",
        "lora, softmax, 1364",
        "head-only, , 772",
        "last-layers, , 1131",
        "full, , 3344"
    })
    void memoryOfFineTuningIsNearWhatWasMeasured(String tuning, String with, long megabytes) {
        ObjectNode json = SpecCodec.write(quick(
                "random 50 bits",
                Map.of(
                        "backbone.layers", "12",
                        "backbone.heads", "12",
                        "backbone.width", "768",
                        "backbone.context", "256",
                        "training.batch", "4",
                        "training.precision", "bfloat16")));
        SpecCodec.set(json, "backbone.positions", "1024");
        SpecCodec.set(json, "evaluation.batch", "1");
        SpecCodec.set(json, "training.tuning", "{\"type\":\"" + tuning + "\"}");
        if (tuning.equals("last-layers")) {
            SpecCodec.set(json, "training.tuning.layers", "2");
        }
        switch (Optional.ofNullable(with).orElse("")) {
            case "recompute" -> SpecCodec.set(json, "training.recompute", "true");
            case "float32" -> SpecCodec.set(json, "training.precision", "float32");
            case "all-linear" -> SpecCodec.set(json, "training.tuning.targets", "[\"all-linear\"]");
            case "softmax" -> {
                SpecCodec.set(json, "head.layer", "{\"type\":\"softmax\",\"tied\":true,\"bias\":false}");
                SpecCodec.set(json, "head.loss", "{\"type\":\"cross-entropy\"}");
                SpecCodec.set(json, "codebook", "null");
            }
            default -> {}
        }
        RunSpec spec = SpecCodec.read(RunSpec.class, json, tuning);
        MemoryNeed need = MemoryNeed.of(spec, RunSize.of(spec, 50_257, spec.usesCodebook() ? 50 : 0));
        assertThat(need.total() / (megabytes * 1e6))
                .as("%s %s: %s", tuning, with, need)
                .isBetween(0.85, 1.15);
    }

    @Test
    void whatDoesNotFitIsToldWithWhatToChange() {
        RunSpec huge = quick("softmax", Map.of("training.batch", "60000", "training.keepCheckpoints", "1000"));
        Estimate estimate = Estimate.of(huge, new Ingredients(1000, false, 0));
        assertThat(estimate.warnings(new Machine(8_000_000_000L, 1_000_000)))
                .hasSize(2)
                .first()
                .asString()
                .contains("training.batch");
        assertThat(estimate.warnings(new Machine(0, 0))).isEmpty();
    }

    @Test
    void theVocabularyOfATokenizerIsCounted(@TempDir Path folder) throws IOException {
        Project.create(folder.resolve("p"), "p");
        Files.writeString(
                folder.resolve("p").resolve("tokenizer.json"),
                "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"b\": 1, \"ab\": 2}, \"merges\": [\"a b\"]},"
                        + " \"added_tokens\": [{\"id\": 2, \"content\": \"ab\"}, {\"id\": 7, \"content\": \"<end>\"}]}");
        RunSpec spec = quick(
                "softmax", Map.of("vocabulary.tokenizer", "{\"type\":\"tokenizer-file\",\"path\":\"tokenizer.json\"}"));
        assertThat(Ingredients.of(folder.resolve("p"), spec)).isEqualTo(new Ingredients(4, false, 0));
    }

    /** A kind starts with what is valid, or tells what is missing; it never throws. */
    @Test
    void everyKindHasAStart() {
        for (Class<?> kind : SpecCodec.kinds(hammingway.code.CodeFamily.class)) {
            ObjectNode start = SpecDefaults.of(kind, hammingway.base.Json.object());
            assertThat(start.path("type").asText()).isEqualTo(SpecCodec.kebab(kind.getSimpleName()));
        }
    }
}
