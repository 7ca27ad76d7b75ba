package hammingway.model;

import ai.djl.ndarray.NDArray;
import hammingway.base.Problem;
import hammingway.math.SplitRandom;
import hammingway.torch.ParameterSet;
import hammingway.torch.ParameterSet.Init;
import hammingway.torch.ParameterSet.Use;
import hammingway.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The low-rank adapters of a trunk (LoRA, Hu et al. 2022), as its blocks take them. A layer's change is {@code alpha / r B A} with
 * {@code A} (r, in), which starts uniform within 1 / sqrt(in), and {@code B} (out, r), which starts as 0: an untrained adapter changes
 * nothing. Tensors are named {@code lora.<layer>.A} and {@code .B} by the layer's name in a checkpoint.
 */
public final class Adapters {
    /** Every linear layer of the blocks. */
    public static final String ALL = "all-linear";

    /** Layers of queries and values, of which no family has all: what PEFT changes unless it is told otherwise. */
    private static final Set<String> USUAL = Set.of("c_attn", "q_proj", "v_proj");

    private final List<Block> blocks;

    /** The adapters of one block: pairs A, B, and the numbers that go with them in training and outside. */
    public record Block(List<NDArray> pairs, NDArray training, NDArray asking) {
        /** The factor, the share dropped, and the places of the pairs. */
        public NDArray how(boolean inTraining) {
            return inTraining ? training : asking;
        }
    }

    /**
     * A linear layer of a block, as a checkpoint names it: it may be a part of a larger matrix of ours.
     *
     * @param weight the matrix in the parameter set
     * @param name   in a checkpoint, without prefix and {@code .weight}, such as {@code layers.0.self_attn.q_proj}
     * @param first  row of the matrix where it begins
     */
    public record Layer(String weight, String name, long outputs, long inputs, long first) {
        /** The name without its place, such as {@code q_proj}. */
        public String kind() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        /** The name of its adapter's matrix A in a parameter set; see {@link #b}. */
        public String a() {
            return Tuning.ADAPTER + name + ".A";
        }

        public String b() {
            return Tuning.ADAPTER + name + ".B";
        }

        boolean isTarget(Tuning.Lora lora) {
            if (lora.targets().isEmpty()) {
                return USUAL.contains(kind());
            }
            return lora.targets().stream().anyMatch(t -> t.equals(ALL) || t.equals(name) || name.endsWith("." + t));
        }
    }

    private Adapters(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** All linear layers of the blocks of a backbone. */
    public static List<Layer> layers(Weights weights) {
        List<Layer> layers = new ArrayList<>();
        for (Weight w : weights.all()) {
            if (w.use() == Use.MATRIX && Tuning.block(w.name()).isPresent()) {
                long first = 0;
                for (Weight.Part part : w.parts()) {
                    String name = part.name().substring(0, part.name().length() - ".weight".length());
                    long outputs = w.transposed() ? w.shape()[0] : part.shape()[0];
                    layers.add(new Layer(w.name(), name, outputs, w.shape()[1], first));
                    first += outputs;
                }
            }
        }
        return layers;
    }

    /** Names that a backbone's layers go by, such as {@code q_proj}: what targets can be. */
    public static List<String> kinds(Backbone backbone) {
        return layers(Trunk.weights(backbone, 1)).stream()
                .map(Layer::kind)
                .distinct()
                .toList();
    }

    /** The layers that are changed. */
    public static List<Layer> targets(Weights weights, Tuning tuning) {
        return tuning instanceof Tuning.Lora lora
                ? layers(weights).stream().filter(l -> l.isTarget(lora)).toList()
                : List.of();
    }

    /** Trained values of the adapters of a backbone: r (in + out) a layer. */
    public static long parameters(Backbone backbone, Tuning tuning) {
        return tuning instanceof Tuning.Lora lora
                ? targets(Trunk.weights(backbone, 1), tuning).stream()
                        .mapToLong(l -> lora.rank() * (l.inputs() + l.outputs()))
                        .sum()
                : 0;
    }

    /** Names of layers that the backbone has not, and more trained blocks than there are; paths relative to the tuning. */
    public static List<Problem> problems(Backbone backbone, Tuning tuning) {
        List<Problem> problems = new ArrayList<>();
        if (tuning instanceof Tuning.LastLayers last && last.layers() > backbone.layers()) {
            problems.add(new Problem(
                    "layers",
                    "" + last.layers(),
                    "at most the backbone's " + backbone.layers(),
                    "Lower it, or choose full"));
        }
        if (tuning instanceof Tuning.Lora lora) {
            List<Layer> all = layers(Trunk.weights(backbone, 1));
            for (String target : lora.targets()) {
                Tuning.Lora alone = new Tuning.Lora(lora.rank(), lora.alpha(), lora.dropout(), List.of(target));
                if (all.stream().noneMatch(l -> l.isTarget(alone))) {
                    List<String> kinds =
                            all.stream().map(Layer::kind).distinct().toList();
                    problems.add(new Problem(
                            "targets",
                            target,
                            ALL + ", or layers of " + backbone.family() + ": " + String.join(", ", kinds),
                            "Name layers that the backbone has"));
                }
            }
        }
        return problems;
    }

    /** Adds untrained adapters to the set. */
    static void add(Weights weights, Tuning tuning, ParameterSet parameters, SplitRandom random) {
        if (tuning instanceof Tuning.Lora lora) {
            for (Layer l : targets(weights, lora)) {
                Init uniform = new Init.Uniform(1 / Math.sqrt((double) l.inputs()));
                parameters.add(l.a(), uniform, random, Use.MATRIX, lora.rank(), l.inputs());
                parameters.add(l.b(), new Init.Constant(0), random, Use.MATRIX, l.outputs(), lora.rank());
            }
        }
    }

    /**
     * The adapters of a trunk's blocks, none for most.
     *
     * @param names tensors of each block in the order that its operator takes them
     */
    public static Adapters of(Trunk.Plan plan, Weights weights, List<List<String>> names) {
        List<Layer> targets = targets(weights, plan.tuning());
        Torch torch = plan.torch();
        NDArray none = torch.manager().create(0f);
        return new Adapters(names.stream()
                .map(block -> block(
                        plan,
                        block,
                        targets.stream().filter(l -> block.contains(l.weight())).toList(),
                        none))
                .toList());
    }

    private static Block block(Trunk.Plan plan, List<String> names, List<Layer> layers, NDArray none) {
        List<NDArray> pairs = new ArrayList<>();
        double[] how = new double[2 + 2 * layers.size()];
        for (int i = 0; i < layers.size(); i++) {
            Layer l = layers.get(i);
            pairs.add(plan.parameters().get(l.a()));
            pairs.add(plan.parameters().get(l.b()));
            how[2 + 2 * i] = names.indexOf(l.weight());
            how[3 + 2 * i] = l.first();
        }
        if (plan.tuning() instanceof Tuning.Lora lora) {
            how[0] = lora.factor();
            how[1] = lora.dropout();
        }
        double[] asking = how.clone();
        asking[1] = 0;
        return new Block(
                pairs.isEmpty() ? List.of(none) : pairs,
                plan.torch().manager().create(how),
                plan.torch().manager().create(asking));
    }

    /** @param i number of the block */
    public Block block(int i) {
        return blocks.get(i);
    }

    /** Names of the tensors of each block; the prefix has {@code %d} for the block's number. */
    public static List<List<String>> names(String prefix, int blocks, List<String> tensors) {
        return IntStream.range(0, blocks)
                .mapToObj(
                        i -> tensors.stream().map(t -> prefix.formatted(i) + t).toList())
                .toList();
    }
}
