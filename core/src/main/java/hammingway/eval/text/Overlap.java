package hammingway.eval.text;

/**
 * How far two texts have the same content, each from 0 to 1 before rescaling.
 *
 * @param precision share of the prediction that the reference has
 * @param recall    share of the reference that the prediction has
 * @param f1        their harmonic mean; 0 where both are 0
 */
public record Overlap(double precision, double recall, double f1) {
    static final Overlap NONE = new Overlap(0, 0, 0);

    /** Of {@code common} things out of each side's number; 0 where a side has none. */
    static Overlap of(int common, int predicted, int referred) {
        return of((double) common / Math.max(1, predicted), (double) common / Math.max(1, referred));
    }

    static Overlap of(double precision, double recall) {
        double sum = precision + recall;
        return new Overlap(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
    }
}
