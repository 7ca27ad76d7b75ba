package hammingway.code.decode;

import hammingway.math.BitMatrix;

/** Scores of all 256 values of each byte of a codeword, then ceil(n / 8) look-ups a token, whatever the logits. */
final class ByteTables implements Search {
    private final BitMatrix bits;

    ByteTables(BitMatrix bits) {
        this.bits = bits;
    }

    static int bytes(BitMatrix bits) {
        return (bits.columns() + 7) >>> 3;
    }

    @Override
    public Run start() {
        double[] tables = new double[bytes(bits) << 8];
        return (query, top) -> {
            fill(tables, query.weights, 1);
            for (int v = 0; v < bits.rows(); v++) {
                if (sum(tables, bits, v) + query.prior(v) + query.slack >= top.floor()) {
                    top.offer(v, query.score(v));
                }
            }
        };
    }

    /** Entry 256 j + x is the sum of the weights of the ones of byte x at columns 8 j to 8 j + 7, times a factor. */
    static void fill(double[] tables, double[] weights, double factor) {
        for (int j = 0; j < tables.length >> 8; j++) {
            for (int x = 1; x < 256; x++) {
                int column = 8 * j + Integer.numberOfTrailingZeros(x);
                double weight = column < weights.length ? factor * weights[column] : 0;
                tables[(j << 8) + x] = tables[(j << 8) + (x & (x - 1))] + weight;
            }
        }
    }

    static double sum(double[] tables, BitMatrix bits, int token) {
        double sum = 0;
        int table = 0;
        for (int w = 0; w < bits.wordsPerRow(); w++) {
            long word = bits.word(token, w);
            for (int shift = 0; shift < 64 && table < tables.length; shift += 8, table += 256) {
                sum += tables[table + (int) (word >>> shift & 255)];
            }
        }
        return sum;
    }
}
