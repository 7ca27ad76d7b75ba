package hammingway.model.opt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.math.SplitRandom;
import hammingway.model.Opt;
import hammingway.model.Trunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

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

    private final Torch torch;
    private final Opt spec;
    private final ParameterSet parameters;
    private final List<List<NDArray>> blocks;

    private OptTrunk(Torch torch, Opt spec, ParameterSet parameters) {
        this.torch = torch;
        this.spec = spec;
        this.parameters = parameters;
        this.blocks = IntStream.range(0, spec.layers())
                .mapToObj(i -> parameters.get(BLOCK.stream()
                        .map(n -> PREFIX + "layers." + i + "." + n)
                        .toList()))
                .toList();
    }

    public static OptTrunk create(
            Torch torch, Opt spec, int vocabulary, ParameterSet parameters, SplitRandom random, Path base) {
        OptWeights.of(spec, vocabulary).make(spec, OptConfig::read, parameters, random, base);
        return new OptTrunk(torch, spec, parameters);
    }

    @Override
    public NDArray hidden(NDManager scope, NDArray ids, boolean training) {
        NDArray heads = scope.create(spec.heads());
        NDArray first = scope.create(spec.normFirst() ? 1 : 0);
        NDArray dropout = scope.create(training ? (float) spec.dropout() : 0);
        NDArray x = torch.call(scope, "embedding", ids, get("embed_tokens.weight"));
        if (spec.projected()) {
            x = torch.call(scope, "project", x, get("project_in.weight"));
        }
        x = torch.call(scope, "opt_positions", x, get("embed_positions.weight"), scope.create(0));
        for (List<NDArray> block : blocks) {
            x = torch.call(scope, "opt_block", x, block, heads, first, dropout);
        }
        if (spec.normFirst()) {
            x = torch.call(scope, "final_norm", x, get("final_layer_norm.weight"), get("final_layer_norm.bias"));
        }
        return spec.projected() ? torch.call(scope, "project", x, get("project_out.weight")) : x;
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
