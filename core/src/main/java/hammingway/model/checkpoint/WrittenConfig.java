package hammingway.model.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.model.Backbone;
import hammingway.model.ConfigFile;
import hammingway.model.Llama;
import hammingway.model.Opt;
import hammingway.model.RopeScaling;
import hammingway.torch.SafetensorsWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code config.json} of a model that is written: that of the model which training began with, or, where it began with random
 * weights, one that makes Hugging Face's library compute the same.
 *
 * @param vocabulary rows of the table of tokens, V
 * @param tied       whether the output matrix is that table
 * @param causal     whether the model's own class has a language-modelling head; otherwise it is the backbone's class
 */
public record WrittenConfig(Backbone backbone, int vocabulary, boolean tied, boolean causal) {
    /** @param base the folder that training began with */
    public ObjectNode json(Optional<Path> base, SafetensorsWriter.Type type) {
        ObjectNode json =
                base.map(f -> (ObjectNode) ConfigFile.of(f).json().deepCopy()).orElseGet(this::made);
        json.putArray("architectures").add(architecture(json.path("model_type").asText()));
        json.put("vocab_size", vocabulary).put("tie_word_embeddings", tied);
        // one name in new versions of the library, which read the old one as well
        json.put(
                json.has("dtype") ? "dtype" : "torch_dtype",
                type == SafetensorsWriter.Type.BF16 ? "bfloat16" : "float32");
        for (String token : new String[] {"bos_token_id", "eos_token_id", "pad_token_id"}) {
            if (json.path(token).isIntegralNumber() && json.path(token).asInt() >= vocabulary) {
                json.putNull(token);
            }
        }
        return json;
    }

    private String architecture(String type) {
        return switch (type) {
            case "gpt2" -> causal ? "GPT2LMHeadModel" : "GPT2Model";
            case "opt" -> causal ? "OPTForCausalLM" : "OPTModel";
            case "qwen2" -> causal ? "Qwen2ForCausalLM" : "Qwen2Model";
            default -> causal ? "LlamaForCausalLM" : "LlamaModel";
        };
    }

    private ObjectNode made() {
        ObjectNode json = Json.object();
        switch (backbone) {
            case Backbone.Gpt2 g -> gpt2(g, json);
            case Opt o -> opt(o, json);
            case Llama l -> llama(l, json);
        }
        return json.putNull("bos_token_id").putNull("eos_token_id").putNull("pad_token_id");
    }

    private static void gpt2(Backbone.Gpt2 g, ObjectNode json) {
        json.put("model_type", "gpt2").put("n_layer", g.layers()).put("n_head", g.heads());
        json.put("n_embd", g.width()).put("n_positions", g.positionRows()).putNull("n_inner");
        json.put("activation_function", g.activation() == Backbone.Gpt2.Activation.GELU_ERF ? "gelu" : "gelu_new");
        json.put("resid_pdrop", g.dropout()).put("embd_pdrop", g.dropout()).put("attn_pdrop", g.dropout());
        json.put("layer_norm_epsilon", 1e-5);
    }

    private static void opt(Opt o, ObjectNode json) {
        json.put("model_type", "opt").put("num_hidden_layers", o.layers()).put("num_attention_heads", o.heads());
        json.put("hidden_size", o.blocks())
                .put("word_embed_proj_dim", o.width())
                .put("ffn_dim", o.units());
        json.put("max_position_embeddings", o.positionRows() - Opt.PADDING_ROWS)
                .put("do_layer_norm_before", o.normFirst());
        json.put("activation_function", "relu").put("dropout", o.dropout()).put("attention_dropout", 0.0);
    }

    private static void llama(Llama l, ObjectNode json) {
        json.put("model_type", l.qkvBias() ? "qwen2" : "llama");
        json.put("num_hidden_layers", l.layers()).put("num_attention_heads", l.heads());
        json.put("num_key_value_heads", l.keyHeads()).put("head_dim", l.headNumbers());
        json.put("hidden_size", l.width()).put("intermediate_size", l.units());
        json.put("max_position_embeddings", l.positions() == 0 ? l.context() : l.positions());
        json.put("hidden_act", "silu").put("rms_norm_eps", l.normEpsilon()).put("rope_theta", l.ropeTheta());
        switch (l.ropeScaling()) {
            case RopeScaling.None none -> json.putNull("rope_scaling");
            case RopeScaling.Linear linear ->
                json.putObject("rope_scaling").put("rope_type", "linear").put("factor", linear.factor());
            case RopeScaling.Llama3 llama3 ->
                json.putObject("rope_scaling")
                        .put("rope_type", "llama3")
                        .put("factor", llama3.factor())
                        .put("low_freq_factor", llama3.lowTurns())
                        .put("high_freq_factor", llama3.highTurns())
                        .put("original_max_position_embeddings", llama3.originalPositions());
        }
    }
}
