package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.data.PreparedData;
import hammingway.math.SplitRandom;
import hammingway.model.ModelConfig;
import hammingway.model.Trunk;
import hammingway.model.checkpoint.CheckpointFolder;
import hammingway.model.checkpoint.PeftAdapter;
import hammingway.model.checkpoint.Pretrained;
import hammingway.run.ModelExport.Options;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Safetensors;
import hammingway.torch.SafetensorsWriter;
import hammingway.torch.Torch;
import hammingway.train.Checkpoint;
import hammingway.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new model is exported, adapted from the export, and exported again; what is read back computes the same. */
class ModelExportTest {
    private static final Options PLAIN = new Options(false, SafetensorsWriter.Type.F32);
    private static final Options MERGED = new Options(true, SafetensorsWriter.Type.F32);
    private static final int[] IDS = {3, 77, 120, 5, 260, 299, 0, 41};

    @TempDir
    static Path folder;

    private static RunFolder code;
    private static RunFolder adapted;
    private static Path first;

    @BeforeAll
    static void makeRuns() throws Exception {
        code = Runs.create(folder.resolve("project"), "training.steps", "6", "evaluation.windows", "2");
        assertThat(Runs.carryOut(code)).as(Runs.text(code.log())).isZero();
        first = folder.resolve("first");
        ModelExport.write(code, first, PLAIN, Progress.NONE);
        adapted = lora("adapted", 0.05, "\"adapter\": null");
        assertThat(Runs.carryOut(adapted)).as(Runs.text(adapted.log())).isZero();
    }

    /** Ranks, alpha and layers are the same for all; a softmax of its own. */
    private static RunFolder lora(String name, double rate, String adapter) {
        ObjectNode json = SpecCodec.write(Runs.spec(
                "name",
                name,
                "codebook",
                "null",
                "head",
                "{\"layer\": {\"type\": \"softmax\", \"bias\": false}, \"loss\": {\"type\": \"cross-entropy\"}}",
                "training.steps",
                "4",
                "training.schedule.peak",
                Double.toString(rate),
                "training.schedule.warmup",
                "0",
                "training.schedule.shape",
                "constant",
                "evaluation.windows",
                "2",
                "training.tuning",
                "{\"type\": \"lora\", \"rank\": 3, \"alpha\": 12, \"dropout\": 0, \"targets\": [\"c_attn\", \"mlp.c_proj\"], "
                        + adapter + "}"));
        FromModel.into(json, first);
        return Project.open(folder.resolve("project")).create(SpecCodec.read(RunSpec.class, json, name));
    }

    private static float[] ofRun(RunFolder run, int[] ids, boolean logits) {
        RunSpec spec = run.spec();
        Torch torch = Engine.torch();
        PreparedData data = TrainedModel.data(run, spec, Progress.NONE);
        Optional<Codebook> codebook = spec.codebook().map(c -> CodebookFiles.read(run.codebook()));
        try (ParameterSet parameters = spec.parameters(torch);
                NDManager scope = torch.scope()) {
            Trainer.Model model = Worker.build(run, torch, spec, data, codebook, parameters);
            Checkpoint.readModel(TrainedModel.checkpoint(run), parameters);
            NDArray hidden = model.trunk().hidden(scope, input(scope, ids), false);
            NDArray rows = hidden.reshape(ids.length, model.trunk().width());
            return (logits ? model.head().logits(scope, rows) : rows).toFloatArray();
        }
    }

    private static NDArray input(NDManager scope, int[] ids) {
        return scope.create(Arrays.stream(ids).asLongStream().toArray(), new Shape(1, ids.length));
    }

