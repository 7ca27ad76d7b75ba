package hammingway.model.llama;

import hammingway.model.Llama;
import hammingway.model.Weight;
import hammingway.model.Weight.Part;
import hammingway.model.Weights;
import hammingway.torch.ParameterSet.Init;
import hammingway.torch.ParameterSet.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Llama's tensors, with w numbers a head, H heads and K of keys and values: {@code embed_tokens} (V, d), per block
 * {@code layers.<i>.} with {@code input_layernorm, self_attn.qkv ((H + 2K) w, d), self_attn.o_proj (d, H w),
 * post_attention_layernorm, mlp.gate_up (2F, d), mlp.down_proj (d, F)}, {@code norm}. Matrices that read the same state are one
 * here: the rows of q_proj, k_proj and v_proj, and those of gate_proj and up_proj, in this order.
 */
public final class LlamaWeights {
    static final String PREFIX = "trunk.";
    /** Standard deviation of the initial weights, the library's default. */
    private static final Init NORMAL = new Init.Normal(0.02);

    /** Frequencies, which old versions of the library saved with each block. */
    private static final Pattern IGNORED = Pattern.compile("layers\\.\\d+\\.self_attn\\.rotary_emb\\.inv_freq");

    private final List<Weight> all = new ArrayList<>();

    private LlamaWeights() {}

    public static Weights of(Llama spec, int vocabulary) {
        LlamaWeights made = new LlamaWeights();
        made.addAll(spec, vocabulary);
        return new Weights(List.copyOf(made.all), List.of("model.", ""), IGNORED);
    }

    private void addAll(Llama spec, int vocabulary) {
        int d = spec.width();
        int units = spec.units();
        same("embed_tokens.weight", Use.EXACT_MATRIX, vocabulary, d);
        for (int i = 0; i < spec.layers(); i++) {
            String block = "layers." + i + ".";
            norm(block + "input_layernorm.weight", d);
            attention(block + "self_attn.", spec);
            same(block + "self_attn.o_proj.weight", Use.MATRIX, d, spec.queryWidth());
            norm(block + "post_attention_layernorm.weight", d);
            String mlp = block + "mlp.";
            List<Part> gated =
                    List.of(new Part(mlp + "gate_proj.weight", units, d), new Part(mlp + "up_proj.weight", units, d));
            all.add(Weight.joined(PREFIX + mlp + "gate_up.weight", Use.MATRIX, NORMAL, gated));
            same(mlp + "down_proj.weight", Use.MATRIX, d, units);
        }
        norm("norm.weight", d);
    }

    private void attention(String name, Llama spec) {
        long d = spec.width();
        long queries = spec.queryWidth();
        long keys = spec.keyWidth();
        List<Part> matrices = List.of(
                new Part(name + "q_proj.weight", queries, d),
                new Part(name + "k_proj.weight", keys, d),
                new Part(name + "v_proj.weight", keys, d));
        all.add(Weight.joined(PREFIX + name + "qkv.weight", Use.MATRIX, NORMAL, matrices));
        if (spec.qkvBias()) {
            List<Part> biases = List.of(
                    new Part(name + "q_proj.bias", queries),
                    new Part(name + "k_proj.bias", keys),
                    new Part(name + "v_proj.bias", keys));
            all.add(Weight.joined(PREFIX + name + "qkv.bias", Use.BIAS, new Init.Constant(0), biases));
        }
    }

    private void norm(String name, int d) {
        all.add(Weight.same(PREFIX + name, Use.EXACT, new Init.Constant(1), name, d));
    }

    private void same(String name, Use use, long... shape) {
        all.add(Weight.same(PREFIX + name, use, NORMAL, name, shape));
    }
}
