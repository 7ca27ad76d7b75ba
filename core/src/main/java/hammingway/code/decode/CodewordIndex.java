package hammingway.code.decode;

import hammingway.math.BitMatrix;
import java.util.Arrays;

/** From a word to its token, by open addressing in tables half empty. 4 to 8 bytes a token; thread-safe. */
public final class CodewordIndex {
    private final BitMatrix bits;
    private final int[] slots;
    private final int mask;

    public CodewordIndex(BitMatrix bits) {
        this.bits = bits;
        this.slots = new int[Integer.highestOneBit(bits.rows()) << 2];
        this.mask = slots.length - 1;
        Arrays.fill(slots, -1);
        long[] row = new long[bits.wordsPerRow()];
        for (int v = 0; v < bits.rows(); v++) {
            for (int w = 0; w < row.length; w++) {
                row[w] = bits.word(v, w);
            }
            int at = hash(row) & mask;
            while (slots[at] >= 0) {
                at = (at + 1) & mask;
            }
            slots[at] = v;
        }
    }

    /** The token, or -1. */
    public int find(long[] word) {
        int at = hash(word) & mask;
        while (slots[at] >= 0 && !matches(slots[at], word)) {
            at = (at + 1) & mask;
        }
        return slots[at];
    }

    private boolean matches(int token, long[] word) {
        for (int w = 0; w < word.length; w++) {
            if (bits.word(token, w) != word[w]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(long[] word) {
        long h = 0;
        for (long w : word) {
            h = (h ^ w) * 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio: Knuth's multiplicative hashing
            h ^= h >>> 29;
        }
        return (int) (h >>> 20);
    }
}
