package hammingway.model;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The language model below the decision layer. */
public sealed interface Backbone {
    /** Numbers of a hidden state, d. */
    int width();

    /** Positions of a window, T. */
    int context();

    /** The same, with random weights instead of those of a checkpoint. */
    Backbone fresh();

    /** Trained parameters, the input embedding included: the one place where they are counted. */
    long parameters(int vocabulary);

    /** Of these, the ones of matrix products, which bfloat16 keeps a second time. */
    long matrixParameters();

    /** Multiply-adds for one token at full context, attention included. */
    long multiplyAddsPerToken();

    /** A GPT-2 transformer: pre-norm blocks, learned positions. */
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
        public Backbone fresh() {
            return new Gpt2(
                    layers,
                    heads,
                    width,
                    context,
                    positions,
                    dropout,
                    activation,
                    qkvBias,
                    initialisation,
                    Optional.empty());
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
            if (width % heads != 0) {
                problems.add(new Problem(
                        "heads", "" + heads, "a divisor of the width " + width, "Change the heads or the width"));
            }
            if (positions != 0 && positions < context) {
                problems.add(
                        new Problem("positions", "" + positions, "0, or at least the context " + context, "Raise it"));
            }
            return problems;
        }
    }
}
