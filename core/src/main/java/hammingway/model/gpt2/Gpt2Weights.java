package hammingway.model.gpt2;

import hammingway.model.Backbone;
import hammingway.model.Weight;
import hammingway.model.Weights;
import hammingway.torch.ParameterSet.Init;
import hammingway.torch.ParameterSet.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * GPT-2's tensors: {@code wte} (V, d), {@code wpe} (P, d), per block {@code h.<i>.} with
 * {@code ln_1, attn.c_attn (3d, d), attn.c_proj (d, d), ln_2, mlp.c_fc (4d, d), mlp.c_proj (d, 4d)}, {@code ln_f}. Matrices are
 * (out, in): the transpose of Hugging Face's.
 */
public final class Gpt2Weights {
    static final String PREFIX = "trunk.";
    /** Standard deviation of GPT-2's initial weights (Radford et al. 2018, section 4.1). */
    private static final double GPT2_SD = 0.02;

    /** Causal masks, which old versions of the library saved with each block. */
    private static final Pattern IGNORED = Pattern.compile("h\\.\\d+\\.attn\\.(bias|masked_bias)");

    private final List<Weight> all = new ArrayList<>();
    private final boolean gpt2;

    private Gpt2Weights(boolean gpt2) {
        this.gpt2 = gpt2;
    }

    public static Weights of(Backbone.Gpt2 spec, int vocabulary) {
        Gpt2Weights made = new Gpt2Weights(spec.initialisation() == Backbone.Gpt2.Initialisation.GPT2);
        made.addAll(spec, vocabulary);
        return new Weights(List.copyOf(made.all), List.of("transformer.", ""), IGNORED);
    }

    private void addAll(Backbone.Gpt2 spec, int vocabulary) {
        int d = spec.width();
        Init table = new Init.Normal(gpt2 ? GPT2_SD : 1);
        all.add(Weight.same(PREFIX + "wte", Use.EXACT_MATRIX, table, "wte.weight", vocabulary, d));
        all.add(Weight.same(PREFIX + "wpe", Use.EXACT_MATRIX, table, "wpe.weight", spec.positionRows(), d));
        for (int i = 0; i < spec.layers(); i++) {
            String block = "h." + i + ".";
            norm(block + "ln_1", d);
            linear(block + "attn.c_attn", 3 * d, d, spec.qkvBias());
            linear(block + "attn.c_proj", d, d, true);
            norm(block + "ln_2", d);
            linear(block + "mlp.c_fc", 4 * d, d, true);
            linear(block + "mlp.c_proj", d, 4 * d, true);
        }
        norm("ln_f", d);
    }

    private void norm(String name, int d) {
        all.add(Weight.same(PREFIX + name + ".weight", Use.EXACT, new Init.Constant(1), name + ".weight", d));
        all.add(Weight.same(PREFIX + name + ".bias", Use.EXACT, new Init.Constant(0), name + ".bias", d));
    }

    /** PyTorch's default for linear layers is uniform within 1 / sqrt(in), for the bias too. */
    private void linear(String name, int out, int in, boolean bias) {
        Init uniform = new Init.Uniform(1 / Math.sqrt(in));
        Init matrix = gpt2 ? new Init.Normal(GPT2_SD) : uniform;
        all.add(Weight.transposed(PREFIX + name + ".weight", Use.MATRIX, matrix, name + ".weight", out, in));
        // in a reference implementation biases keep PyTorch's default unless zeroed; GPT-2's start at zero
        all.add(Weight.same(
                PREFIX + name + ".bias",
                bias ? Use.BIAS : Use.FIXED_BIAS,
                gpt2 || !bias ? new Init.Constant(0) : uniform,
                name + ".bias",
                out));
    }
}
