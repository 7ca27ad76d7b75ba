package hammingway.head;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.UnigramPrior;
import hammingway.math.SplitRandom;
import hammingway.torch.ParameterSet;
import hammingway.torch.ParameterSet.Init;
import hammingway.torch.ParameterSet.Use;
import hammingway.torch.Torch;
import java.util.Arrays;
import java.util.Optional;

/**
 * A decision layer that computes, in float32. N is a number of positions, d the width, n the bits, V the tokens.
 *
 * <p>Every kind gives a proper distribution. For codes it is P(v | h) = exp(t sum_b c_vb z_b + beta_v) / sum over all tokens:
 * with t = 1 and no prior, the independent sigmoids renormalised over the valid codewords. One-vs-all is the one-hot code.
 */
public final class Head {
    /** Positions whose scores are in memory at once where a tied softmax matrix is not trained (resources/torchscript/heads.py). */
    public static final int POSITIONS_AT_ONCE = 256;

    private static final String PREFIX = "head.";

    private final Torch torch;
    private final HeadSpec spec;
    private final ParameterSet parameters;
    private final NDManager manager;
    private final Optional<Codebook> codebook;
    private final Optional<NDArray> codes;
    private final NDArray prior;
    private final HeadCost cost;
    private final String matrix;

    private Head(
            Torch torch,
            HeadSpec spec,
            ParameterSet parameters,
            Optional<Codebook> codebook,
            HeadCost cost,
            Frame frame) {
        this.torch = torch;
        this.spec = spec;
        this.parameters = parameters;
        this.manager = torch.manager().newSubManager();
        this.cost = cost;
        this.matrix = frame.embedding();
        this.codebook = codebook;
        this.codes = codebook.map(c -> manager.create(c.asFloats(), new Shape(c.size(), c.length())));
        this.prior = manager.create(
                spec.unigramPrior() ? UnigramPrior.of(frame.counts()) : new float[frame.counts().length]);
    }

    /**
     * What a head must know of the model around it.
     *
     * @param width     d
     * @param embedding name of the input embedding (V, d) in the parameter set
     * @param counts    occurrences of each token in the training part
     */
    public record Frame(int width, String embedding, long[] counts) {}

    /**
     * Makes a head and adds its tensors, named {@code head.*}, to the set. Weights start uniform within 1 / sqrt(inputs),
     * PyTorch's default for linear layers.
     */
    public static Head create(
            Torch torch,
            HeadSpec spec,
            Optional<Codebook> codebook,
            Frame frame,
            ParameterSet parameters,
            SplitRandom random) {
        int v = frame.counts().length;
        int d = frame.width();
        int n = codebook.map(Codebook::length).orElse(v);
        spec.decoder().check(n);
        Linear add = new Linear(parameters, random);
        switch (spec.layer()) {
            case DecisionLayer.Softmax s -> {
                if (!s.tied()) {
                    add.linear("", v, d, d, s.bias());
                } else {
                    parameters.add(PREFIX + "bias", new Init.Constant(0), random, Use.FIXED, v);
                }
            }
            case DecisionLayer.OneVsAll o -> add.linear("", v, d, d, o.bias());
            case DecisionLayer.LinearCode l -> add.linear("", n, d, d, l.bias());
            case DecisionLayer.MtlPerBit m -> {
                add.linear("up.", n * m.hidden(), d, d, m.bias());
                add.linear("out.", n, m.hidden(), m.hidden(), m.bias());
            }
            case DecisionLayer.MtlShared m -> {
                add.linear("up.", m.hidden(), d, d, m.bias());
                add.linear("out.", n, m.hidden(), m.hidden(), m.bias());
            }
        }
        return new Head(torch, spec, parameters, codebook, HeadCost.of(spec.layer(), d, v, n), frame);
    }

    private record Linear(ParameterSet parameters, SplitRandom random) {
        void linear(String part, int out, int in, int fanIn, boolean bias) {
            Init uniform = new Init.Uniform(1 / Math.sqrt(fanIn));
            parameters.add(PREFIX + part + "weight", uniform, random, Use.EXACT_MATRIX, out, in);
            parameters.add(
                    PREFIX + part + "bias",
                    bias ? uniform : new Init.Constant(0),
                    random,
                    bias ? Use.EXACT : Use.FIXED,
                    out);
        }
    }

    public HeadSpec spec() {
        return spec;
    }

    public HeadCost cost() {
        return cost;
    }

    /** Whether a temperature is worth fitting: softmax and code-NLL are trained on the very distribution that they give. */
    public boolean needsTemperature() {
        return spec.loss() instanceof Loss.BceMean
                || spec.loss() instanceof Loss.BceSum
                || spec.loss() instanceof Loss.DistilBits;
    }

