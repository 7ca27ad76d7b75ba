package hammingway.code.learn;

import hammingway.math.FloatMatrix;

/** Rows about their mean, at length 1. */
final class Directions {
    private Directions() {}

    /** Rows minus the mean row, each divided by its length; rows at the mean stay zeros. */
    static FloatMatrix of(FloatMatrix x) {
        double[] mean = Dense.mean(x);
        int d = x.columns();
        float[] unit = new float[x.values().length];
        for (int r = 0; r < x.rows(); r++) {
            double squares = 0;
            for (int c = 0; c < d; c++) {
                double value = x.get(r, c) - mean[c];
                squares += value * value;
            }
            double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
            for (int c = 0; c < d; c++) {
                unit[r * d + c] = (float) ((x.get(r, c) - mean[c]) * scale);
            }
        }
        return new FloatMatrix(x.rows(), d, unit);
    }
}
