package hammingway.code.search;

import hammingway.math.BitMatrix;
import java.util.Arrays;

/** Codewords that a search changes: like a {@link BitMatrix}, but for its own eyes only. */
final class Rows {
    final int count;
    final int length;
    final int perRow;
    final long[] words;

    Rows(BitMatrix bits) {
        count = bits.rows();
        length = bits.columns();
        perRow = bits.wordsPerRow();
        words = new long[Math.multiplyExact(count, perRow)];
        for (int r = 0; r < count; r++) {
            for (int w = 0; w < perRow; w++) {
                words[r * perRow + w] = bits.word(r, w);
            }
        }
    }

    boolean get(int row, int column) {
        return (words[row * perRow + (column >>> 6)] >>> column & 1) != 0;
    }

    void flip(int row, int column) {
        words[row * perRow + (column >>> 6)] ^= 1L << column;
    }

    int distance(int row, int other) {
        int a = row * perRow;
        int b = other * perRow;
        int sum = 0;
        for (int w = 0; w < perRow; w++) {
            sum += Long.bitCount(words[a + w] ^ words[b + w]);
        }
        return sum;
    }

    long[] copy() {
        return words.clone();
    }

    void set(long[] other) {
        System.arraycopy(other, 0, words, 0, words.length);
    }

    static BitMatrix matrix(long[] words, int count, int length) {
        int perRow = words.length / count;
        return BitMatrix.of(count, length, (r, c) -> (words[r * perRow + (c >>> 6)] >>> c & 1) != 0);
    }

    @Override
    public String toString() {
        return count + " x " + length + " bits, hash " + Arrays.hashCode(words);
    }
}
