package hammingway.model;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An OPT transformer (Zhang et al. 2022): learned positions, ReLU. */
@Doc("OPT (Zhang et al. 2022): learned positions, ReLU")
public record Opt(
        @Doc(value = "Transformer blocks", min = 1, max = 200)
        int layers,

        @Doc(value = "Attention heads in a block; they divide the blocks' width", min = 1, max = 256)
        int heads,

        @Doc(
                value = "Numbers of a hidden state as the decision layer reads it, d, and of a token's embedding",
                min = 2,
                max = 16_384)
        int width,

        @Doc(
                value = "Width of the blocks; if not d, the embedding is projected to it and the result back."
                        + " 0: d",
                min = 0,
                max = 16_384,
                byDefault = "0")
        int blockWidth,

        @Doc(
                value = "Width of the feed-forward layer; 0: four times that of the blocks",
                min = 0,
                max = 131_072,
                byDefault = "0")
        int inner,

        @Doc(value = "Tokens of a window, T", unit = "tokens", min = 1, max = 32_768)
        int context,

        @Doc(
                value = "Positions that have an embedding; 0: as many as the context",
                min = 0,
                max = 131_072,
                byDefault = "0")
        int positions,

        @Doc(
                value = "Share of values dropped in training, of what attention and feed-forward add",
                min = 0,
                max = 0.95,
                byDefault = "0.0")
        double dropout,

        @Doc(
                value = "Whether norms stand before attention and feed-forward, or after the sums as in OPT-350m",
                byDefault = "true")
        boolean normFirst,

        @Doc("A Hugging Face model folder to start from, instead of random weights")
        Optional<String> checkpoint)
        implements Backbone, Checked {
    /** Rows of the table of positions that belong to padding. */
    public static final int PADDING_ROWS = 2;

    /** Numbers of a state within the blocks, D. */
    public int blocks() {
        return blockWidth == 0 ? width : blockWidth;
    }

    /** Units of a feed-forward layer. */
    public int units() {
        return inner == 0 ? 4 * blocks() : inner;
    }

    /** Whether the embedding is narrower or wider than the blocks. */
    public boolean projected() {
        return blocks() != width;
    }

    /** Rows of the table of positions, those of padding included. */
    public int positionRows() {
        return PADDING_ROWS + (positions == 0 ? context : positions);
    }

    @Override
    public String family() {
        return "OPT";
    }

    @Override
    public Backbone fresh() {
        return new Opt(
                layers, heads, width, blockWidth, inner, context, positions, dropout, normFirst, Optional.empty());
    }

    @Override
    public Backbone resolved() {
        int rows = positionRows() - PADDING_ROWS;
        return new Opt(layers, heads, width, blocks(), units(), context, rows, dropout, normFirst, checkpoint);
    }

    @Override
    public long parameters(int vocabulary) {
        long d = blocks();
        // two norms a block; with norms after the sums there is no last one
        long norms = layers * 4L * d + (normFirst ? 2 * d : 0);
        return (long) vocabulary * width + positionRows() * d + norms + matrixParameters();
    }

    @Override
    public long matrixParameters() {
        long d = blocks();
        // queries, keys, values and projection with their biases; up and down with theirs; the projections
        return layers * (4 * d * d + 4 * d + 2 * d * units() + units() + d) + (projected() ? 2 * d * width : 0);
    }

    @Override
    public long multiplyAddsPerToken() {
        long d = blocks();
        // scores and weighted sums over half the context on average
        return layers * (4 * d * d + 2 * d * units() + d * (context + 1L)) + (projected() ? 2 * d * width : 0);
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        SizeRules.requireDivisor("heads", heads, blockWidth == 0 ? "width" : "blockWidth", blocks(), problems);
        SizeRules.requirePositions(positions, context, problems);
        return problems;
    }
}
