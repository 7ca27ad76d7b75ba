package hammingway.run.estimate;

import hammingway.head.HeadCost;
import hammingway.run.RunSpec;

/**
 * How large the model of a run is.
 *
 * @param vocabulary V, tokens
 * @param bits       n, of a codeword; 0 without a code
 * @param trunk      trained parameters below the decision layer, the input embedding included
 * @param head       the decision layer
 * @param softmax    parameters of an untied softmax with bias in its place
 */
public record RunSize(int vocabulary, int bits, long trunk, HeadCost head, long softmax) {
    public static RunSize of(RunSpec spec, int vocabulary, int bits) {
        int width = spec.backbone().width();
        return new RunSize(
                vocabulary,
                bits,
                spec.backbone().parameters(vocabulary),
                HeadCost.of(spec.head().layer(), width, vocabulary, bits),
                HeadCost.softmaxParameters(width, vocabulary));
    }

    /** Trained parameters of the whole model. */
    public long total() {
        return trunk + head.trainable();
    }

    /** The decision layer as a share of softmax. */
    public double share() {
        return (double) head.stored() / softmax;
    }

    /** Multiply-adds of training on one token: forward once, backward twice. */
    public double trainingWork(RunSpec spec) {
        return 3.0
                * (spec.backbone().multiplyAddsPerToken()
                        + head.headMultiplyAdds()
                        + (spec.head().loss() instanceof hammingway.head.Loss.CodeNll ? head.decodeMultiplyAdds() : 0));
    }
}
