package hammingway.model.opt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.model.Adapters;
import hammingway.model.Cache;
import hammingway.model.Kept;
import hammingway.model.Opt;
import hammingway.model.Trunk;
import hammingway.model.Weights;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.util.List;

/**
 * OPT (Zhang et al. 2022). Its tensors: {@link OptWeights}. Where the embedding has another width than the blocks, the hidden
 * states are those after {@code project_out}: what the model's own output matrix reads.
 */
public final class OptTrunk implements Trunk {
    private static final String PREFIX = OptWeights.PREFIX;

    /** Tensors of a block, in the order that the operator takes them. */
    private static final List<String> BLOCK = List.of(
            "self_attn_layer_norm.weight",
            "self_attn_layer_norm.bias",
            "self_attn.qkv.weight",
            "self_attn.qkv.bias",
            "self_attn.out_proj.weight",
            "self_attn.out_proj.bias",
            "final_layer_norm.weight",
            "final_layer_norm.bias",
            "fc1.weight",
            "fc1.bias",
            "fc2.weight",
            "fc2.bias");

    /** Place of the matrix of queries, keys and values among them. */
    private static final int QKV = 2;

    private final Torch torch;
    private final Opt spec;
    private final ParameterSet parameters;
    private final List<List<NDArray>> blocks;
    private final Adapters adapters;

    private OptTrunk(Opt spec, Plan plan, Weights weights) {
        this.torch = plan.torch();
        this.spec = spec;
        this.parameters = plan.parameters();
        List<List<String>> names = Adapters.names(PREFIX + "layers.%d.", spec.layers(), BLOCK);
        this.blocks = names.stream().map(parameters::get).toList();
        this.adapters = Adapters.of(plan, weights, names);
    }

    public static OptTrunk create(Opt spec, Plan plan) {
        Weights weights = OptWeights.of(spec, plan.vocabulary());
        weights.make(spec, OptConfig::read, plan);
        return new OptTrunk(spec, plan, weights);
    }

    @Override
    public Pass pass(NDManager scope, NDArray ids, boolean training, Kept kept) {
        NDArray heads = scope.create(spec.heads());
        NDArray first = scope.create(spec.normFirst() ? 1 : 0);
        NDArray dropout = scope.create(training ? (float) spec.dropout() : 0);
        return new Pass() {
            @Override
            public NDArray enter(NDManager into) {
                NDArray x = torch.call(into, "embedding", ids, get("embed_tokens.weight"));
                if (spec.projected()) {
                    x = torch.call(into, "project", x, get("project_in.weight"));
                }
                return torch.call(into, "opt_positions", x, get("embed_positions.weight"), kept.start());
            }

            @Override
            public NDArray block(NDManager into, int i, NDArray x) {
                Adapters.Block lora = adapters.block(i);
                return torch.call(
                        into,
                        "opt_block",
                        x,
                        blocks.get(i),
                        heads,
                        first,
                        dropout,
                        lora.pairs(),
                        lora.how(training),
                        kept.block(i));
            }

            @Override
            public NDArray leave(NDManager into, NDArray x) {
                NDArray y = spec.normFirst()
                        ? torch.call(
                                into, "final_norm", x, get("final_layer_norm.weight"), get("final_layer_norm.bias"))
                        : x;
                return spec.projected() ? torch.call(into, "project", y, get("project_out.weight")) : y;
            }
        };
    }

    @Override
    public Cache cache(int batch, int capacity) {
        List<NDArray> matrices = blocks.stream().map(b -> b.get(QKV)).toList();
        return Cache.of(torch, new Cache.Shape(matrices, spec.heads(), spec.blocks() / spec.heads()), batch, capacity);
    }

    @Override
    public int blocks() {
        return spec.layers();
    }

    private NDArray get(String name) {
        return parameters.get(PREFIX + name);
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
