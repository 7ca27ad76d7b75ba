package hammingway.code.search;

import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.math.WalshHadamard;
import java.util.Arrays;

/**
 * Linear codes: codeword m is the sum of the generator's rows at the ones of m, so bit b of it is the parity of {@code m & g_b}, g_b
 * being column b of the generator. The distance of words a and b is the weight of word a ^ b; so V words have 2^k distances, not V^2.
 * Only the minimum distance can be asked for. A step is a column and its new value.
 */
final class GeneratorLandscape implements Landscape {
    private static final double STEEPNESS = 4;

    private final int size;
    private final int k;
    private final int[] columns;
    private final int[] weights;
    /** Unordered pairs of tokens whose numbers differ by m. */
    private final long[] pairs;
    /** Per weight, pairs of tokens. */
    private final long[] histogram;

    private final double[] share;
    private final int reference;
    private final double scale;
    private double energy;

    /** @param columns of the generator, below 2^k each, of rank k: then all codewords differ */
    GeneratorLandscape(int size, int k, int[] columns, double weight) {
        this.size = size;
        this.k = k;
        this.columns = columns.clone();
        this.weights = new int[1 << k];
        this.pairs = pairs(size, k);
        this.histogram = new long[columns.length + 1];
        this.share = new double[columns.length + 1];
        this.scale = weight / columns.length;
        restart();
        this.reference = minimum();
        for (int d = 0; d < share.length; d++) {
            share[d] = StrictMath.pow(STEEPNESS, Math.clamp((long) reference - d, -400, 400));
        }
        energy = energyOf();
    }

    /**
     * The pairs (a, a ^ m) with both below size: the autocorrelation of the indicator of 0 to size - 1 over GF(2)^k, by two
     * Walsh-Hadamard transforms. Exact: sums stay below 2^(3 k).
     */
    static long[] pairs(int size, int k) {
        long[] f = new long[1 << k];
        Arrays.fill(f, 0, size, 1);
        WalshHadamard.transform(f);
        for (int i = 0; i < f.length; i++) {
            f[i] *= f[i];
        }
        WalshHadamard.transform(f);
        for (int i = 0; i < f.length; i++) {
            f[i] = (f[i] >> k) / 2;
        }
        f[0] = 0; // a word with itself is no pair
        return f;
    }

    private void restart() {
        Arrays.fill(weights, 0);
        for (int g : columns) {
            for (int m = 0; m < weights.length; m++) {
                weights[m] += Integer.bitCount(m & g) & 1;
            }
        }
        count();
    }

    private void count() {
        Arrays.fill(histogram, 0);
        for (int m = 1; m < weights.length; m++) {
            histogram[weights[m]] += pairs[m];
        }
    }

    private double energyOf() {
        double sum = 0;
        for (int d = histogram.length - 1; d >= 0; d--) {
            sum += histogram[d] * share[d];
        }
        return sum;
    }

    private int minimum() {
        int d = 0;
        while (histogram[d] == 0) {
            d++;
        }
        return d;
    }

    @Override
    public long draw(SplitRandom random) {
        int column = random.nextInt(columns.length);
        int value = 1 + random.nextInt((1 << k) - 1);
        // half of the steps change one row's bit only
        return (long) column << 32 | (random.nextBoolean() ? value : columns[column] ^ 1 << random.nextInt(k));
    }

    private double guideOf(double sum) {
        return scale * (reference - StrictMath.log(sum) / StrictMath.log(STEEPNESS));
    }

    @Override
    public double guide() {
        return guideOf(energy);
    }

    @Override
    public double guideAfter(long step) {
        int before = columns[(int) (step >>> 32)];
        int after = (int) step;
        double change = 0;
        for (int m = 1; m < weights.length; m++) {
            int w = weights[m] + (Integer.bitCount(m & after) & 1) - (Integer.bitCount(m & before) & 1);
            if (w == 0) {
                return Double.NEGATIVE_INFINITY; // the rank would fall below k
            }
            change += pairs[m] * (share[w] - share[weights[m]]);
        }
        return guideOf(Math.max(energy + change, Double.MIN_NORMAL));
    }

    @Override
    public void make(long step) {
        int before = columns[(int) (step >>> 32)];
        int after = (int) step;
        for (int m = 1; m < weights.length; m++) {
            weights[m] += (Integer.bitCount(m & after) & 1) - (Integer.bitCount(m & before) & 1);
        }
        columns[(int) (step >>> 32)] = after;
        count();
        energy = energyOf();
    }

    @Override
    public int part(long step) {
        return (int) (step >>> 32);
    }

    @Override
    public int parts() {
        return columns.length;
    }

    @Override
    public Figures figures() {
        int d = minimum();
        double all = size * (size - 1.0) / 2;
        return new Figures(scale * (d - histogram[d] / (all + 1)), d, histogram[d]);
    }

    @Override
    public long[] place() {
        return Arrays.stream(columns).asLongStream().toArray();
    }

    @Override
    public void goTo(long[] place) {
        for (int c = 0; c < columns.length; c++) {
            columns[c] = (int) place[c];
        }
        restart();
        energy = energyOf();
    }

    @Override
    public BitMatrix book(long[] place) {
        return BitMatrix.of(size, columns.length, (m, c) -> (Integer.bitCount(m & (int) place[c]) & 1) != 0);
    }
}