    public boolean isSoftmax() {
        return spec.layer() instanceof DecisionLayer.Softmax;
    }

    /** Number of logits: bits of a codeword, or tokens. */
    public int logitCount() {
        return (int) codes.map(c -> c.getShape().get(1)).orElse(prior.size()).longValue();
    }

    public boolean hasCodebook() {
        return codes.isPresent();
    }

    public Optional<Codebook> codebook() {
        return codebook;
    }

    /** What {@link #scores} ranks by, for decoders outside the engine: the prior counts for the log-likelihood alone. */
    public Scoring scoring() {
        boolean withPrior = spec.unigramPrior() && spec.decoder() instanceof Decoder.LogLikelihood;
        float[] values = withPrior ? prior.toFloatArray() : new float[0];
        double[] each = new double[values.length];
        Arrays.setAll(each, v -> values[v]);
        return new Scoring(spec.decoder(), 1, each);
    }

    /** Hidden states (N, d) to logits (N, n), or (N, V) without a code. */
    public NDArray logits(NDManager scope, NDArray hidden) {
        return switch (spec.layer()) {
            case DecisionLayer.Softmax s ->
                s.tied()
                        ? torch.call(scope, "tied_linear", hidden, parameters.get(matrix))
                        : torch.call(scope, "linear", hidden, get("weight"), get("bias"));
            case DecisionLayer.OneVsAll o -> torch.call(scope, "linear", hidden, get("weight"), get("bias"));
            case DecisionLayer.LinearCode l -> torch.call(scope, "linear", hidden, get("weight"), get("bias"));
            case DecisionLayer.MtlPerBit m -> deep(scope, "hidden_per_bit", hidden);
            case DecisionLayer.MtlShared m -> deep(scope, "shared_hidden", hidden);
        };
    }

    private NDArray deep(NDManager scope, String method, NDArray hidden) {
        return torch.call(scope, method, hidden, get("up.weight"), get("up.bias"), get("out.weight"), get("out.bias"));
    }

    private NDArray get(String name) {
        return parameters.get(PREFIX + name);
    }

    /**
     * The training loss.
     *
     * @param hidden  (N, d)
     * @param targets (N) int64
     * @param weights (N) of 0 and 1: positions that count
     * @param original scores (N, V) of the checkpoint's own softmax, where they are known. Without them a loss that distils is that of the
     *                 tokens that follow alone
     * @return 0-d, nats
     */
    public NDArray loss(NDManager scope, NDArray hidden, NDArray targets, NDArray weights, Optional<NDArray> original) {
        if (spec.loss() instanceof Loss.CrossEntropy && matrixStays()) {
            return torch.call(scope, "frozen_cross_entropy", hidden, parameters.get(matrix), targets, weights);
        }
        NDArray logits = logits(scope, hidden);
        NDArray each = switch (spec.loss()) {
            case Loss.CrossEntropy c -> torch.call(scope, "cross_entropy", logits, targets);
            case Loss.CodeNll c -> torch.call(scope, "cross_entropy", likelihoodScores(scope, logits, 1), targets);
            case Loss.BceSum b -> bits(scope, logits, targets);
            case Loss.BceMean b ->
                bits(scope, logits, targets).div((float) logits.getShape().get(1));
            case Loss.DistilTokens d -> {
                NDArray scores = likelihoodScores(scope, logits, 1);
                NDArray own = torch.call(scope, "cross_entropy", scores, targets);
                yield original.map(o -> mixed(
                                torch.call(scope, "divergence", scores, o, (float) d.temperature()), own, d.share()))
                        .orElse(own);
            }
            case Loss.DistilBits d -> {
                NDArray own = bits(scope, logits, targets);
                yield original.map(o -> mixed(
                                torch.call(scope, "soft_bit_cross_entropy", logits, codes.orElseThrow(), o),
                                own,
                                d.share()))
                        .orElse(own);
            }
        };
        return torch.call(scope, "weighted_mean", each, weights);
    }

    /** Whether the output matrix is an embedding that is not trained: its scores need not be kept for the way back. */
    private boolean matrixStays() {
        return spec.layer() instanceof DecisionLayer.Softmax s && s.tied() && parameters.frozen(matrix);
    }

    private static NDArray mixed(NDArray original, NDArray own, double share) {
        return share == 1 ? original : original.mul((float) share).add(own.mul((float) (1 - share)));
    }

    /** The same for a loss of text alone. */
    public NDArray loss(NDManager scope, NDArray hidden, NDArray targets, NDArray weights) {
        return loss(scope, hidden, targets, weights, Optional.empty());
    }

