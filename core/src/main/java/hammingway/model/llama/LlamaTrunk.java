package hammingway.model.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.model.Adapters;
import hammingway.model.Cache;
import hammingway.model.Kept;
import hammingway.model.Llama;
import hammingway.model.Trunk;
import hammingway.model.Weights;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.util.ArrayList;
import java.util.List;

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

    /** Place of the matrix of queries, keys and values among them. */
    private static final int QKV = 1;

    private final Torch torch;
    private final Llama spec;
    private final NDArray tokens;
    private final NDArray finalWeight;
    private final List<List<NDArray>> blocks;
    private final Adapters adapters;

    private LlamaTrunk(Llama spec, Plan plan, Weights weights) {
        ParameterSet parameters = plan.parameters();
        this.torch = plan.torch();
        this.spec = spec;
        this.tokens = parameters.get(PREFIX + "embed_tokens.weight");
        this.finalWeight = parameters.get(PREFIX + "norm.weight");
        List<String> tensors = new ArrayList<>(BLOCK);
        if (spec.qkvBias()) {
            tensors.add("self_attn.qkv.bias");
        }
        List<List<String>> names = Adapters.names(PREFIX + "layers.%d.", spec.layers(), tensors);
        this.blocks = names.stream().map(parameters::get).toList();
        this.adapters = Adapters.of(plan, weights, names);
    }

    public static LlamaTrunk create(Llama spec, Plan plan) {
        Weights weights = LlamaWeights.of(spec, plan.vocabulary());
        weights.make(spec, LlamaConfig::read, plan);
        return new LlamaTrunk(spec, plan, weights);
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
    public Pass pass(NDManager scope, NDArray ids, boolean training, Kept kept) {
        NDArray shape = scope.create(new long[] {spec.heads(), spec.keyHeads()});
        NDArray epsilon = scope.create(spec.normEpsilon());
        NDArray dropout = scope.create(training ? (float) spec.dropout() : 0);
        NDArray angles = torch.call(scope, "rotary", ids, scope.create(frequencies(spec)), kept.start());
        return new Pass() {
            @Override
            public NDArray enter(NDManager into) {
                return torch.call(into, "embedding", ids, tokens);
            }

            @Override
            public NDArray block(NDManager into, int i, NDArray x) {
                Adapters.Block lora = adapters.block(i);
                return torch.call(
                        into,
                        "llama_block",
                        x,
                        blocks.get(i),
                        angles,
                        shape,
                        epsilon,
                        dropout,
                        lora.pairs(),
                        lora.how(training),
                        kept.block(i));
            }

            @Override
            public NDArray leave(NDManager into, NDArray x) {
                return torch.call(into, "rms_norm", x, finalWeight, epsilon);
            }
        };
    }

    @Override
    public Cache cache(int batch, int capacity) {
        List<NDArray> matrices = blocks.stream().map(b -> b.get(QKV)).toList();
        return Cache.of(torch, new Cache.Shape(matrices, spec.keyHeads(), spec.headNumbers()), batch, capacity);
    }

    @Override
    public int blocks() {
        return spec.layers();
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
