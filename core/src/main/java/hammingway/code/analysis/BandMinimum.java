package hammingway.code.analysis;

import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The least distance of all pairs without looking at all of them: multi-index hashing (Norouzi, Punjani and Fleet 2012) with the general
 * pigeonhole principle (Qin et al. 2018). The n bits are cut into bands. A pair that in band i differs by more than r_i bits in every band lies
 * sum of (r_i + 1) bits or more apart; so once all pairs within r_i in some band are compared, and that sum reaches the least distance found, it is
 * the least of all. The r_i grow from -1 one by one, always the cheapest next: a shell, the pairs that differ in band i by exactly w bits.
 */
final class BandMinimum {
    /** A table of 2^20 ints, 4 MB, is about the largest that a second-level cache helps. */
    private static final int MAX_WIDTH = 20;

    /**
     * Costs in comparisons of the block scan, estimates: a look into a bucket, and a comparison of words found there, each of which may miss
     * the cache. They decide only which of two exact ways is taken.
     */
    private static final double LOOK = 12;

    private static final double COMPARISON = 10;

    /** How much may be spent on finding out whether shells pay, in parts of the scan. */
    private static final double TRIAL = 1.0 / 16;

    private static final int TASKS = 64;

    private final BitMatrix bits;
    private final Parallel parallel;
    private final List<Band> bands = new ArrayList<>();
    private int least;

    private BandMinimum(BitMatrix bits, Parallel parallel) {
        this.bits = bits;
        this.parallel = parallel;
        double log = Math.log(bits.rows()) / Math.log(2);
        int n = bits.columns();
        int count = Math.clamp(Math.round(n / log), (n + MAX_WIDTH - 1) / MAX_WIDTH, n);
        for (int b = 0; b < count; b++) {
            int from = (int) ((long) n * b / count);
            bands.add(new Band(from, (int) ((long) n * (b + 1) / count) - from));
        }
        least = n;
        for (int r = 1; r < bits.rows(); r++) {
            least = Math.min(least, bits.distance(r - 1, r));
        }
    }

    /** d_min of at least two rows that all differ. */
    static int of(BitMatrix bits, Parallel parallel) {
        double scan = 0.5 * bits.rows() * bits.rows() * bits.wordsPerRow();
        return within(bits, parallel, scan).orElseGet(() -> PairMinimum.of(bits, parallel));
    }

    /** The same by shells alone; nothing where that would cost more than the budget, in comparisons of the block scan. */
    static OptionalInt within(BitMatrix bits, Parallel parallel, double budget) {
        return new BandMinimum(bits, parallel).find(budget);
    }

    private OptionalInt find(double budget) {
        double spent = 0;
        int covered = 0;
        while (covered < least) {
            Band next = cheapest(bands);
            double cost = next.cost(next.weight);
            if (spent + cost > TRIAL * budget && spent + remaining(least - covered) > budget) {
                return OptionalInt.empty();
            }
            least = Math.min(least, shell(next));
            next.weight++;
            covered++;
            spent += cost;
        }
        return OptionalInt.of(least);
    }

    private static Band cheapest(List<Band> bands) {
        Band best = bands.getFirst();
        for (Band band : bands) {
            best = band.cost(band.weight) < best.cost(best.weight) ? band : best;
        }
        return best;
    }

    /** At most so much is to be spent on so many shells more. */
    private double remaining(int shells) {
        int[] before = bands.stream().mapToInt(b -> b.weight).toArray();
        double sum = 0;
        for (int s = 0; s < shells; s++) {
            Band next = cheapest(bands);
            sum += next.cost(next.weight);
            next.weight++;
        }
        for (int b = 0; b < before.length; b++) {
            bands.get(b).weight = before[b];
        }
        return sum;
    }

    /** Neighbouring bits of the rows, at most {@value #MAX_WIDTH}, and how far they were searched: {@code weight} is r_i + 1. */
    private final class Band {
        private final int from;
        private final int width;
        /** Sum of the squares of the bucket's sizes; by Cauchy and Schwarz no shift of the buckets meets more pairs. */
        private final double squares;

        private final int filled;
        private int weight;