    private NDArray bits(NDManager scope, NDArray logits, NDArray targets) {
        return codes.isPresent()
                ? torch.call(scope, "bit_cross_entropy", logits, codes.get(), targets)
                : torch.call(scope, "one_hot_bit_cross_entropy", logits, targets);
    }

    /** Unnormalised log-probabilities (N, V) at a temperature factor t. */
    private NDArray likelihoodScores(NDManager scope, NDArray logits, double factor) {
        if (codes.isPresent()) {
            return torch.call(scope, "code_scores", logits, codes.get(), (float) factor, prior);
        }
        return spec.layer() instanceof DecisionLayer.Softmax
                ? logits
                : logits.mul((float) factor).add(prior);
    }

    /**
     * Normalised log-probabilities at several factors t. One factor after the other, each freed before the next: what many small results
     * kept between large temporary ones would cost is the memory of all factors together.
     *
     * @param targets (N) int64
     * @return two arrays (factors, N), row-major, nats: of the targets, and of the best token
     */
    public float[][] likelihoods(NDManager scope, NDArray logits, NDArray targets, double[] factors) {
        int n = (int) targets.size();
        float[][] both = new float[2][factors.length * n];
        NDArray plain = prior.zerosLike();
        plain.attach(scope);
        NDArray scores = isSoftmax() ? logits : weighted(scope, logits, plain);
        for (int f = 0; f < factors.length; f++) {
            try (NDManager one = torch.scope()) {
                NDList found = torch.callAll(one, "likelihood", scores, prior, targets, (float) factors[f]);
                System.arraycopy(found.get(0).toFloatArray(), 0, both[0], f * n, n);
                System.arraycopy(found.get(1).toFloatArray(), 0, both[1], f * n, n);
            }
        }
        return both;
    }

    /** Normalised log-probabilities (N, V), nats. */
    public NDArray logProbabilities(NDManager scope, NDArray logits, double factor) {
        return torch.call(scope, "log_softmax", likelihoodScores(scope, logits, factor));
    }

    /** Scores (N, V) that rank tokens as a decoder does; higher is better. Softmax ranks by its logits whatever is asked. */
    public NDArray scores(NDManager scope, NDArray logits, Decoder decoder) {
        if (spec.layer() instanceof DecisionLayer.Softmax) {
            return logits;
        }
        NDArray none = prior.zerosLike();
        none.attach(scope);
        return switch (decoder) {
            case Decoder.L1 d -> weighted(scope, torch.call(scope, "soft_bits", logits), none);
            case Decoder.L2 d -> weighted(scope, torch.call(scope, "soft_bits", logits), none);
            case Decoder.LogLikelihood d -> weighted(scope, logits, prior);
            case Decoder.Hamming d -> weighted(scope, torch.call(scope, "hard_bits", logits), none);
            case Decoder.Hinge d -> weighted(scope, torch.call(scope, "hinge_bits", logits), none);
            case Decoder.Exponential d -> weighted(scope, torch.call(scope, "exponential_bits", logits), none);
            case Decoder.Logistic d -> weighted(scope, logits, none);
            case Decoder.ReliabilityWeighted d -> weighted(scope, reliable(scope, logits, d), none);
        };
    }

    private static NDArray reliable(NDManager scope, NDArray logits, Decoder.ReliabilityWeighted decoder) {
        float[] weights = new float[decoder.weights().size()];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = decoder.weights().get(b).floatValue();
        }
        NDArray out = logits.mul(scope.create(weights));
        out.attach(scope);
        return out;
    }

    private NDArray weighted(NDManager scope, NDArray weights, NDArray bias) {
        return codes.isPresent() ? torch.call(scope, "code_scores", weights, codes.get(), 1f, bias) : weights.add(bias);
    }

    /** How many bits are decided right, (N) float or integer; for a head with a codebook only. */
    public NDArray rightBits(NDManager scope, NDArray logits, NDArray targets) {
        return torch.call(scope, "right_bits", logits, codes.orElseThrow(), targets);
    }

    /** At how many of N positions each bit is decided right, (n) integer; for a head with a codebook only. */
    public NDArray rightOfBits(NDManager scope, NDArray logits, NDArray targets) {
        return torch.call(scope, "right_of_bits", logits, codes.orElseThrow(), targets);
    }

    /** Distance of the hard decisions to each codeword is (n - agreement) / 2 of the Hamming scores; this is (N, V). */
    public NDArray hammingAgreement(NDManager scope, NDArray logits) {
        return torch.call(scope, "agreeing_bits", torch.call(scope, "hard_bits", logits), codes.orElseThrow());
    }
}
