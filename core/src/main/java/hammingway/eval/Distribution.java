package hammingway.eval;

import hammingway.math.SplitRandom;
import java.util.Arrays;

/** Log-probabilities of all tokens, and the tokens by them, best first; the lower id of equals. */
final class Distribution {
    /** So many of the best are found in one look at all; for more all are sorted. */
    private static final int FEW = 256;

    private final float[] values;
    private final int from;
    private final int size;

    /** One row of many. */
    Distribution(float[] values, int from, int size) {
        this.values = values;
        this.from = from;
        this.size = size;
    }

    double of(int token) {
        return values[from + token];
    }

    /** Rising from the best token to the worst. */
    private long key(int token) {
        int bits = Float.floatToIntBits(values[from + token]);
        // the order of the bits of floats is that of the numbers once negative ones are turned round
        return (long) ~(bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | token;
    }

    int[] best(int most) {
        int count = Math.min(most, size);
        long[] keys = count <= FEW ? few(count) : all();
        return Arrays.stream(keys, 0, count).mapToInt(k -> (int) k).toArray();
    }

    private long[] all() {
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = key(i);
        }
        Arrays.sort(keys);
        return keys;
    }

    private long[] few(int count) {
        long[] keys = new long[count];
        Arrays.fill(keys, Long.MAX_VALUE);
        for (int i = 0; i < size; i++) {
            long key = key(i);
            int at = count - 1;
            if (key < keys[at]) {
                while (at > 0 && keys[at - 1] > key) {
                    keys[at] = keys[at - 1];
                    at--;
                }
                keys[at] = key;
            }
        }
        return keys;
    }

    int draw(GenerationSpec.Drawn how, SplitRandom random) {
        int[] among = best(how.topK() == 0 ? size : how.topK());
        double top = of(among[0]);
        double sum = 0;
        double[] weights = new double[among.length];
        for (int i = 0; i < among.length; i++) {
            // relative to the best, so that a low temperature underflows to "the best only" and not to "none"
            weights[i] = Math.exp((of(among[i]) - top) / how.temperature());
            sum += weights[i];
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < among.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return among[i];
            }
        }
        return among[0];
    }
}
