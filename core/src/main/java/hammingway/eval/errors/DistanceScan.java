package hammingway.eval.errors;

import hammingway.math.BitMatrix;

/** The loop over all codewords for each lost target: how far they are, how many lie nearer, and what chance gives at each distance. */
final class DistanceScan {
    private final ConfusionTable table;
    private final int[] ks;
    private final int length;
    private final int perRow;
    private final long[] words;
    /** Of each token: times taken in the upper half, one in the lower, so that one addition counts both. */
    private final long[] weights;

    DistanceScan(ConfusionTable table, BitMatrix bits, int... ks) {
        this.table = table;
        this.ks = ks;
        this.length = bits.columns();
        this.perRow = bits.wordsPerRow();
        this.words = new long[bits.rows() * perRow];
        this.weights = new long[bits.rows()];
        for (int v = 0; v < weights.length; v++) {
            bits.copyRow(v, words, v * perRow);
            weights[v] = (long) table.taken(v) << 32 | 1;
        }
    }

    /** Sums by distance, and by number of nearest codewords. */
    static final class Sums {
        final long[] pairs;
        final long[] observed;
        final double[] byChance;
        final long[] near;
        final double[] nearByChance;

        private Sums(int length, int ks) {
            pairs = new long[length + 1];
            observed = new long[length + 1];
            byChance = new double[length + 1];
            near = new long[ks];
            nearByChance = new double[ks];
        }

        void add(Sums other) {
            for (int d = 0; d < pairs.length; d++) {
                pairs[d] += other.pairs[d];
                observed[d] += other.observed[d];
                byChance[d] += other.byChance[d];
            }
            for (int k = 0; k < near.length; k++) {
                near[k] += other.near[k];
                nearByChance[k] += other.nearByChance[k];
            }
        }
    }

    Sums sums() {
        return new Sums(length, ks.length);
    }

    /** Two tables of {@code length + 1} numbers, by turns, so that equal distances in a row do not wait for each other. */
    long[] scratch() {
        return new long[2 * (length + 1)];
    }

    Sums of(int[] targets, int from, int to, long[] scratch) {
        Sums sums = sums();
        for (int i = from; i < to; i++) {
            target(targets[i], scratch, sums);
        }
        return sums;
    }

    private void target(int target, long[] scratch, Sums sums) {
        java.util.Arrays.fill(scratch, 0);
        if (perRow == 1) {
            oneWord(words[target], scratch);
        } else {
            manyWords(target, scratch);
        }
        int lost = table.lost(target);
        double others = Math.max(1, (double) table.errors() - table.taken(target));
        int nearer = 0;
        int[] nearerThan = new int[length + 1];
        for (int d = 1; d <= length; d++) { // at 0 there is the target alone: codewords are distinct
            long both = scratch[d] + scratch[length + 1 + d];
            nearerThan[d] = nearer;
            double byChance = lost / others * (both >>> 32);
            sums.pairs[d] += both & 0xFFFFFFFFL;
            sums.byChance[d] += byChance;
            for (int k = 0; k < ks.length; k++) {
                sums.nearByChance[k] += nearer < ks[k] ? byChance : 0;
            }
            nearer += (int) both;
        }
        for (int p = table.firstOf(target); p < table.firstOf(target + 1); p++) {
            int d = distance(target, table.predicted(p));
            sums.observed[d] += table.count(p);
            for (int k = 0; k < ks.length; k++) {
                sums.near[k] += nearerThan[d] < ks[k] ? table.count(p) : 0;
            }
        }
    }

    private void oneWord(long word, long[] scratch) {
        int even = weights.length & ~1;
        for (int v = 0; v < even; v += 2) {
            scratch[Long.bitCount(word ^ words[v])] += weights[v];
            scratch[length + 1 + Long.bitCount(word ^ words[v + 1])] += weights[v + 1];
        }
        if (even < weights.length) {
            scratch[Long.bitCount(word ^ words[even])] += weights[even];
        }
    }

    private void manyWords(int target, long[] scratch) {
        for (int v = 0; v < weights.length; v++) {
            scratch[distance(target, v)] += weights[v];
        }
    }

    private int distance(int a, int b) {
        int sum = 0;
        for (int w = 0; w < perRow; w++) {
            sum += Long.bitCount(words[a * perRow + w] ^ words[b * perRow + w]);
        }
        return sum;
    }
}
