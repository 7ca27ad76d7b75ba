package hammingway.model.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.math.SplitRandom;
import hammingway.model.Backbone;
import hammingway.model.Trunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private final Torch torch;
    private final Backbone.Gpt2 spec;
    private final NDArray tokens;
    private final NDArray positions;
    private final List<List<NDArray>> blocks = new ArrayList<>();
    private final NDArray finalWeight;
    private final NDArray finalBias;

    private Gpt2Trunk(Torch torch, Backbone.Gpt2 spec, ParameterSet parameters) {
        this.torch = torch;
        this.spec = spec;
        this.tokens = parameters.get(PREFIX + "wte");
        this.positions = parameters.get(PREFIX + "wpe");
        for (int i = 0; i < spec.layers(); i++) {
            String block = PREFIX + "h." + i + ".";
            blocks.add(parameters.get(BLOCK.stream().map(n -> block + n).toList()));
        }
        this.finalWeight = parameters.get(PREFIX + "ln_f.weight");
        this.finalBias = parameters.get(PREFIX + "ln_f.bias");
    }

    public static Gpt2Trunk create(
            Torch torch, Backbone.Gpt2 spec, int vocabulary, ParameterSet parameters, SplitRandom random, Path base) {
        Gpt2Weights.of(spec, vocabulary).make(spec, Gpt2Config::read, parameters, random, base);
        return new Gpt2Trunk(torch, spec, parameters);
    }

    @Override
    public NDArray hidden(NDManager scope, NDArray ids, boolean training) {
        float drop = training ? (float) spec.dropout() : 0;
        int erf = spec.activation() == Backbone.Gpt2.Activation.GELU_ERF ? 1 : 0;
        NDArray heads = scope.create(spec.heads());
        NDArray dropout = scope.create(drop);
        NDArray exact = scope.create(erf);
        NDArray x = torch.call(scope, "embed", ids, tokens, positions, dropout);
        for (List<NDArray> block : blocks) {
            x = torch.call(scope, "block", x, block, heads, dropout, exact);
        }
        return torch.call(scope, "final_norm", x, finalWeight, finalBias);
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