        Band(int from, int width) {
            this.from = from;
            this.width = width;
            int[] start = starts();
            double sum = 0;
            int used = 0;
            for (int k = 0; k + 1 < start.length; k++) {
                double size = start[k + 1] - start[k];
                sum += size * size;
                used += size > 0 ? 1 : 0;
            }
            this.squares = sum;
            this.filled = used;
        }

        int key(int row) {
            int word = from >>> 6;
            int shift = from & 63;
            long key = bits.word(row, word) >>> shift;
            if (shift + width > 64) {
                key |= bits.word(row, word + 1) << (64 - shift);
            }
            return (int) key & ((1 << width) - 1);
        }

        /** Where each bucket begins in the rows sorted by key. */
        int[] starts() {
            int[] start = new int[(1 << width) + 1];
            for (int r = 0; r < bits.rows(); r++) {
                start[key(r) + 1]++;
            }
            for (int k = 0; k + 1 < start.length; k++) {
                start[k + 1] += start[k];
            }
            return start;
        }

        /** Of the shell of pairs that differ by w bits here, at most; each pair once. */
        double cost(int w) {
            if (w > width) {
                return Double.POSITIVE_INFINITY;
            }
            double masks = choose(width, w);
            double pairs = w == 0 ? (squares - bits.rows()) / 2 : masks * squares / 2;
            return bits.rows() + masks * filled * LOOK / 2 + pairs * COMPARISON * bits.wordsPerRow();
        }
    }

    private static double choose(int n, int k) {
        double c = 1;
        for (int i = 0; i < k; i++) {
            c = c * (n - i) / (i + 1);
        }
        return c;
    }

    /** All numbers of so many bits with so many ones. */
    private static int[] masks(int width, int ones) {
        int[] masks = new int[(int) Math.round(choose(width, ones))];
        int mask = (1 << ones) - 1;
        for (int i = 0; i < masks.length; i++) {
            masks[i] = mask;
            int low = mask & -mask; // the next higher number with as many ones (Gosper, HAKMEM item 175)
            int carried = mask + low;
            mask = low == 0 ? 0 : carried | ((mask ^ carried) >>> 2) / low;
        }
        return masks;
    }

    /** The least distance in the band's next shell. */
    private int shell(Band band) {
        int[] start = band.starts();
        int[] rows = new int[bits.rows()];
        int[] next = Arrays.copyOf(start, start.length);
        for (int r = 0; r < rows.length; r++) {
            rows[next[band.key(r)]++] = r;
        }
        Shell shell = new Shell(bits, start, rows, words(rows), masks(band.width, band.weight));
        int keys = start.length - 1;
        int tasks = Math.min(TASKS, keys);
        return parallel
                .run(tasks, () -> new int[] {PairKernel.FAR}, (found, t) -> {
                    int end = (int) ((long) keys * (t + 1) / tasks);
                    for (int k = (int) ((long) keys * t / tasks); k < end; k++) {
                        found[0] = Math.min(found[0], shell.from(k));
                    }
                })
                .stream()
                .mapToInt(found -> found[0])
                .min()
                .orElse(PairKernel.FAR);
    }

    /** First words in the order of the rows: buckets are then read in order. */
    private long[] words(int[] rows) {
        long[] words = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            words[i] = bits.word(rows[i], 0);
        }
        return words;
    }

    private record Shell(BitMatrix bits, int[] start, int[] rows, long[] words, int[] masks) {
        /** Pairs of a bucket and the buckets of higher keys; of weight 0, pairs within it. */
        int from(int key) {
            int first = start[key];
            int end = start[key + 1];
            int least = PairKernel.FAR;
            if (first == end) {
                return least;
            }
            if (masks[0] == 0) {
                for (int i = first; i < end; i++) {
                    least = Math.min(least, nearest(i, i + 1, end));
                }
                return least;
            }
            for (int mask : masks) {
                int other = key ^ mask;
                int from = start[other];
                int to = start[other + 1];
                if (other > key && from < to) {
                    for (int i = first; i < end; i++) {
                        least = Math.min(least, nearest(i, from, to));
                    }
                }
            }
            return least;
        }

        private int nearest(int i, int from, int to) {
            if (bits.wordsPerRow() == 1) {
                return PairKernel.minimum(words[i], words, from, to);
            }
            int least = PairKernel.FAR;
            for (int j = from; j < to; j++) {
                least = Math.min(least, bits.distance(rows[i], rows[j]));
            }
            return least;
        }
    }
}
