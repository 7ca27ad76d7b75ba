package hammingway.model;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The language model below the decision layer. */
public sealed interface Backbone permits Backbone.Gpt2, Opt, Llama {
    /** Numbers of a hidden state, d. */
    int width();

    /** Positions of a window, T. */
    int context();

    /** Transformer blocks. */
    int layers();

    /** Attention heads in a block. */
    int heads();

    /** A Hugging Face model folder to start from, instead of random weights. */
    Optional<String> checkpoint();

    /** The family's name, for people. */
    String family();

    /** The same, with random weights instead of those of a checkpoint. */
    Backbone fresh();

    /** The same, with every 0 that stands for a usual size replaced by that size: equal for equal models. */
    Backbone resolved();

    /** Trained parameters, the input embedding included: the one place where they are counted. */
    long parameters(int vocabulary);

    /** Of these, the ones of matrix products, which bfloat16 keeps a second time. */
    long matrixParameters();

    /** Multiply-adds for one token at full context, attention included. */
    long multiplyAddsPerToken();

    /** A GPT-2 transformer: pre-norm blocks, learned positions. */
    @Doc("GPT-2 (Radford et al. 2019): learned positions, norms before their layers, GELU")
    record Gpt2(
            @Doc(value = "Transformer blocks", min = 1, max = 200)
            int layers,

            @Doc(value = "Attention heads in a block; they divide the width", min = 1, max = 256)
            int heads,

            @Doc(value = "Numbers of a hidden state, d", min = 2, max = 16_384)
            int width,

            @Doc(value = "Tokens of a window, T", unit = "tokens", min = 1, max = 32_768)
            int context,

            @Doc(
                    value = "Positions that have an embedding; 0: as many as the context",
                    min = 0,
                    max = 131_072,
                    byDefault = "0")
            int positions,

            @Doc(value = "Share of values dropped in training", min = 0, max = 0.95, byDefault = "0.0")
            double dropout,

            @Doc(value = "gelu-tanh as GPT-2, or gelu-erf, the exact form", byDefault = "gelu-tanh")
            Activation activation,

            @Doc(value = "Whether queries, keys and values have biases", byDefault = "true")
            boolean qkvBias,

            @Doc(value = "gpt2: all N(0, 0.02); torch: the defaults of PyTorch's layers", byDefault = "gpt2")
            Initialisation initialisation,

            @Doc("A Hugging Face model folder to start from, instead of random weights")
            Optional<String> checkpoint)
            implements Backbone, Checked {
        /** The non-linearity of a block. */
        public enum Activation {
            GELU_TANH,
            GELU_ERF
        }

        /** How weights start. */
        public enum Initialisation {
            GPT2,
            TORCH
        }

        /** Rows of the table of positions. */
        public int positionRows() {
            return positions == 0 ? context : positions;
        }

        @Override
        public String family() {
            return "GPT-2";
        }

        @Override
        public Backbone fresh() {
            return with(positions, Optional.empty());
        }

        @Override
        public Backbone resolved() {
            return with(positionRows(), checkpoint);
        }

        private Gpt2 with(int rows, Optional<String> from) {
            return new Gpt2(layers, heads, width, context, rows, dropout, activation, qkvBias, initialisation, from);
        }

        @Override
        public long parameters(int vocabulary) {
            long d = width;
            // the table of tokens, that of positions, two norms a block and the last one
            return (vocabulary + (long) positionRows()) * d + layers * 4L * d + matrixParameters() + 2 * d;
        }

        @Override
        public long matrixParameters() {
            long d = width;
            // queries, keys, values and projection: 4 d x d; up and down: 8 d x d; their biases
            return layers * (12 * d * d + (qkvBias ? 3 * d : 0) + 6 * d);
        }

        @Override
        public long multiplyAddsPerToken() {
            long d = width;
            // four d x d matrices of attention, two of 4 d x d; scores and weighted sums over half the context on
            // average
            return layers * (12 * d * d + d * (context + 1L));
        }

        @Override
        public List<Problem> problems() {
            List<Problem> problems = new ArrayList<>();
            SizeRules.requireDivisor("heads", heads, "width", width, problems);
            SizeRules.requirePositions(positions, context, problems);
            return problems;
        }
    }
}
