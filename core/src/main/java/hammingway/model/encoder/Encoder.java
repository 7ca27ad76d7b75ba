package hammingway.model.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.base.FileFormatException;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Safetensors;
import hammingway.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * BERT (Devlin et al. 2019) or RoBERTa (Liu et al. 2019) up to one of its layers, frozen, float32. Agrees with the transformers
 * library within 0.0001. Used by one thread at a time.
 */
public final class Encoder implements AutoCloseable {
    /** Added to the scores of what is no token: none of its weight is left. */
    private static final float HIDDEN = -1e30f;

    private final Torch torch;
    private final EncoderConfig config;
    private final ParameterSet parameters;
    private final List<NDArray> tables;
    private final List<List<NDArray>> blocks;

    private Encoder(Torch torch, EncoderConfig config, ParameterSet parameters, int layer) {
        this.torch = torch;
        this.config = config;
        this.parameters = parameters;
        this.tables = parameters.get(EncoderTensors.TABLES);
        this.blocks = IntStream.range(0, layer)
                .mapToObj(i -> parameters.get(EncoderTensors.block(i)))
                .toList();
    }

    /**
     * Loads what is needed for a layer, and no more.
     *
     * @param layer 0: the embeddings, 1: what the first block gives, and so on
     * @throws FileFormatException for pickles, damaged files and those of another model
     */
    public static Encoder load(Torch torch, EncoderConfig config, int layer) {
        if (layer < 0 || layer > config.layers()) {
            throw new IllegalArgumentException("layer " + layer + " of " + config.layers());
        }
        ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32);
        try (Safetensors file = Safetensors.open(config.folder())) {
            new EncoderTensors(config, file).load(layer, parameters);
            return new Encoder(torch, config, parameters, layer);
        } catch (RuntimeException e) {
            parameters.close();
            throw e;
        }
    }

    public EncoderConfig config() {
        return config;
    }

    /**
     * Hidden states of some texts.
     *
     * @param scope where the result lives
     * @param texts token ids, one at least and {@link EncoderConfig#maxTokens} at most each
     * @return (B, T, d) for T tokens of the longest text; what follows a shorter text's tokens means nothing
     */
    public NDArray hidden(NDManager scope, List<int[]> texts) {
        int rows = texts.size();
        int longest = texts.stream().mapToInt(t -> t.length).max().orElseThrow();
        long[] ids = new long[rows * longest];
        long[] places = new long[rows * longest];
        float[] mask = new float[rows * longest];
        Arrays.fill(ids, config.padding());
        Arrays.fill(mask, HIDDEN);
        for (int r = 0; r < rows; r++) {
            fill(texts.get(r), r * longest, ids, places, mask);
        }
        Shape shape = new Shape(rows, longest);
        NDArray seen = scope.create(mask, new Shape(rows, 1, 1, longest));
        NDArray heads = scope.create(config.heads());
        NDArray activation = scope.create(config.activation().operand());
        NDArray epsilon = scope.create(config.epsilon());
        NDArray x = torch.call(
                scope, "encoder_embed", scope.create(ids, shape), scope.create(places, shape), tables, epsilon);
        for (List<NDArray> block : blocks) {
            NDArray next = torch.call(scope, "encoder_block", x, block, seen, heads, activation, epsilon);
            x.close();
            x = next;
        }
        return x;
    }

    /** RoBERTa counts positions of tokens that are no padding, and a text may spell the padding token. */
    private void fill(int[] text, int at, long[] ids, long[] places, float[] mask) {
        int next = config.firstPosition();
        for (int i = 0; i < text.length; i++) {
            ids[at + i] = text[i];
            boolean counted = config.isBert() || text[i] != config.padding();
            places[at + i] = counted ? next++ : config.padding();
            mask[at + i] = 0;
        }
    }

    @Override
    public void close() {
        parameters.close();
    }
}
