package hammingway.model.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.base.UserPath;
import hammingway.math.SplitRandom;
import hammingway.model.Backbone;
import hammingway.model.Trunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.ParameterSet.Init;
import hammingway.torch.ParameterSet.Use;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * GPT-2 (Radford et al. 2019). Tensors: {@code wte} (V, d), {@code wpe} (P, d), per block {@code h.<i>.} with
 * {@code ln_1, attn.c_attn (3d, d), attn.c_proj (d, d), ln_2, mlp.c_fc (4d, d), mlp.c_proj (d, 4d)}, {@code ln_f}. Matrices are
 * (out, in): the transpose of Hugging Face's.
 */
public final class Gpt2Trunk implements Trunk {
    static final String PREFIX = "trunk.";
    /** Standard deviation of GPT-2's initial weights (Radford et al. 2018, section 4.1). */
    private static final double GPT2_SD = 0.02;

    /** Tensors of a block, in the order that the operator takes them. */
    static final List<String> BLOCK = List.of(
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
        addTensors(spec, vocabulary, parameters, random);
        spec.checkpoint()
                .map(name -> UserPath.resolve(base, name, "backbone.checkpoint"))
                .ifPresent(folder -> Gpt2Checkpoint.load(folder, spec, vocabulary, parameters));
        return new Gpt2Trunk(torch, spec, parameters);
    }

    private static void addTensors(Backbone.Gpt2 spec, int vocabulary, ParameterSet parameters, SplitRandom random) {
        int d = spec.width();
        boolean gpt2 = spec.initialisation() == Backbone.Gpt2.Initialisation.GPT2;
        Init table = new Init.Normal(gpt2 ? GPT2_SD : 1);
        parameters.add(PREFIX + "wte", table, random, Use.EXACT_MATRIX, vocabulary, d);
        parameters.add(PREFIX + "wpe", table, random, Use.EXACT_MATRIX, spec.positionRows(), d);
        for (int i = 0; i < spec.layers(); i++) {
            Linears add = new Linears(parameters, random, PREFIX + "h." + i + ".", gpt2);
            add.norm("ln_1", d);
            add.linear("attn.c_attn", 3 * d, d, spec.qkvBias());
            add.linear("attn.c_proj", d, d, true);
            add.norm("ln_2", d);
            add.linear("mlp.c_fc", 4 * d, d, true);
            add.linear("mlp.c_proj", d, 4 * d, true);
        }
        new Linears(parameters, random, PREFIX, gpt2).norm("ln_f", d);
    }

    private record Linears(ParameterSet parameters, SplitRandom random, String prefix, boolean gpt2) {
        void norm(String name, int d) {
            parameters.add(prefix + name + ".weight", new Init.Constant(1), random, Use.EXACT, d);
            parameters.add(prefix + name + ".bias", new Init.Constant(0), random, Use.EXACT, d);
        }

        /** PyTorch's default for linear layers is uniform within 1 / sqrt(in), for the bias too. */
        void linear(String name, int out, int in, boolean bias) {
            Init uniform = new Init.Uniform(1 / Math.sqrt(in));
            parameters.add(
                    prefix + name + ".weight", gpt2 ? new Init.Normal(GPT2_SD) : uniform, random, Use.MATRIX, out, in);
            // in a reference implementation biases keep PyTorch's default unless zeroed; GPT-2's start at zero
            parameters.add(
                    prefix + name + ".bias",
                    gpt2 || !bias ? new Init.Constant(0) : uniform,
                    random,
                    bias ? Use.BIAS : Use.FIXED_BIAS,
                    out);
        }
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
