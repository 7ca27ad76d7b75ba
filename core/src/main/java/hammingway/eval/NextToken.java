package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hammingway.base.WorkbenchException;
import hammingway.code.decode.TokenDecoder;
import hammingway.code.decode.TopK;
import hammingway.head.Head;
import hammingway.torch.Torch;
import java.util.Arrays;
import java.util.Optional;

/**
 * The way from hidden states to the best tokens. With a codebook the exact decoder finds them from the logits of the bits, and no other
 * token is scored; without one all V scores are computed. Of equal scores the lowest id is the best in both. Used by one thread.
 */
public final class NextToken {
    private final Torch torch;
    private final Head head;
    private final Optional<TokenDecoder> decoder;
    private TopK[] found = new TopK[0];

    /** Makes the tables of the decoder: up to some tenths of a second for V = 50,000. */
    public NextToken(Torch torch, Head head) {
        this.torch = torch;
        this.head = head;
        this.decoder = head.codebook().map(c -> TokenDecoder.of(c, head.scoring()));
    }

    /** What decodes; none without a codebook. */
    public Optional<TokenDecoder> decoder() {
        return decoder;
    }

    /**
     * The tokens that the head's decoder puts first.
     *
     * @param logits (N, n) of {@link Head#logits}
     * @throws WorkbenchException where logits are no numbers
     */
    public int[] best(NDManager scope, NDArray logits) {
        return decoder.map(d -> decoded(d, logits)).orElseGet(() -> scored(scope, logits));
    }

    private int[] decoded(TokenDecoder exact, NDArray logits) {
        float[] values = logits.toFloatArray();
        int rows = values.length / exact.codebook().length();
        if (found.length != rows) {
            found = new TopK[rows];
            Arrays.setAll(found, i -> new TopK());
        }
        exact.decodeAll(values, 1, found, 1);
        return Arrays.stream(found).mapToInt(t -> t.token(0)).toArray();
    }

    private int[] scored(NDManager scope, NDArray logits) {
        NDList best = torch.callAll(
                scope, "best_with_score", head.scores(scope, logits, head.spec().decoder()));
        for (float score : best.get(1).toFloatArray()) {
            if (Float.isNaN(score)) {
                throw new WorkbenchException("The model gives no scores (NaN): its training diverged.");
            }
        }
        return Arrays.stream(best.get(0).toLongArray())
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
