package hammingway.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.math.SplitRandom;
import hammingway.model.Llama;
import hammingway.model.RopeScaling;
import hammingway.model.Tuning;
import hammingway.torch.Safetensors;
import hammingway.torch.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adapters as PEFT 0.21 writes them, and the files that exports are made of. */
class PeftAdapterTest {
    /** What {@code LoraConfig(...).save_pretrained} wrote for two layers of a Llama, but for most of the null fields. */
    private static final String CONFIG = """
            {"alpha_pattern": {}, "base_model_name_or_path": "llama", "bias": "none", "ensure_weight_tying": false,
             "fan_in_fan_out": false, "inference_mode": true, "init_lora_weights": true, "layer_replication": null,
             "loftq_config": {}, "lora_alpha": 8, "lora_bias": false, "lora_dropout": 0.1, "megatron_core": "megatron.core",
             "modules_to_save": null, "peft_type": "LORA", "peft_version": "0.21.0", "qalora_group_size": 16, "r": 2,
             "rank_pattern": {}, "target_modules": ["v_proj", "down_proj"], "task_type": "CAUSAL_LM", "use_dora": false,
             "use_qalora": false, "use_rslora": false}""";

    private static final Llama LLAMA =
            new Llama(1, 2, 0, 4, 6, 0, 8, 0, 10_000, new RopeScaling.None(), 1e-5, false, 0, Optional.empty());

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        Json.write(folder.resolve("adapter_config.json"), Json.parse(Path.of("adapter_config.json"), CONFIG));
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        put(tensors, "mlp.down_proj", 6, 4);
        put(tensors, "self_attn.v_proj", 4, 4);
        Safetensors.write(folder.resolve("adapter_model.safetensors"), tensors, Map.of("format", "pt"));
    }

    private static void put(Map<String, Safetensors.Tensor> tensors, String layer, int in, int out) {
        String name = "base_model.model.model.layers.0." + layer;
        tensors.put(name + ".lora_A.weight", new Safetensors.Tensor(new long[] {2, in}, new float[2 * in]));
        tensors.put(name + ".lora_B.weight", new Safetensors.Tensor(new long[] {out, 2}, new float[2 * out]));
    }

    @Test
    void aPlainAdapterIsReadAndWhatDiffersInARunIsToldPerField() {
        PeftAdapter adapter = PeftAdapter.read(folder);
        Tuning.Lora lora = adapter.tuning();
        assertThat(lora)
                .isEqualTo(new Tuning.Lora(2, 8, 0.1, List.of("down_proj", "v_proj"), Optional.of(folder.toString())));
        assertThat(adapter.problems(LLAMA, lora)).isEmpty();
        List<Problem> problems = adapter.problems(LLAMA, new Tuning.Lora(4, 16, 0, List.of("v_proj")));
        assertThat(problems).extracting(Problem::path).containsExactly("rank", "alpha", "targets");
        assertThat(problems.getLast().toString()).contains("[v_proj]").contains("v_proj, down_proj");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "peft_type;\"ADALORA\"",
                "use_dora;true",
                "use_rslora;true",
                "lora_bias;true",
                "bias;\"all\"",
                "rank_pattern;{\"v_proj\": 4}",
                "alpha_pattern;{\"v_proj\": 4}",
                "modules_to_save;[\"lm_head\"]",
                "layer_replication;[[0, 1]]",
                "init_lora_weights;\"pissa\"",
                "something_new;3",
                "r;2.5",
                "lora_alpha;\"8\""
            })
    void whatPlainLoraHasNotIsRefusedByName(String field, String value) {
        Path file = folder.resolve("adapter_config.json");
        ObjectNode config = (ObjectNode) Json.read(file);
        Json.write(file, config.set(field, Json.parse(file, value)));
        assertThatThrownBy(() -> PeftAdapter.read(folder))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining(field)
                .hasMessageContaining("adapter_config.json");
    }

    @Test
    void picklesAreRefusedUnread() throws IOException {
        Files.delete(folder.resolve("adapter_model.safetensors"));
        Files.writeString(folder.resolve("adapter_model.bin"), "x");
        assertThatThrownBy(() -> PeftAdapter.read(folder)).hasMessageContaining("pickle");
    }

    @Test
    void aChangeIsTheProductInAnyPartAndTransposed() {
        long seed = 11;
        SplitRandom random = new SplitRandom(seed);
        int rows = 5;
        int columns = 7;
        float[] b = random(random, rows * 3);
        float[] a = random(random, 3 * columns);
        LowRank change = new LowRank(b, a, 3, 0.5f);
        float[] parts = new float[rows * columns];
        float[] part = new float[4];
        for (int from = 0; from < parts.length; from += 4) {
            int count = Math.min(4, parts.length - from);
            java.util.Arrays.fill(part, 1);
            change.addTo(from, part, count);
            System.arraycopy(part, 0, parts, from, count);
        }
        float[] turned = new float[rows * columns];
        change.transposed().addTo(0, turned, turned.length);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double expected = 0;
                for (int k = 0; k < 3; k++) {
                    expected += 0.5 * b[r * 3 + k] * a[k * columns + c];
                }
                assertThat((double) parts[r * columns + c]).as("seed %d", seed).isCloseTo(1 + expected, within(1e-6));
                assertThat((double) turned[c * rows + r]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    private static float[] random(SplitRandom random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void largeModelsAreWrittenInShardsAndBfloat16IsRoundedToEven() {
        float[] exact = {1, -2.5f, 0};
        // halves of the last place: 1 + 2^-8 goes down to 1, 1 + 3 * 2^-8 up to 1 + 2^-6
        float[] halves = {1 + 1 / 256f, 1 + 3 / 256f, -3.3e38f};
        List<SafetensorsWriter.Entry> entries = List.of(
                SafetensorsWriter.Entry.of(
                        "a", SafetensorsWriter.Type.F32, new Safetensors.Tensor(new long[] {3}, exact)),
                SafetensorsWriter.Entry.of(
                        "b", SafetensorsWriter.Type.BF16, new Safetensors.Tensor(new long[] {3, 1}, halves)),
                SafetensorsWriter.Entry.of(
                        "c", SafetensorsWriter.Type.F32, new Safetensors.Tensor(new long[] {3}, exact)));
        ModelShards.write(folder, entries, 20, Progress.NONE);
        assertThat(folder.resolve("model-00002-of-00002.safetensors")).exists();
        assertThat(folder.resolve("model.safetensors")).doesNotExist();
        try (Safetensors all = Safetensors.open(folder)) {
            assertThat(all.names()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(all.tensor("a", 3).values()).containsExactly(exact);
            assertThat(all.dtype("b")).isEqualTo("BF16");
            assertThat(all.tensor("b", 3, 1).values()[0]).isEqualTo(1);
            assertThat(all.tensor("b", 3, 1).values()[1]).isEqualTo(1.015625f);
            assertThat(all.tensor("b", 3, 1).values()[2]).isCloseTo(-3.3e38f, within(1e36f));
        }
    }
}
