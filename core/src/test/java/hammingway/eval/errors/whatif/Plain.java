package hammingway.eval.errors.whatif;

import hammingway.code.decode.Decoder;
import hammingway.eval.trace.Trace;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A what-if by its definition: every score of every token in double precision. */
final class Plain {
    private static final double STEP = Math.pow(75, 1 / 24.0);

    private final TracedCode code;
    private final WhatIf whatIf;
    private final int n;
    private final double[] counted;
    private final boolean[] frequent;
    private final double[] fitted = new double[2];
    private final double[][] reliabilities = new double[2][0];
    private final double[][] scores = new double[SyntheticTrace.POSITIONS][0];

    Plain(TracedCode code, WhatIf whatIf) {
        this.code = code;
        this.whatIf = whatIf;
        this.n = code.codebook().length();
        this.counted = new double[n];
        for (int b = 0; b < n; b++) {
            counted[b] = whatIf.masked().contains(b) ? 0 : whatIf.repeated().contains(b) ? 2 : 1;
        }
        this.frequent = new boolean[SyntheticTrace.TOKENS];
        for (int k = 0; k < whatIf.hybrid().orElse(0); k++) {
            int best = -1;
            for (int v = 0; v < frequent.length; v++) {
                if (!frequent[v] && (best < 0 || code.counts()[v] > code.counts()[best])) {
                    best = v;
                }
            }
            frequent[best] = true;
        }
    }

    private Decoder decoder() {
        return whatIf.decoder()
                .orElse(
                        whatIf.hybrid().isPresent()
                                ? new Decoder.LogLikelihood()
                                : code.trace().facts().decoder());
    }

    private double prior(int token) {
        double strength = whatIf.prior().orElse(code.trace().facts().unigramPrior() ? 1.0 : 0.0);
        return strength * code.logCounts()[token];
    }

    /** Of the bits, where their decoder is reliability-weighted: from errors of windows of the other parity. */
    private double[] reliability(int window) {
        double[] weights = new double[n];
        int positions = 0;
        for (int i = 0; i < SyntheticTrace.POSITIONS; i++) {
            if (i / SyntheticTrace.CONTEXT % 2 == window % 2) {
                continue;
            }
            positions++;
            for (int b = 0; b < n; b++) {
                boolean one = code.trace().logit(i, b) > 0;
                weights[b] += one != code.codebook().bits().get(code.trace().target(i), b) ? 1 : 0;
            }
        }
        for (int b = 0; b < n; b++) {
            double p = (weights[b] + 0.5) / (positions + 1);
            weights[b] = Math.max(0, Math.log((1 - p) / p));
        }
        double mean = Arrays.stream(weights).sum() / n;
        return Arrays.stream(weights).map(w -> w / mean).toArray();
    }

    private double[] reliabilityOf(int window) {
        if (reliabilities[window % 2].length == 0) {
            reliabilities[window % 2] = reliability(window);
        }
        return reliabilities[window % 2];
    }

    private double[] scoresOf(int position) {
        if (scores[position].length == 0) {
            scores[position] = scores(position);
        }
        return scores[position];
    }

    private double fittedOf(int window) {
        if (fitted[window % 2] == 0) {
            fitted[window % 2] = fitted(window);
        }
        return fitted[window % 2];
    }

    double factor(int window) {
        return switch (whatIf.factor()) {
            case Factor.OfRun f -> window % 2 == 0 ? 0.5 : 0.75;
            case Factor.Given g -> g.factor();
            case Factor.Fitted f -> fittedOf(window);
        };
    }

