package hammingway.head;

import java.util.Map;

/**
 * A decision layer by its definition, one position and one number at a time, in double precision: the twin of {@link Head}.
 *
 * @param tensors  values by name, without {@code head.}; {@code embedding} for a tied softmax
 * @param codes    (V, n) of 0 and 1; for one-vs-all the unit matrix; empty for softmax
 * @param prior    added to the scores of tokens; zeros without a prior
 */
public record PlainHead(HeadSpec spec, Map<String, double[]> tensors, double[][] codes, double[] prior) {
    private double[] linear(double[] x, String part) {
        double[] weight = tensor(part + "weight");
        double[] bias = tensor(part + "bias");
        double[] out = new double[bias.length];
        for (int o = 0; o < out.length; o++) {
            out[o] = bias[o];
            for (int i = 0; i < x.length; i++) {
                out[o] += weight[o * x.length + i] * x[i];
            }
        }
        return out;
    }

    public double[] tensor(String name) {
        double[] values = tensors.get(name);
        if (values == null) {
            throw new IllegalArgumentException(name + " is not among " + tensors.keySet());
        }
        return values;
    }

    public double[] logits(double[] x) {
        return switch (spec.layer()) {
            case DecisionLayer.Softmax s -> s.tied() ? tied(x) : linear(x, "");
            case DecisionLayer.OneVsAll o -> linear(x, "");
            case DecisionLayer.LinearCode l -> linear(x, "");
            case DecisionLayer.MtlShared m -> linear(relu(linear(x, "up.")), "out.");
            case DecisionLayer.MtlPerBit m -> {
                double[] hidden = relu(linear(x, "up."));
                double[] out = tensor("out.bias").clone();
                for (int b = 0; b < out.length; b++) {
                    for (int k = 0; k < m.hidden(); k++) {
                        out[b] += tensor("out.weight")[b * m.hidden() + k] * hidden[b * m.hidden() + k];
                    }
                }
                yield out;
            }
        };
    }

    private double[] tied(double[] x) {
        double[] table = tensor("embedding");
        double[] out = new double[table.length / x.length];
        for (int v = 0; v < out.length; v++) {
            for (int i = 0; i < x.length; i++) {
                out[v] += table[v * x.length + i] * x[i];
            }
        }
        return out;
    }

    private static double[] relu(double[] x) {
        double[] out = x.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, out[i]);
        }
        return out;
    }

    /** log P(token | logits) at a factor. */
    public double[] logProbabilities(double[] logits, double factor) {
        double[] scores = new double[prior.length];
        for (int v = 0; v < scores.length; v++) {
            if (spec.layer() instanceof DecisionLayer.Softmax) {
                scores[v] = logits[v];
            } else {
                for (int b = 0; b < logits.length; b++) {
                    scores[v] += factor * codes[v][b] * logits[b];
                }
                scores[v] += prior[v];
            }
        }
        double most = Double.NEGATIVE_INFINITY;
        for (double s : scores) {
            most = Math.max(most, s);
        }
        double sum = 0;
        for (double s : scores) {
            sum += Math.exp(s - most);
        }
        for (int v = 0; v < scores.length; v++) {
            scores[v] -= most + Math.log(sum);
        }
        return scores;
    }

    /** Mean loss over the positions of weight 1. */
    public double loss(double[][] hidden, int[] targets, double[] weights) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < hidden.length; i++) {
            sum += weights[i] * loss(logits(hidden[i]), targets[i]);
            count += weights[i];
        }
        return sum / Math.max(1, count);
    }

    private double loss(double[] logits, int target) {
        return switch (spec.loss()) {
            case Loss.CrossEntropy c -> -logProbabilities(logits, 1)[target];
            case Loss.CodeNll c -> -logProbabilities(logits, 1)[target];
            case Loss.BceSum b -> bits(logits, target);
            case Loss.BceMean b -> bits(logits, target) / logits.length;
            case Loss.DistilTokens d -> -logProbabilities(logits, 1)[target];
            case Loss.DistilBits d -> bits(logits, target);
        };
    }

    /** Mean loss against another model's scores, over the positions of weight 1. */
    public double distilled(double[][] hidden, int[] targets, double[] weights, double[][] other) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < hidden.length; i++) {
            double[] logits = logits(hidden[i]);
            double own = loss(logits, targets[i]);
            sum += weights[i]
                    * switch (spec.loss()) {
                        case Loss.DistilTokens d ->
                            d.share() * divergence(logits, other[i], d.temperature()) + (1 - d.share()) * own;
                        case Loss.DistilBits d -> d.share() * softBits(logits, other[i]) + (1 - d.share()) * own;
                        default -> own;
                    };
            count += weights[i];
        }
        return sum / Math.max(1, count);
    }

    private static double[] softmax(double[] scores, double temperature) {
        double[] p = new double[scores.length];
        double sum = 0;
        for (int v = 0; v < p.length; v++) {
            p[v] = Math.exp(scores[v] / temperature);
            sum += p[v];
        }
        for (int v = 0; v < p.length; v++) {
            p[v] /= sum;
        }
        return p;
    }

    private double divergence(double[] logits, double[] other, double temperature) {
        double[] p = softmax(other, temperature);
        double[] own = logProbabilities(logits, 1); // scores but for a constant, which softmax does not see
        double[] q = softmax(own, temperature);
        double sum = 0;
        for (int v = 0; v < p.length; v++) {
            sum += p[v] * Math.log(p[v] / q[v]);
        }
        return sum * temperature * temperature;
    }

    private double softBits(double[] logits, double[] other) {
        double[] p = softmax(other, 1);
        double sum = 0;
        for (int b = 0; b < logits.length; b++) {
            double one = 0;
            for (int v = 0; v < p.length; v++) {
                one += p[v] * codes[v][b];
            }
            double q = 1 / (1 + Math.exp(-logits[b]));
            sum -= one * Math.log(q) + (1 - one) * Math.log(1 - q);
        }
        return sum;
    }

    /** - sum over bits of c log p + (1 - c) log (1 - p), p = sigmoid(z). */
    private double bits(double[] logits, int target) {
        double sum = 0;
        for (int b = 0; b < logits.length; b++) {
            double p = 1 / (1 + Math.exp(-logits[b]));
            sum -= codes[target][b] * Math.log(p) + (1 - codes[target][b]) * Math.log(1 - p);
        }
        return sum;
    }
}
