package hammingway.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.torch.Safetensors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders beside the transformers library, whose hidden states are stored with the models. */
class EncoderTest {
    @TempDir
    Path folder;

    private static Path models() {
        try {
            return Path.of(Objects.requireNonNull(EncoderTest.class.getResource("/hammingway/encoders"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<int[]> ids(JsonNode model) {
        return Json.mapper().convertValue(model.path("ids"), new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }

    /** Both texts in one batch, so that the shorter one is padded. */
    private static void requireHidden(Path model, JsonNode expected) {
        EncoderConfig config = EncoderConfig.read(model);
        List<int[]> ids = ids(expected);
        for (String layer : List.of("0", "2", "" + config.layers())) {
            try (Encoder encoder = Encoder.load(Engine.torch(), config, Integer.parseInt(layer));
                    NDManager scope = Engine.torch().scope()) {
                float[] all = encoder.hidden(scope, ids).toFloatArray();
                int row = all.length / ids.size();
                for (int t = 0; t < ids.size(); t++) {
                    JsonNode values = expected.path("hidden").get(t).path(layer);
                    assertThat(values).hasSize(ids.get(t).length * config.width());
                    for (int i = 0; i < values.size(); i++) {
                        assertThat((double) all[t * row + i])
                                .as("layer %s, text %d, value %d", layer, t, i)
                                .isCloseTo(values.get(i).asDouble(), within(1e-4));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta"})
    void hiddenStatesAreThoseOfTransformers(String name) {
        JsonNode expected = Json.read(models().resolve("expected.json"));
        requireHidden(models().resolve(name), expected.path("models").path(name));
    }

    /** As weights that were converted from TensorFlow have them, and without the class's prefix. */
    @Test
    void oldNamesAreRead() throws IOException {
        copy("bert");
        write(name ->
                name.replace("bert.", "").replace("Norm.weight", "Norm.gamma").replace("Norm.bias", "Norm.beta"));
        try (Safetensors file = Safetensors.open(folder)) {
            assertThat(file.names())
                    .contains("encoder.layer.3.output.LayerNorm.gamma", "cls.predictions.bias")
                    .doesNotContain("encoder.layer.3.output.LayerNorm.weight");
        }
        requireHidden(
                folder,
                Json.read(models().resolve("expected.json")).path("models").path("bert"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model_type': 'gpt2'}                    | model_type; \"gpt2\"; bert, roberta, xlm-roberta",
                "{'model_type': 'modernbert'}              | model_type; \"modernbert\"; roberta-large",
                "{'position_embedding_type': 'relative_key'} | position_embedding_type; relative_key; absolute",
                "{'is_decoder': true}                      | is_decoder; true; false",
                "{'hidden_act': 'silu'}                    | hidden_act; silu; gelu_new",
                "{'num_hidden_layers': 1000000000}         | num_hidden_layers; 1000000000; 200",
                "{'num_hidden_layers': 3}                  | encoder.layer.3.attention.output.LayerNorm; config.json tells of no such",
                "{'num_hidden_layers': 5}                  | encoder.layer.4.attention.self.query.weight; missing; 15 more",
                "{'num_attention_heads': 3}                | num_attention_heads; 3; divisor; 16",
                "{'max_position_embeddings': 1000000000}   | position_embeddings; [20, 16]; [1000000000, 16]",
                "{'pad_token_id': -3}                      | pad_token_id; -3; 0 to 149",
                "{'quantization_config': {'quant_method': 'awq'}} | quantization_config; awq"
            })
    void aConfigurationOfAnotherModelIsTold(String edit, String words) throws IOException {
        copy("bert");
        ObjectNode config = (ObjectNode) Json.read(folder.resolve("config.json"));
        Json.parse(folder, edit.replace('\'', '"')).properties().forEach(e -> config.set(e.getKey(), e.getValue()));
        Json.write(folder.resolve("config.json"), config);
        assertThatThrownBy(() -> Encoder.load(Engine.torch(), EncoderConfig.read(folder), 0))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContainingAll(words.split(";\\s*"));
    }

    @Test
    void picklesAndAdaptersAreRefused() throws IOException {
        copy("bert");
        write(name -> name.endsWith("layer.0.output.dense.bias") ? name + ".lora_A" : name);
        assertThatThrownBy(() -> Encoder.load(Engine.torch(), EncoderConfig.read(folder), 1))
                .hasMessageContainingAll("bert.encoder.layer.0.output.dense.bias", "missing", "1 more");
        Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));
        assertThatThrownBy(() -> Encoder.load(Engine.torch(), EncoderConfig.read(folder), 1))
                .hasMessageContainingAll("pickle (pytorch_model.bin)", "save_pretrained");
    }

    @Test
    void theLayerIsThePublishedOneOrNearThreeQuarters() throws IOException {
        Path named = Files.createDirectory(folder.resolve("roberta-large"));
        ObjectNode config = (ObjectNode) Json.read(models().resolve("roberta/config.json"));
        Json.write(named.resolve("config.json"), config.put("num_hidden_layers", 24));
        assertThat(LayerChoice.of(EncoderConfig.read(named), Optional.empty()).layer())
                .isEqualTo(17);
        Json.write(named.resolve("config.json"), config.put("num_hidden_layers", 6)); // not the published model
        assertThat(LayerChoice.of(EncoderConfig.read(named), Optional.empty()).layer())
                .isEqualTo(5);
        EncoderConfig cached = new EncoderConfig(
                Path.of("hub/models--google-bert--bert-base-uncased/snapshots/86b5e0"),
                "",
                "bert",
                12,
                12,
                768,
                3072,
                30_522,
                512,
                2,
                0,
                EncoderConfig.Activation.GELU_ERF,
                1e-12);
        assertThat(LayerChoice.of(cached, Optional.of(12)).layer()).isEqualTo(12);
        assertThat(LayerChoice.of(cached, Optional.empty()).reason()).contains("bert-base-uncased");
        assertThatThrownBy(() -> LayerChoice.of(cached, Optional.of(13)))
                .hasMessageContaining("layer = 13: allowed are 0");
    }

    private void copy(String name) throws IOException {
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            Files.copy(models().resolve(name).resolve(file), folder.resolve(file));
        }
    }

    /** Writes the weights again under other names. */
    private void write(java.util.function.UnaryOperator<String> rename) {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        try (Safetensors file = Safetensors.open(models().resolve("bert"))) {
            new ArrayList<>(file.names()).forEach(n -> tensors.put(rename.apply(n), file.tensor(n)));
        }
        Safetensors.write(folder.resolve("model.safetensors"), tensors, Map.of());
    }
}
