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
        double[] tables = new double[length(bits)];
        return (query, top) -> {
            fill(tables, query.weights);
            for (int v = 0; v < bits.rows(); v++) {
                if (sum(tables, bits, v) + query.prior(v) + query.slack >= top.floor()) {
                    top.offer(v, query.score(v));
                }
            }
        };
    }

    /** Numbers in the tables: whole words, so that looking up needs no question where the last byte is. */
    static int length(BitMatrix bits) {
        return bits.wordsPerRow() << 11;
    }

    /** Entry 256 j + x is the sum of the weights of the ones of byte x at columns 8 j to 8 j + 7; tables without columns are left as they are, zeros. */
    static void fill(double[] tables, double[] weights) {
        for (int column = 0; column < weights.length; column++) {
            int table = column >>> 3 << 8;
            int half = 1 << (column & 7);
            for (int x = 0; x < half; x++) {
                tables[table + half + x] = tables[table + x] + weights[column];
            }
        }
    }

    static double sum(double[] tables, BitMatrix bits, int token) {
        double sum = 0;
        for (int w = 0; w < bits.wordsPerRow(); w++) {
            sum += sum(tables, w << 11, bits.word(token, w));
        }
        return sum;
    }

    private static double sum(double[] tables, int at, long word) {
        int low = (int) word;
        int high = (int) (word >>> 32);
        double a = tables[at + (low & 255)] + tables[at + 256 + (low >>> 8 & 255)];
        double b = tables[at + 512 + (low >>> 16 & 255)] + tables[at + 768 + (low >>> 24)];
        double c = tables[at + 1024 + (high & 255)] + tables[at + 1280 + (high >>> 8 & 255)];
        double d = tables[at + 1536 + (high >>> 16 & 255)] + tables[at + 1792 + (high >>> 24)];
        return (a + b) + (c + d);
    }
}
