package hammingway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.cli.Main;
import hammingway.math.SplitRandom;
import hammingway.model.MadeCheckpoint.Stored;
import hammingway.model.checkpoint.CheckpointFolder;
import hammingway.model.llama.LlamaWeights;
import hammingway.torch.ParameterSet;
import hammingway.torch.ParameterSet.Use;
import hammingway.torch.PartsLoader;
import hammingway.torch.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model folders that are not what they should be: each is told by file, field or tensor, with what is allowed. */
class HostileCheckpointTest {
    private static final Llama SHAPE =
            new Llama(1, 2, 1, 8, 12, 0, 16, 16, 10_000, new RopeScaling.None(), 1e-5, false, 0, Optional.empty());
    private static final int V = 20;
    private static final String TABLE = "model.embed_tokens.weight";
    private static final String NORM = "model.layers.0.input_layernorm.weight";

    @TempDir
    Path folder;

    private static MadeCheckpoint made(String dtype) {
        return new MadeCheckpoint(LlamaWeights.of(SHAPE, V), dtype);
    }

    private void requireProblem(String... words) {
        CheckpointFolder found = CheckpointFolder.of(folder, true, Progress.NONE);
        assertThat(String.join("\n", found.problems())).contains(words).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model_type': 'gemma2'}                         | model_type; \"gemma2\"; gpt2, opt, llama, qwen2",
                "{'model_type': null}                             | model_type; missing",
                "{'model_type': 7}                                | model_type; 7",
                "{'rope_scaling': {'type': 'yarn', 'factor': 2}}  | rope_scaling.type; \"yarn\"; default, linear and llama3",
                "{'rope_parameters': {'rope_type': 'dynamic'}}    | rope_parameters.rope_type; \"dynamic\"; llama3",
                "{'rope_scaling': {'rope_type': 'llama3', 'factor': 8}} | rope_scaling.low_freq_factor; missing",
                "{'rope_parameters': {'rope_theta': 1e4, 'partial_rotary_factor': 0.5}} | partial_rotary_factor; 0.5; 1",
                "{'rope_theta': -1}                               | ropeTheta; -1; 1 to",
                "{'quantization_config': {'quant_method': 'gptq'}} | quantization_config; gptq; unquantised",
                "{'attention_bias': true}                         | attention_bias; true; Only false",
                "{'mlp_bias': true}                               | mlp_bias; true; Only false",
                "{'hidden_act': 'gelu'}                           | hidden_act; \"gelu\"; silu",
                "{'layer_types': ['sliding_attention']}           | layer_types; sliding_attention; full_attention",
                "{'model_type': 'qwen2', 'use_sliding_window': true, 'sliding_window': 4} | use_sliding_window; 4; false",
                "{'num_hidden_layers': 1000000000}                | layers; 1000000000; 1 to 200",
                "{'num_hidden_layers': 99999999999999999999}      | num_hidden_layers; positive whole number",
                "{'hidden_size': -4}                              | hidden_size; -4; positive",
                "{'num_key_value_heads': 3}                       | keyValueHeads; 3; divisor",
                "{'head_dim': 3}                                  | headWidth; 3; even",
                "{'vocab_size': null}                             | vocab_size; positive",
                "{'vocab_size': 2147483647}                       | embed_tokens; [20, 8]; [2147483647, 8]",
                "{'hidden_size': 16384, 'head_dim': 1024}         | q_proj; [8, 8]; [2048, 16384]",
                "{'tie_word_embeddings': false}                   | lm_head.weight; missing; tie_word_embeddings",
                "{'model_type': 'qwen2'}                          | q_proj.bias; missing"
            })
    void aConfigurationOfAnotherModelIsTold(String edit, String words) {
        MadeCheckpoint made = made("F32");
        JsonNode changes = Json.parse(Path.of("edit"), edit.replace('\'', '"'));
        changes.properties().forEach(e -> made.config.set(e.getKey(), e.getValue()));
        made.write(folder);
        requireProblem(words.split(";\\s*"));
    }

    /** What is wrong with the files, and what the messages must tell. */
    enum Damage {
        NO_CONFIG("config.json", "no such file"),
        CONFIG_LEADS_TO_ITSELF("config.json"),
        CONFIG_IS_NO_GROUP("config.json", "no group of fields"),
        WEIGHTS_LEAD_TO_THEMSELVES("model.safetensors"),
        WEIGHTS_ARE_A_FOLDER("model.safetensors", "no plain file"),
        PICKLE_ALONE("pickle (consolidated.00.pth)", "save_pretrained", "safe_serialization=True"),
        SHARD_IS_MISSING("model-00002-of-00002.safetensors is missing, one of 2"),
        SHARD_ELSEWHERE("weight_map", "../model.safetensors", "beside the index"),
        INDEX_IS_WRONG("tensor \"model.absent\"", "the index says that it is here"),
        INDEX_IS_EMPTY("weight_map", "no group of names"),
        TENSOR_IS_MISSING(NORM, "missing"),
        TENSOR_TOO_MANY("model.layers.0.self_attn.q_norm.weight", "no such tensor"),
        TENSOR_OF_ANOTHER_SHAPE(NORM, "[4, 2]", "[8]"),
        TENSOR_OF_WHOLE_NUMBERS(NORM, "I32", "F32, F16, BF16"),
        NAN(NORM, "NaN at position 3"),
        INFINITE_IN_BFLOAT16(NORM, "Infinity at position 3");

        /** One a line. */
        private final String words;

        Damage(String... words) {
            this.words = String.join("\n", words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedFilesAreTold(Damage damage) throws IOException {
        MadeCheckpoint made = made(damage == Damage.INFINITE_IN_BFLOAT16 ? "BF16" : "F32");
        Stored norm = made.tensor(NORM);
        switch (damage) {
            case TENSOR_IS_MISSING -> made.tensors().remove(NORM);
            case TENSOR_TOO_MANY -> made.tensors().put("model.layers.0.self_attn.q_norm.weight", norm);
            case TENSOR_OF_ANOTHER_SHAPE ->
                made.tensors().put(NORM, new Stored("F32", new long[] {4, 2}, norm.values()));
            case TENSOR_OF_WHOLE_NUMBERS -> made.tensors().put(NORM, new Stored("I32", norm.shape(), norm.values()));
            case NAN -> norm.values()[3] = Float.NaN;
            case INFINITE_IN_BFLOAT16 -> norm.values()[3] = Float.POSITIVE_INFINITY;
            case SHARD_IS_MISSING -> made.shard(folder, map -> {});
            case SHARD_ELSEWHERE -> made.shard(folder, map -> map.put(NORM, "../model.safetensors"));
            case INDEX_IS_WRONG ->
                made.shard(folder, map -> map.put("model.absent", "model-00001-of-00002.safetensors"));
            case INDEX_IS_EMPTY -> made.shard(folder, ObjectNode::removeAll);
            default -> {
                // damaged once written
            }
        }
        made.write(folder);
        Path config = folder.resolve("config.json");
        Path weights = folder.resolve("model.safetensors");
        switch (damage) {
            case NO_CONFIG -> Files.delete(config);
            case CONFIG_LEADS_TO_ITSELF -> loop(config);
            case CONFIG_IS_NO_GROUP -> Files.writeString(config, "[1, 2]");
            case WEIGHTS_LEAD_TO_THEMSELVES -> loop(weights);
            case WEIGHTS_ARE_A_FOLDER -> {
                Files.delete(weights);
                Files.createDirectory(weights);
            }
            case PICKLE_ALONE -> Files.move(weights, folder.resolve("consolidated.00.pth"));
            case SHARD_IS_MISSING -> Files.delete(folder.resolve("model-00002-of-00002.safetensors"));
            default -> {
                // damaged before it was written
            }
        }
        requireProblem(damage.words.split("\n", -1));
    }

    private static void loop(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, file.getFileName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"F32", "F16", "BF16"})
    void theUndamagedFolderIsReadInAllTypes(String dtype) {
        MadeCheckpoint made = made(dtype);
        made.write(folder);
        CheckpointFolder found = CheckpointFolder.of(folder, true, Progress.NONE);
        assertThat(found.problems()).isEmpty();
        ModelConfig config = found.model().orElseThrow();
        assertThat(config.backbone().fresh().resolved()).isEqualTo(SHAPE.resolved());
        CheckpointFolder.Stored stored = found.stored().orElseThrow();
        assertThat(stored.dtypes()).containsExactly(dtype);
        assertThat(stored.parameters()).isEqualTo(SHAPE.parameters(V));

        try (ParameterSet parameters = new ParameterSet(Engine.torch(), Precision.FLOAT32)) {
            Trunk.create(Engine.torch(), config.backbone(), V, parameters, new SplitRandom(1), Path.of(""));
            float[] table = parameters.values("trunk.embed_tokens.weight");
            float[] whole = made("F32").tensor(TABLE).values();
            double step = dtype.equals("F32") ? 0 : dtype.equals("F16") ? 0x1p-11 : 0x1p-7;
            for (int i = 0; i < whole.length; i++) {
                assertThat(Math.abs(table[i] - whole[i])).isLessThanOrEqualTo((float) step);
            }
        }
    }

    @Test
    void aBackboneThatIsNotTheFoldersIsRefused() {
        made("F32").write(folder);
        Llama wrong = new Llama(
                1, 2, 1, 8, 12, 4, 8, 0, 500_000, new RopeScaling.None(), 1e-6, false, 0, Optional.of("" + folder));
        try (ParameterSet parameters = new ParameterSet(Engine.torch(), Precision.FLOAT32)) {
            assertThatThrownBy(
                            () -> Trunk.create(Engine.torch(), wrong, V, parameters, new SplitRandom(1), Path.of("")))
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessageContainingAll("backbone.ropeTheta", "500000", "10000", "backbone.normEpsilon")
                    .hasMessageNotContainingAny("headWidth", "context");
            assertThat(parameters.names()).isEmpty();
        }
    }

    @Test
    void theCommandTellsAFolderInWordsAndAsJson() {
        MadeCheckpoint made = made("BF16");
        made.shard(folder, map -> {});
        made.write(folder);
        assertThat(command("checkpoint", folder.toString()))
                .contains("Llama, 1 layer, d = 8, 2 heads, 1 of keys and values, 16 positions")
                .contains("V = 20, the output matrix is the embedding")
                .contains("664 parameters in BF16, 2.4 kB", "2 files", "Without a tokenizer.json");
        JsonNode json = Json.parse(folder, command("checkpoint", folder.toString(), "--json"));
        assertThat(json.path("backbone").path("type").asText()).isEqualTo("llama");
        assertThat(json.path("problems")).isEmpty();
        assertThat(command("checkpoint", folder.resolve("absent").toString())).startsWith("Error: ");
    }

    private static String command(String... arguments) {
        StringWriter text = new StringWriter();
        Main.run(arguments, new PrintWriter(text, true), Optional.empty());
        return text.toString();
    }

    /** Tensors are filled in parts of 4 MB; this one has two. */
    @Test
    void largeTensorsAreFilledInParts() {
        int part = 1 << 20;
        try (ParameterSet parameters = new ParameterSet(Engine.torch(), Precision.FLOAT32);
                PartsLoader loader = parameters.loader()) {
            PartsLoader.Parts counting = (from, into, count) -> {
                for (int i = 0; i < count; i++) {
                    into[i] = from + i;
                }
            };
            loader.add("large", counting, Use.FIXED, 2, part / 2 + 3);
            loader.add("small", counting, Use.FIXED, 3);
            float[] values = parameters.values("large");
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i] == i).isTrue();
            }
            assertThat(parameters.values("small")).containsExactly(0, 1, 2);
        }
    }
}
