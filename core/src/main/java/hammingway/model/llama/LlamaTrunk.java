package hammingway.model.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.math.SplitRandom;
import hammingway.model.Llama;
import hammingway.model.Trunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Llama, TinyLlama and Qwen2 (with biases of queries, keys and values). Its tensors: {@link LlamaWeights}. */
public final class LlamaTrunk implements Trunk {
    private static final String PREFIX = LlamaWeights.PREFIX;

    /** Tensors of a block, in the order that the operator takes them. */
    private static final List<String> BLOCK = List.of(
            "input_layernorm.weight",
            "self_attn.qkv.weight",
            "self_attn.o_proj.weight",
            "post_attention_layernorm.weight",
            "mlp.gate_up.weight",
            "mlp.down_proj.weight");

    private final Torch torch;
    private final Llama spec;
    private final NDArray tokens;
    private final NDArray finalWeight;
    private final List<List<NDArray>> blocks;

    private LlamaTrunk(Torch torch, Llama spec, ParameterSet parameters) {
        this.torch = torch;
        this.spec = spec;
        this.tokens = parameters.get(PREFIX + "embed_tokens.weight");
        this.finalWeight = parameters.get(PREFIX + "norm.weight");
        List<String> names = new ArrayList<>(BLOCK);
        if (spec.qkvBias()) {
            names.add("self_attn.qkv.bias");
        }
        this.blocks = IntStream.range(0, spec.layers())
                .mapToObj(i -> parameters.get(names.stream()
                        .map(n -> PREFIX + "layers." + i + "." + n)
                        .toList()))
                .toList();
    }

    public static LlamaTrunk create(
            Torch torch, Llama spec, int vocabulary, ParameterSet parameters, SplitRandom random, Path base) {
        LlamaWeights.of(spec, vocabulary).make(spec, LlamaConfig::read, parameters, random, base);
        return new LlamaTrunk(torch, spec, parameters);
    }

    /** Radians a position of each pair of a head's numbers (Su et al. 2021, equation 15), as float32, in which they are used. */
    static float[] frequencies(Llama spec) {
        float[] frequencies = new float[spec.headNumbers() / 2];
        for (int i = 0; i < frequencies.length; i++) {
            double plain = Math.pow(spec.ropeTheta(), -2.0 * i / spec.headNumbers());
            frequencies[i] = (float) spec.ropeScaling().scaled(plain);
        }
        return frequencies;
    }

    @Override
    public NDArray hidden(NDManager scope, NDArray ids, boolean training) {
        NDArray shape = scope.create(new long[] {spec.heads(), spec.keyHeads()});
        NDArray epsilon = scope.create(spec.normEpsilon());
        NDArray dropout = scope.create(training ? (float) spec.dropout() : 0);
        NDArray angles = torch.call(scope, "rotary", ids, scope.create(frequencies(spec)), scope.create(0));
        NDArray x = torch.call(scope, "embedding", ids, tokens);
        for (List<NDArray> block : blocks) {
            x = torch.call(scope, "llama_block", x, block, angles, shape, epsilon, dropout);
        }
        return torch.call(scope, "rms_norm", x, finalWeight, epsilon);
    }

    @Override
    public int width() {
        return spec.width();
    }

    @Override
    public String embedding() {
        return PREFIX + "embed_tokens.weight";
    }

    @Override
    public long multiplyAddsPerToken() {
        return spec.multiplyAddsPerToken();
    }
}