    private double fitted(int window) {
        double best = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 33; k++) {
            double t = 0.02 * Math.pow(STEP, k);
            double sum = 0;
            for (int i = 0; i < SyntheticTrace.POSITIONS; i++) {
                if (i / SyntheticTrace.CONTEXT % 2 != window % 2) {
                    // the weights of the half that it is fitted for
                    sum -= Math.log(probabilities(i, t, window)[code.trace().target(i)]);
                }
            }
            if (sum < least) {
                least = sum;
                best = t;
            }
        }
        return best;
    }

    private double[] probabilities(int position, double t, int window) {
        double[] reliability = decoder() instanceof Decoder.ReliabilityWeighted ? reliabilityOf(window) : new double[0];
        double[] p = new double[SyntheticTrace.TOKENS];
        for (int v = 0; v < p.length; v++) {
            double score = prior(v);
            for (int b = 0; b < n; b++) {
                if (code.codebook().bits().get(v, b)) {
                    double trust = reliability.length == 0 ? 1 : reliability[b];
                    score += t * counted[b] * trust * code.trace().logit(position, b);
                }
            }
            p[v] = frequent[v] ? 0 : Math.exp(score);
        }
        double sum = Arrays.stream(p).sum();
        return whatIf.hybrid().isPresent()
                ? hybrid(position, p, sum)
                : Arrays.stream(p).map(x -> x / sum).toArray();
    }

    private double[] hybrid(int position, double[] ofCode, double sum) {
        Trace softmax = code.softmax().orElseThrow();
        double[] s = IntStream.range(0, ofCode.length)
                .mapToDouble(v -> Math.exp(softmax.logit(position, v)))
                .toArray();
        double all = Arrays.stream(s).sum();
        double rest = IntStream.range(0, s.length)
                .filter(v -> !frequent[v])
                .mapToDouble(v -> s[v] / all)
                .sum();
        return IntStream.range(0, s.length)
                .mapToDouble(v -> frequent[v] ? s[v] / all : rest * ofCode[v] / sum)
                .toArray();
    }

    private double[] scores(int position) {
        int window = position / SyntheticTrace.CONTEXT;
        if (whatIf.hybrid().isPresent()) {
            return probabilities(position, factor(window), window);
        }
        Decoder by = decoder();
        boolean prior = whatIf.prior().filter(l -> l != 0).isPresent()
                || (whatIf.prior().isEmpty()
                        && code.trace().facts().unigramPrior()
                        && (by instanceof Decoder.LogLikelihood
                                || by instanceof Decoder.Logistic
                                || by instanceof Decoder.ReliabilityWeighted));
        double t = prior && !(whatIf.factor() instanceof Factor.OfRun) ? factor(window) : 1;
        double[] reliability = by instanceof Decoder.ReliabilityWeighted ? reliabilityOf(window) : new double[0];
        double[] scores = new double[SyntheticTrace.TOKENS];
        for (int v = 0; v < scores.length; v++) {
            for (int b = 0; b < n; b++) {
                if (code.codebook().bits().get(v, b)) {
                    float z = code.trace().logit(position, b);
                    double w = reliability.length == 0 ? by.weight(b, z) : reliability[b] * z;
                    scores[v] += counted[b] * (t * w);
                }
            }
            scores[v] += prior ? prior(v) : 0;
        }
        return scores;
    }

    int first(int position) {
        double[] all = scoresOf(position);
        int best = 0;
        for (int v = 1; v < all.length; v++) {
            best = all[v] > all[best] ? v : best;
        }
        return best;
    }

    private int rank(int position) {
        double[] all = scoresOf(position);
        int target = code.trace().target(position);
        int rank = 0;
        for (int v = 0; v < all.length; v++) {
            rank += all[v] > all[target] || (all[v] == all[target] && v < target) ? 1 : 0;
        }
        return rank;
    }

    double top(int k) {
        return IntStream.range(0, SyntheticTrace.POSITIONS)
                        .filter(i -> rank(i) < k)
                        .count()
                / (double) SyntheticTrace.POSITIONS;
    }

    double nats() {
        double sum = 0;
        for (int i = 0; i < SyntheticTrace.POSITIONS; i++) {
            int window = i / SyntheticTrace.CONTEXT;
            sum -= Math.log(
                    probabilities(i, factor(window), window)[code.trace().target(i)]);
        }
        return sum / SyntheticTrace.POSITIONS;
    }
}
