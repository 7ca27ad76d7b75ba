package hammingway.head;

import hammingway.base.Doc;

/**
 * What a decision layer costs. The one place where parameters and multiply-adds are counted.
 *
 * @param stored    parameters that exist because of the layer, an embedding that it shares left out
 * @param trainable of these, those that are trained
 * @param shared    parameters used in common with the input embedding
 * @param headMultiplyAdds   per token, from hidden state to logits
 * @param decodeMultiplyAdds per token, from logits to the scores of all tokens, by a matrix product
 * @param codebookBytes      packed bits of the codebook
 */
public record HeadCost(
        @Doc("Stored parameters, a shared embedding left out")
        long stored,

        @Doc("Trainable parameters of these") long trainable,
        @Doc("Parameters shared with the input embedding") long shared,
        @Doc("Multiply-adds per token of the layer") long headMultiplyAdds,

        @Doc("Multiply-adds per token of decoding, by a matrix product")
        long decodeMultiplyAdds,

        @Doc("Bytes of the packed codebook") long codebookBytes) {
    /**
     * Counts a layer.
     *
     * @param width      d
     * @param vocabulary V
     * @param bits       n; ignored where the layer has no code
     */
    public static HeadCost of(DecisionLayer layer, int width, int vocabulary, int bits) {
        long d = width;
        long v = vocabulary;
        long n = bits;
        long code = v * ((n + 7) / 8);
        return switch (layer) {
            case DecisionLayer.Softmax s ->
                s.tied() ? new HeadCost(0, 0, v * d, v * d, 0, 0) : plain(v * d + (s.bias() ? v : 0), v * d, 0, 0);
            case DecisionLayer.OneVsAll o -> plain(v * d + (o.bias() ? v : 0), v * d, 0, 0);
            case DecisionLayer.LinearCode l -> plain(n * d + (l.bias() ? n : 0), n * d, v * n, code);
            case DecisionLayer.MtlPerBit m ->
                plain(
                        n * m.hidden() * (d + 1) + (m.bias() ? n * m.hidden() + n : 0),
                        n * m.hidden() * (d + 1),
                        v * n,
                        code);
            case DecisionLayer.MtlShared m ->
                plain(m.hidden() * (d + n) + (m.bias() ? m.hidden() + n : 0), m.hidden() * (d + n), v * n, code);
        };
    }

    private static HeadCost plain(long stored, long head, long decode, long codebook) {
        return new HeadCost(stored, stored, 0, head, decode, codebook);
    }

    /** Parameters of an untied softmax with bias, the measure that sizes are compared with: V d + V. */
    public static long softmaxParameters(int width, int vocabulary) {
        return of(new DecisionLayer.Softmax(false, true), width, vocabulary, 0).stored();
    }
}
