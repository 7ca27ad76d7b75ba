package hammingway.model;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Llama transformer (Touvron et al. 2023), also TinyLlama and Qwen2: rotary positions, RMS norms, gated feed-forward. */
@Doc("Llama, TinyLlama and Qwen2: rotary positions, grouped keys and values, gated feed-forward")
public record Llama(
        @Doc(value = "Transformer blocks", min = 1, max = 200)
        int layers,

        @Doc(value = "Attention heads in a block", min = 1, max = 256)
        int heads,

        @Doc(
                value = "Heads of keys and values, each for a group of heads; they divide the heads. 0: as many",
                min = 0,
                max = 256,
                byDefault = "0")
        int keyValueHeads,

        @Doc(value = "Numbers of a hidden state, d", min = 2, max = 16_384)
        int width,

        @Doc(
                value = "Width of the gated feed-forward layer; 0: 8/3 of d, rounded up to a multiple of 32",
                min = 0,
                max = 131_072,
                byDefault = "0")
        int inner,

        @Doc(
                value = "Numbers of a head, an even number; 0: d divided by the heads",
                min = 0,
                max = 1024,
                byDefault = "0")
        int headWidth,

        @Doc(value = "Tokens of a window, T", unit = "tokens", min = 1, max = 32_768)
        int context,

        @Doc(
                value = "Positions that the model is made for; 0: as many as the context",
                min = 0,
                max = 16_777_216,
                byDefault = "0")
        int positions,

        @Doc(value = "Base of the rotary positions' frequencies", min = 1, max = 1e12, byDefault = "10000.0")
        double ropeTheta,

        @Doc(value = "How frequencies are lowered for long windows", byDefault = "{\"type\": \"none\"}")
        RopeScaling ropeScaling,

        @Doc(value = "Added under the root of RMS norms", min = 1e-12, max = 0.1, byDefault = "1e-5")
        double normEpsilon,

        @Doc(value = "Whether queries, keys and values have biases, as in Qwen2", byDefault = "false")
        boolean qkvBias,

        @Doc(
                value = "Share of values dropped in training, of what attention and feed-forward add",
                min = 0,
                max = 0.95,
                byDefault = "0.0")
        double dropout,

        @Doc("A Hugging Face model folder to start from, instead of random weights")
        Optional<String> checkpoint)
        implements Backbone, Checked {
    /** Heads of keys and values. */
    public int keyHeads() {
        return keyValueHeads == 0 ? heads : keyValueHeads;
    }

    /** Units of a feed-forward layer. */
    public int units() {
        return inner == 0 ? (8 * width / 3 + 31) / 32 * 32 : inner;
    }

    /** Numbers of a head. */
    public int headNumbers() {
        return headWidth == 0 ? width / heads : headWidth;
    }

    /** Numbers of the queries of all heads. */
    public long queryWidth() {
        return (long) heads * headNumbers();
    }

    /** Numbers of the keys of all their heads, and of the values. */
    public long keyWidth() {
        return (long) keyHeads() * headNumbers();
    }

    @Override
    public String family() {
        return qkvBias ? "Qwen2" : "Llama";
    }

    @Override
    public Backbone fresh() {
        return with(keyValueHeads, inner, headWidth, positions, Optional.empty());
    }

    @Override
    public Backbone resolved() {
        int made = positions == 0 ? context : positions;
        return with(keyHeads(), units(), headNumbers(), made, checkpoint);
    }

    private Llama with(int keys, int units, int numbers, int made, Optional<String> from) {
        return new Llama(
                layers,
                heads,
                keys,
                width,
                units,
                numbers,
                context,
                made,
                ropeTheta,
                ropeScaling,
                normEpsilon,
                qkvBias,
                dropout,
                from);
    }

    @Override
    public long parameters(int vocabulary) {
        long d = width;
        // the table of tokens, two norms a block and the last one
        return vocabulary * d + layers * 2L * d + d + matrixParameters();
    }

    @Override
    public long matrixParameters() {
        return layers * (weights() + (qkvBias ? queryWidth() + 2 * keyWidth() : 0));
    }

    /** Weights of a block's matrices: queries, keys, values, projection; gate, up, down. */
    private long weights() {
        long d = width;
        return 2 * d * (queryWidth() + keyWidth()) + 3 * d * units();
    }

    @Override
    public long multiplyAddsPerToken() {
        // scores and weighted sums over half the context on average
        return layers * (weights() + queryWidth() * (context + 1L));
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        SizeRules.requireDivisor("keyValueHeads", keyHeads(), "heads", heads, problems);
        if (headWidth == 0) {
            SizeRules.requireDivisor("heads", heads, "width", width, problems);
        }
        if (headNumbers() % 2 != 0 || headNumbers() == 0) {
            problems.add(new Problem(
                    headWidth == 0 ? "heads" : "headWidth",
                    "" + (headWidth == 0 ? heads : headWidth),
                    "an even number of numbers in a head",
                    "Rotary positions turn them in pairs: change it, or the width"));
        }
        SizeRules.requirePositions(positions, context, problems);
        return problems;
    }
}