    private static float[] ofFolder(Path model, int[] ids, boolean logits) {
        ModelConfig config = Pretrained.read(model).config();
        Torch torch = Engine.torch();
        try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32);
                NDManager scope = torch.scope()) {
            Trunk trunk =
                    Trunk.create(torch, config.backbone(), config.vocabulary(), parameters, new SplitRandom(1), model);
            NDArray hidden = trunk.hidden(scope, input(scope, ids), false);
            Safetensors.Tensor output = Pretrained.read(model).outputMatrix();
            NDArray matrix = scope.create(output.values(), new Shape(output.shape()));
            return (logits ? torch.call(scope, "tied_linear", hidden, matrix) : hidden).toFloatArray();
        }
    }

    private static void assertClose(float[] found, float[] expected, double bound) {
        assertThat(found).hasSameSizeAs(expected);
        double worst = IntStream.range(0, found.length)
                .mapToDouble(i -> Math.abs(found[i] - expected[i]))
                .max()
                .orElseThrow();
        assertThat(worst).isLessThan(bound);
    }

    @Test
    void aNewModelIsWrittenUnderTheTokenizersIdsWithItsHeadBeside() {
        CheckpointFolder found = CheckpointFolder.of(first);
        assertThat(found.problems()).isEmpty();
        assertThat(found.tokenizer()).isTrue();
        int[] ours =
                TrainedModel.data(code, code.spec(), Progress.NONE).vocabulary().map(IDS);
        assertThat(ours).as("the run numbers tokens by frequency").isNotEqualTo(IDS);
        assertClose(ofFolder(first, IDS, false), ofRun(code, ours, false), 1e-5);

        Codebook codebook = CodebookFiles.read(code.codebook());
        JsonNode facts = Json.read(first.resolve("config.json")).path("hammingway");
        assertThat(facts.at("/codebook/sha256").asText()).isEqualTo(codebook.hash());
        assertThat(facts.at("/head/layer/type").asText()).isEqualTo("linear-code");
        try (Safetensors head = Safetensors.open(first.resolve("hammingway_head.safetensors"))) {
            assertThat(head.dtype("hammingway.codebook")).isEqualTo("U8");
            assertThat(head.shape("hammingway.codebook")).containsExactly(codebook.size(), codebook.length());
            assertThat(head.names()).contains("hammingway_head.weight", "hammingway_head.bias");
        }
    }

    @Test
    void adaptersAreMergedOrWrittenAloneAndTakenInAgain() throws Exception {
        Path merged = folder.resolve("merged");
        ModelExport.write(adapted, merged, MERGED, Progress.NONE);
        assertThat(CheckpointFolder.of(merged).problems()).isEmpty();
        float[] expected = ofRun(adapted, IDS, true);
        assertClose(ofFolder(merged, IDS, true), expected, 1e-5);
        float[] before = ofFolder(first, IDS, false);
        assertThat(Math.abs(ofFolder(merged, IDS, false)[0] - before[0]))
                .as("the adapters do something")
                .isGreaterThan(1e-3f);

        Path half = folder.resolve("half");
        ModelExport.write(adapted, half, new Options(true, SafetensorsWriter.Type.BF16), Progress.NONE);
        assertThat(CheckpointFolder.of(half).stored().orElseThrow().dtypes()).containsExactly("BF16");
        assertThat(Json.read(half.resolve("config.json")).path("torch_dtype").asText())
                .isEqualTo("bfloat16");
        assertClose(ofFolder(half, IDS, true), expected, 0.05);

        Path peft = folder.resolve("peft");
        ModelExport.write(adapted, peft, PLAIN, Progress.NONE);
        JsonNode config = Json.read(peft.resolve("adapter_config.json"));
        assertThat(config.path("fan_in_fan_out").asBoolean()).isTrue();
        assertThat(config.path("modules_to_save").toString()).isEqualTo("[\"lm_head\"]");
        assertThatThrownBy(() -> PeftAdapter.read(peft))
                .hasMessageContaining("modules_to_save")
                .hasMessageContaining("merge_and_unload");
        Path plain = withoutOutput(peft);
        RunFolder again =
                lora("again", 1e-9, "\"adapter\": " + Json.line(Json.mapper().valueToTree(plain.toString())));
        assertThat(Runs.carryOut(again)).as(Runs.text(again.log())).isZero();
        try (Safetensors given =
                        Safetensors.open(adapted.checkpoints().getLast().resolve("model.safetensors"));
                Safetensors taken =
                        Safetensors.open(again.checkpoints().getLast().resolve("model.safetensors"))) {
            for (String name :
                    given.names().stream().filter(n -> n.startsWith("lora.")).toList()) {
                assertClose(taken.tensor(name).values(), given.tensor(name).values(), 1e-6);
            }
        }
    }

    /** As PEFT writes an adapter that trains no whole module. */
    private static Path withoutOutput(Path peft) throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        ObjectNode config = (ObjectNode) Json.read(peft.resolve("adapter_config.json"));
        Json.write(plain.resolve("adapter_config.json"), config.putNull("modules_to_save"));
        try (Safetensors all = Safetensors.open(peft.resolve("adapter_model.safetensors"))) {
            Map<String, Safetensors.Tensor> kept = new LinkedHashMap<>();
            all.names().stream().filter(n -> !n.contains("lm_head")).forEach(n -> kept.put(n, all.tensor(n)));
            Safetensors.write(plain.resolve("adapter_model.safetensors"), kept, Map.of());
        }
        return plain;
    }

    @Test
    void whatCannotBeWrittenLeavesNothing() throws IOException {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine.txt"), "x");
        assertThatThrownBy(() -> ModelExport.write(code, full, PLAIN, Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("not empty");
        Progress cancelled = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        Path never = folder.resolve("never");
        assertThatThrownBy(() -> ModelExport.write(code, never, PLAIN, cancelled))
                .isInstanceOf(Progress.CancelledException.class);
        RunFolder untrained = Project.open(folder.resolve("project")).create(Runs.spec("name", "untrained"));
        assertThatThrownBy(() -> ModelExport.write(untrained, never, PLAIN, Progress.NONE))
                .hasMessageContaining("no checkpoint");
        assertThat(folder.toFile().list()).noneMatch(n -> n.startsWith("never"));
    }
}
