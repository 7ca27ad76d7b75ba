package hammingway.model.opt;

import hammingway.model.Opt;
import hammingway.model.Weight;
import hammingway.model.Weight.Part;
import hammingway.model.Weights;
import hammingway.torch.ParameterSet.Init;
import hammingway.torch.ParameterSet.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * OPT's tensors: {@code embed_tokens} (V, d), {@code embed_positions} (2 + P, D), where the blocks' width D is not d
 * {@code project_in} (D, d) and {@code project_out} (d, D), per block {@code layers.<i>.} with {@code self_attn_layer_norm,
 * self_attn.qkv (3D, D), self_attn.out_proj (D, D), final_layer_norm, fc1 (F, D), fc2 (D, F)}, and with norms before their
 * layers {@code final_layer_norm}. Queries, keys and values are one matrix here and three in the file.
 */
public final class OptWeights {
    static final String PREFIX = "trunk.";
    /** Standard deviation of the initial weights, the library's default. */
    private static final Init NORMAL = new Init.Normal(0.02);

    private static final Init ZERO = new Init.Constant(0);
    private static final Pattern IGNORED = Pattern.compile("(?!)");

    private final List<Weight> all = new ArrayList<>();

    private OptWeights() {}

    public static Weights of(Opt spec, int vocabulary) {
        OptWeights made = new OptWeights();
        made.addAll(spec, vocabulary);
        return new Weights(List.copyOf(made.all), List.of("model.decoder.", "decoder.", ""), IGNORED);
    }

    private void addAll(Opt spec, int vocabulary) {
        int d = spec.blocks();
        same("embed_tokens.weight", Use.EXACT_MATRIX, NORMAL, vocabulary, spec.width());
        same("embed_positions.weight", Use.EXACT_MATRIX, NORMAL, spec.positionRows(), d);
        if (spec.projected()) {
            same("project_in.weight", Use.MATRIX, NORMAL, d, spec.width());
        }
        for (int i = 0; i < spec.layers(); i++) {
            String block = "layers." + i + ".";
            norm(block + "self_attn_layer_norm", d);
            attention(block + "self_attn.", d);
            linear(block + "self_attn.out_proj", d, d);
            norm(block + "final_layer_norm", d);
            linear(block + "fc1", spec.units(), d);
            linear(block + "fc2", d, spec.units());
        }
        if (spec.normFirst()) {
            norm("final_layer_norm", d);
        }
        if (spec.projected()) {
            same("project_out.weight", Use.MATRIX, NORMAL, spec.width(), d);
        }
    }

    private void attention(String name, int d) {
        List<String> parts = List.of("q_proj", "k_proj", "v_proj");
        Stream<Part> matrices = parts.stream().map(p -> new Part(name + p + ".weight", d, d));
        Stream<Part> biases = parts.stream().map(p -> new Part(name + p + ".bias", d));
        all.add(Weight.joined(PREFIX + name + "qkv.weight", Use.MATRIX, NORMAL, matrices.toList()));
        all.add(Weight.joined(PREFIX + name + "qkv.bias", Use.BIAS, ZERO, biases.toList()));
    }

    private void norm(String name, int d) {
        same(name + ".weight", Use.EXACT, new Init.Constant(1), d);
        same(name + ".bias", Use.EXACT, ZERO, d);
    }

    private void linear(String name, int out, int in) {
        same(name + ".weight", Use.MATRIX, NORMAL, out, in);
        same(name + ".bias", Use.BIAS, ZERO, out);
    }

    private void same(String name, Use use, Init init, long... shape) {
        all.add(Weight.same(PREFIX + name, use, init, name, shape));
    }
}
