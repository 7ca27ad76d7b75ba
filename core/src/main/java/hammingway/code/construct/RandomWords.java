package hammingway.code.construct;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.DistinctRows;
import hammingway.math.SplitRandom;
import java.util.function.IntConsumer;

/** Sets of different random words. */
public final class RandomWords {
    /** Where more than a quarter of all words is wanted, drawing with repetition would wait long for the last ones. */
    private static final int CROWDED = 4;

    /** Draws for one word before giving up; the chance of as many misses in an honest set is below (3/4)^1000. */
    private static final int TRIES = 1000;

    private RandomWords() {}

    /** {@code count} different words, each equally likely. */
    public static BitMatrix dense(int count, int bits, SplitRandom random, Progress progress) {
        BitMatrix.Builder words = new BitMatrix.Builder(count, bits);
        if (bits < 31 && 1L << bits < (long) CROWDED * count) {
            int[] all = random.permutation(1 << bits);
            for (int r = 0; r < count; r++) {
                words.word(r, 0, all[r]);
            }
            return words.build();
        }
        return different(words, progress, row -> {
            for (int w = 0; w < words.wordsPerRow(); w++) {
                words.word(row, w, random.nextLong());
            }
        });
    }

    /**
     * Different words with as many ones as zeros in every column; one more or one fewer where the count is odd. Each column is a random
     * half of the rows; where rows coincide, one of them exchanges a bit with a row picked at random. Where words are scarce (fewer
     * than 8 for each wanted), words come in complementary pairs instead, which balances every column.
     */
    public static BitMatrix balanced(int count, int bits, SplitRandom random, Progress progress) {
        if (bits < 31 && 1L << bits < 8L * count) {
            return pairs(count, bits, random);
        }
        BitMatrix.Builder words = new BitMatrix.Builder(count, bits);
        for (int w = 0; w < words.wordsPerRow(); w++) {
            progress.update((double) w / words.wordsPerRow(), "Drawing balanced columns");
            progress.check();
            halves(words, w, random);
        }
        boolean moved = true;
        while (moved) {
            progress.check();
            moved = false;
            int[] equal = repeated(words, count);
            for (int r = 0; r < count; r++) {
                if (equal[r] >= 0) {
                    exchange(words, r, random);
                    moved = true;
                }
            }
        }
        return words.build();
    }

    /**
     * Random halves for the columns of one word, row by row: a row gets a one with the chance of the ones left among the rows left, which
     * makes all halves equally likely (Knuth, "The Art of Computer Programming", volume 2, 3.4.2, algorithm S).
     */
    private static void halves(BitMatrix.Builder words, int w, SplitRandom random) {
        int rows = words.rows();
        int columns = Math.min(64, words.columns() - 64 * w);
        int[] ones = new int[columns];
        for (int c = 0; c < columns; c++) {
            ones[c] = rows / 2 + (rows % 2 == 1 && random.nextBoolean() ? 1 : 0);
        }
        for (int r = 0; r < rows; r++) {
            long word = 0;
            for (int c = 0; c < columns; c++) {
                if (random.nextInt(rows - r) < ones[c]) {
                    ones[c]--;
                    word |= 1L << c;
                }
            }
            words.word(r, w, word);
        }
    }

    /** For each row, the earlier row that it equals, or -1. */
    private static int[] repeated(BitMatrix.Builder words, int count) {
        DistinctRows seen = new DistinctRows(words);
        int[] equal = new int[count];
        for (int r = 0; r < count; r++) {
            equal[r] = seen.add(r);
        }
        return equal;
    }

    private static void exchange(BitMatrix.Builder words, int row, SplitRandom random) {
        for (int t = 0; t < TRIES; t++) {
            int column = random.nextInt(words.columns());
            int other = random.nextInt(words.rows());
            if (words.get(row, column) != words.get(other, column)) {
                words.flip(row, column);
                words.flip(other, column);
                return;
            }
        }
    }

    private static BitMatrix pairs(int count, int bits, SplitRandom random) {
        int[] heads = random.permutation(1 << (bits - 1));
        BitMatrix.Builder words = new BitMatrix.Builder(count, bits);
        for (int r = 0; r < count; r++) {
            words.word(r, 0, r % 2 == 0 ? heads[r / 2] : ~(long) heads[r / 2]);
        }
        return words.build();
    }

    /** {@code count} different words of {@code weight} ones each. */
    public static BitMatrix constantWeight(int count, int bits, int weight, SplitRandom random, Progress progress) {
        BitMatrix.Builder words = new BitMatrix.Builder(count, bits);
        long all = choices(bits, weight);
        if (all < (long) CROWDED * count) {
            int[] ranks = random.permutation((int) all);
            for (int r = 0; r < count; r++) {
                combination(words, r, weight, ranks[r]);
            }
            return words.build();
        }
        int[] positions = new int[bits];
        for (int i = 0; i < bits; i++) {
            positions[i] = i;
        }
        return different(words, progress, row -> {
            clear(words, row);
            for (int i = 0; i < weight; i++) { // the first steps of Fisher and Yates' shuffle
                int j = i + random.nextInt(bits - i);
                int chosen = positions[j];
                positions[j] = positions[i];
                positions[i] = chosen;
                words.flip(row, chosen);
            }
        });
    }

    /** Each word has the bits that {@code hashes} random functions give it: a Bloom filter's row, {@code hashes} ones or fewer. */
    public static BitMatrix hashed(int count, int bits, int hashes, SplitRandom random, Progress progress) {
        BitMatrix.Builder words = new BitMatrix.Builder(count, bits);
        return different(words, progress, row -> {
            clear(words, row);
            for (int h = 0; h < hashes; h++) {
                int position = random.nextInt(bits);
                if (!words.get(row, position)) {
                    words.flip(row, position);
                }
            }
        });
    }

    /** {@code C(n, k)}; at most {@code Long.MAX_VALUE / n}, which stands for all that is larger. */
    public static long choices(int n, int k) {
        long product = 1;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            if (product > Long.MAX_VALUE / n) {
                return Long.MAX_VALUE / n;
            }
            product = product * (n - i + 1) / i;
        }
        return k > n ? 0 : product;
    }

    /** The combination of a rank in the combinatorial number system: the largest c with C(c, w) <= rank is its highest one. */
    private static void combination(BitMatrix.Builder words, int row, int weight, long rank) {
        long rest = rank;
        int c = words.columns();
        for (int w = weight; w > 0; w--) {
            do {
                c--;
            } while (choices(c, w) > rest);
            words.flip(row, c);
            rest -= choices(c, w);
        }
    }

    private static void clear(BitMatrix.Builder words, int row) {
        for (int w = 0; w < words.wordsPerRow(); w++) {
            words.word(row, w, 0);
        }
    }

    /** Fills row after row, again while it equals an earlier one. */
    private static BitMatrix different(BitMatrix.Builder words, Progress progress, IntConsumer fill) {
        DistinctRows seen = new DistinctRows(words);
        for (int r = 0; r < words.rows(); r++) {
            int tries = 0;
            do {
                if (++tries > TRIES) {
                    throw new WorkbenchException("No new random codeword was found for token " + r + " of "
                            + words.rows() + " in " + TRIES + " draws of " + words.columns()
                            + " bits. Use more bits or more hashes.");
                }
                fill.accept(r);
            } while (seen.add(r) >= 0);
            if ((r & 0xFFFF) == 0) {
                progress.check();
            }
        }
        return words.build();
    }
}
