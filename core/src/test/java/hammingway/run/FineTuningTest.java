package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.torch.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin with a model which PyTorch trained on Shakespeare. */
class FineTuningTest {
    @TempDir
    Path folder;

    private RunSpec spec(Path model, String name, Map<String, String> set) {
        String text = SharedFolder.require("data/tinyshakespeare.txt")
                .toAbsolutePath()
                .toString();
        ObjectNode json = SpecCodec.write(Study.run(
                "finetune:" + name,
                new Study.Options(
                        "",
                        1,
                        1,
                        Map.of("data.source.path", Json.line(Json.mapper().valueToTree(text))),
                        Optional.of(model))));
        set.forEach((path, value) -> SpecCodec.set(json, path, value));
        return SpecCodec.read(RunSpec.class, json, name);
    }

    private Path copied() throws IOException {
        Path model = SharedFolder.require("reference/gpt2-shakespeare").toAbsolutePath();
        Path copy = Files.createDirectory(folder.resolve("model"));
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static double figure(RunFolder run, String file, String... path) {
        JsonNode node = Json.read(run.evaluation().resolve(file));
        for (String p : path) {
            node = node.path(p);
        }
        return node.asDouble(Double.NaN);
    }

    @Test
    void theOriginalIsTheYardstickAndAnAdaptedRunKeepsWhatItTrainedAlone() throws Exception {
        Path model = copied();
        JsonNode expected = Json.read(model.resolve("expected.json"));
        Project project = Project.openOrCreate(folder.resolve("project"), "test");
        RunFolder original = project.create(spec(model, "original", Map.of("training.precision", "float32")));
        assertThat(Runs.carryOut(original)).as(Runs.text(original.log())).isZero();
        assertThat(figure(original, "metrics.json", "accuracy", "top5"))
                .isEqualTo(expected.path("val_top5").asDouble());
        assertThat(figure(original, "agreement.json", "top1")).isEqualTo(1);
        assertThat(figure(original, "agreement.json", "top5")).isEqualTo(1);
        assertThat(figure(original, "agreement.json", "divergence")).isCloseTo(0, within(1e-5));
        assertThat(figure(original, "agreement.json", "positions")).isEqualTo(64 * 128);
        for (String whose : List.of("ownTop5", "originalTop5")) {
            assertThat(figure(original, "agreement.json", whose))
                    .isCloseTo(expected.path("val_top5").asDouble(), within(1e-9));
        }

        RunFolder adapted = project.create(spec(
                model,
                "LoRA, 50 bits distilled",
                Map.of(
                        "training.steps",
                        "20",
                        "training.batch",
                        "4",
                        "data.source.megabytes",
                        "0.2",
                        "training.recompute",
                        "true",
                        "training.accumulation",
                        "2")));
        assertThat(Runs.carryOut(adapted)).as(Runs.text(adapted.log())).isZero();
        try (Safetensors file = Safetensors.open(adapted.checkpoints().getLast().resolve("model.safetensors"))) {
            assertThat(file.names()).allMatch(n -> n.startsWith("lora.") || n.startsWith("head."));
            // four layers of each of four blocks, two matrices each; weight and bias of the head
            assertThat(file.names()).hasSize(4 * 4 * 2 + 2);
        }
        assertThat(figure(adapted, "agreement.json", "top1")).isBetween(0.001, 0.99);
        assertThat(figure(adapted, "agreement.json", "divergence")).isBetween(0.01, 10.0);
        assertThat(Json.read(adapted.environment()).path("checkpointSha256").asText())
                .hasSize(64);
        try (TrainedModel asked = TrainedModel.open(adapted, Progress.NONE)) {
            assertThat(asked.data().vocabulary().size()).isEqualTo(1024);
        }
        Files.writeString(model.resolve("config.json"), Files.readString(model.resolve("config.json")) + " ");
        assertThatThrownBy(() -> TrainedModel.open(adapted, Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("changed since the run");
    }

    @Test
    void whatCannotBeTrainedIsToldPerField() {
        Path model = SharedFolder.require("reference/gpt2-shakespeare").toAbsolutePath();
        assertThatThrownBy(() -> spec(model, "LoRA, softmax", Map.of("training.tuning.targets", "[\"q_proj\"]")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("training.tuning.targets = q_proj")
                .hasMessageContaining("c_attn, c_proj, c_fc");
        assertThatThrownBy(() -> spec(
                        model, "full, softmax", Map.of("training.tuning", "{\"type\":\"last-layers\",\"layers\":9}")))
                .hasMessageContaining("training.tuning.layers = 9")
                .hasMessageContaining("at most the backbone's 4");
        assertThatThrownBy(() -> spec(model, "full, 50 bits distilled", Map.of("training.keepHiddenStates", "false")))
                .hasMessageContaining("training.keepHiddenStates = false");
        assertThatThrownBy(() -> spec(model, "head only, 50 bits BCE", Map.of("backbone.checkpoint", "null")))
                .hasMessageContaining("a random backbone has nothing to say");
        assertThatThrownBy(() -> spec(model, "original", Map.of("training.tuning", "{\"type\":\"head-only\"}")))
                .hasMessageContaining("head.layer.tied");
    }
}
