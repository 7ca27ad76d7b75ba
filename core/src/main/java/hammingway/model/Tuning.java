package hammingway.model;

import hammingway.base.Doc;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which weights are trained. The decision layer's own always are; what is not trained has no gradient and no optimiser state. */
public sealed interface Tuning {
    /** Tensors of transformer blocks, in all families. */
    Pattern BLOCK = Pattern.compile("\\.(?:h|layers)\\.(\\d+)\\.");

    /** Names of a decision layer's tensors begin so. */
    String HEAD = "head.";

    /** Names of adapters' tensors begin so. */
    String ADAPTER = "lora.";

    /**
     * Whether a tensor is trained.
     *
     * @param name   in the parameter set
     * @param blocks of the backbone
     */
    boolean trains(String name, int blocks);

    /** All weights. */
    @Doc("All weights of backbone and decision layer")
    record Full() implements Tuning {
        @Override
        public boolean trains(String name, int blocks) {
            return true;
        }
    }

    /** The decision layer alone. */
    @Doc("The decision layer alone; the backbone stays as it is")
    record HeadOnly() implements Tuning {
        @Override
        public boolean trains(String name, int blocks) {
            return name.startsWith(HEAD);
        }
    }

    /** The decision layer and the end of the backbone. */
    @Doc("The decision layer, the last blocks of the backbone and all that follows them")
    record LastLayers(
            @Doc(
                    value = "Transformer blocks that are trained, counted from the last",
                    min = 1,
                    max = 200,
                    byDefault = "1")
            int layers)
            implements Tuning {
        @Override
        public boolean trains(String name, int blocks) {
            return place(name, blocks) >= blocks - layers;
        }
    }

    /** Low-rank adapters (Hu et al. 2022): a matrix W is used as W + alpha / r B A. */
    @Doc(
            "LoRA (Hu et al. 2022): the decision layer, and low-rank changes B A of some matrices; the backbone stays as it is")
    record Lora(
            @Doc(value = "Rank r of each change", min = 1, max = 1024, byDefault = "16")
            int rank,

            @Doc(value = "Changes are scaled by alpha / r", min = 0, max = 1e6, byDefault = "32")
            double alpha,

            @Doc(value = "Share of an adapter's inputs dropped in training", min = 0, max = 0.95, byDefault = "0.05")
            double dropout,

            @Doc(
                    value =
                            "Names of the layers that are changed, as the checkpoint has them, such as q_proj; all-linear: every one; empty: those of queries and values, as PEFT chooses",
                    byDefault = "[]")
            List<String> targets,

            @Doc(
                    "A folder that PEFT wrote (adapter_config.json), with the same rank, alpha and layers: the changes start as its own, not at 0")
            Optional<String> adapter)
            implements Tuning {
        /** Changes that start at 0. */
        public Lora(int rank, double alpha, double dropout, List<String> targets) {
            this(rank, alpha, dropout, targets, Optional.empty());
        }

        /** What the changes are multiplied with. */
        public double factor() {
            return alpha / rank;
        }

        @Override
        public boolean trains(String name, int blocks) {
            return name.startsWith(HEAD) || name.startsWith(ADAPTER);
        }
    }

    /** Where a tensor is used: the number of its block, -1 before the first, {@code blocks} after the last. */
    static int place(String name, int blocks) {
        boolean table =
                name.contains("wte") || name.contains("wpe") || name.contains("embed_") || name.contains("project_in");
        return block(name).orElse(table ? -1 : blocks);
    }

    /** The block that a tensor of a backbone belongs to. */
    static OptionalInt block(String name) {
        Matcher m = BLOCK.matcher(name);
        return m.find() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    }
}
