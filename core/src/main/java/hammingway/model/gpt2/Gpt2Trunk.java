package hammingway.model.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.model.Adapters;
import hammingway.model.Backbone;
import hammingway.model.Cache;
import hammingway.model.Kept;
import hammingway.model.Trunk;
import hammingway.model.Weights;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.util.List;

/** GPT-2 (Radford et al. 2019). Its tensors: {@link Gpt2Weights}. */
public final class Gpt2Trunk implements Trunk {
    private static final String PREFIX = Gpt2Weights.PREFIX;

    /** Tensors of a block, in the order that the operator takes them. */
    private static final List<String> BLOCK = List.of(
            "ln_1.weight",
            "ln_1.bias",
            "attn.c_attn.weight",
            "attn.c_attn.bias",
            "attn.c_proj.weight",
            "attn.c_proj.bias",
            "ln_2.weight",
            "ln_2.bias",
            "mlp.c_fc.weight",
            "mlp.c_fc.bias",
            "mlp.c_proj.weight",
            "mlp.c_proj.bias");

    /** Place of the matrix of queries, keys and values among them. */
    private static final int QKV = 2;

    private final Torch torch;
    private final Backbone.Gpt2 spec;
    private final NDArray tokens;
    private final NDArray positions;
    private final List<List<NDArray>> blocks;
    private final Adapters adapters;
    private final NDArray finalWeight;
    private final NDArray finalBias;

    private Gpt2Trunk(Backbone.Gpt2 spec, Plan plan, Weights weights) {
        ParameterSet parameters = plan.parameters();
        this.torch = plan.torch();
        this.spec = spec;
        this.tokens = parameters.get(PREFIX + "wte");
        this.positions = parameters.get(PREFIX + "wpe");
        List<List<String>> names = Adapters.names(PREFIX + "h.%d.", spec.layers(), BLOCK);
        this.blocks = names.stream().map(parameters::get).toList();
        this.adapters = Adapters.of(plan, weights, names);
        this.finalWeight = parameters.get(PREFIX + "ln_f.weight");
        this.finalBias = parameters.get(PREFIX + "ln_f.bias");
    }

    public static Gpt2Trunk create(Backbone.Gpt2 spec, Plan plan) {
        Weights weights = Gpt2Weights.of(spec, plan.vocabulary());
        weights.make(spec, Gpt2Config::read, plan);
        return new Gpt2Trunk(spec, plan, weights);
    }

    @Override
    public Pass pass(NDManager scope, NDArray ids, boolean training, Kept kept) {
        NDArray heads = scope.create(spec.heads());
        NDArray dropout = scope.create(training ? (float) spec.dropout() : 0);
        NDArray exact = scope.create(spec.activation() == Backbone.Gpt2.Activation.GELU_ERF ? 1 : 0);
        return new Pass() {
            @Override
            public NDArray enter(NDManager into) {
                return torch.call(into, "embed", ids, tokens, positions, dropout, kept.start());
            }

            @Override
            public NDArray block(NDManager into, int i, NDArray x) {
                Adapters.Block lora = adapters.block(i);
                return torch.call(
                        into,
                        "block",
                        x,
                        blocks.get(i),
                        heads,
                        dropout,
                        exact,
                        lora.pairs(),
                        lora.how(training),
                        kept.block(i));
            }

            @Override
            public NDArray leave(NDManager into, NDArray x) {
                return torch.call(into, "final_norm", x, finalWeight, finalBias);
            }
        };
    }

    @Override
    public Cache cache(int batch, int capacity) {
        List<NDArray> matrices = blocks.stream().map(b -> b.get(QKV)).toList();
        return Cache.of(torch, new Cache.Shape(matrices, spec.heads(), spec.width() / spec.heads()), batch, capacity);
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
        return PREFIX + "wte";
    }

    @Override
    public long multiplyAddsPerToken() {
        return spec.multiplyAddsPerToken();
    }
}
