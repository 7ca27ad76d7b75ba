package hammingway.eval.errors.whatif;

import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A what-if with all that it leaves to the run, or to be measured, settled; arrays of two are those of the halves.
 *
 * @param decoders     how tokens are ranked
 * @param counted      how often each bit counts in the ranking
 * @param reliability  weights of the bits in the probabilities
 * @param rankingPrior added to scores of the ranking, or none
 * @param prior        added to scores of the probabilities, or none
 */
record Settled(Decoder[] decoders, double[] counted, double[][] reliability, double[] rankingPrior, double[] prior) {
    static Settled of(WhatIf whatIf, TracedCode code, BitErrors errors) {
        int n = code.codebook().length();
        Decoder own = code.trace().facts().decoder();
        Decoder chosen = whatIf.decoder().orElse(own);
        if (whatIf.hybrid().isPresent() && whatIf.decoder().isEmpty()) {
            chosen = new Decoder.LogLikelihood(); // it ranks by probability
        }
        Decoder[] decoders = {measured(chosen, errors, 0), measured(chosen, errors, 1)};
        double[] counted = new double[n];
        Arrays.fill(counted, 1);
        whatIf.masked().forEach(b -> counted[b] = 0);
        whatIf.repeated().forEach(b -> counted[b] = 2);
        boolean weighs = whatIf.decoder().isPresent();
        double[][] reliability = {reliability(decoders[0], weighs, n), reliability(decoders[1], weighs, n)};
        boolean ofRun = code.trace().facts().unigramPrior();
        // a decoder that is asked for keeps the run's prior where its scores are logarithms of probabilities
        boolean fits = weighs ? WhatIf.probabilistic(chosen) : chosen instanceof Decoder.LogLikelihood;
        boolean ranksByPrior = whatIf.prior().isPresent() || (ofRun && fits);
        double[] prior = prior(code, whatIf.prior().orElse(ofRun ? 1.0 : 0.0));
        return new Settled(decoders, counted, reliability, ranksByPrior ? prior : new double[0], prior);
    }

    private static Decoder measured(Decoder decoder, BitErrors errors, int half) {
        return decoder instanceof Decoder.ReliabilityWeighted r && r.weights().isEmpty()
                ? new Decoder.ReliabilityWeighted(errors.weights(half))
                : decoder;
    }

    /** A run's own decoder, whatever it is, leaves the probabilities alone; weights that are asked for are meant for them too. */
    private static double[] reliability(Decoder decoder, boolean weighs, int n) {
        if (weighs && decoder instanceof Decoder.ReliabilityWeighted r) {
            List<Double> weights = r.weights();
            return weights.stream().mapToDouble(w -> w).toArray();
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] prior(TracedCode code, double strength) {
        return strength == 0
                ? new double[0]
                : Arrays.stream(code.logCounts()).map(p -> strength * p).toArray();
    }

    /** m_b times the weight of the bit, of each half. */
    double[][] weights() {
        double[][] weights = new double[2][counted.length];
        for (int h = 0; h < 2; h++) {
            for (int b = 0; b < counted.length; b++) {
                weights[h][b] = counted[b] * reliability[h][b];
            }
        }
        return weights;
    }

    /**
     * What a half is ranked by. Without a prior a factor changes no ranking and is left out, so that ties stay ties.
     *
     * @param factor of this half; none: the run's ranking, whose factor is 1
     */
    Scoring scoring(int half, Optional<Double> factor) {
        double t = rankingPrior.length == 0 ? 1 : factor.orElse(1.0);
        boolean each = Arrays.stream(counted).allMatch(c -> c == 1);
        return new Scoring(decoders[half], t, rankingPrior, each ? new double[0] : counted);
    }
}
