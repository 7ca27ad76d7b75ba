package hammingway.code.learn;

import hammingway.base.Progress;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * How often token a stands {@code lag} places before token b, sorted by a and then b.
 *
 * @param keys   a * V + b, ascending
 * @param counts beside the keys
 */
record PairCounts(long[] keys, int[] counts) {
    /** Pairs sorted at a time: 32 MB. */
    private static final int CHUNK = 1 << 22;

    /**
     * Counts pairs of a text. Cost O(N log N), memory 12 bytes per different pair and 40 MB.
     *
     * @param length tokens of the text
     * @param row    tokens of a document: pairs do not reach over its end
     * @param size   V
     */
    static PairCounts of(IntUnaryOperator token, int length, int row, int lag, long size, Progress progress) {
        PairCounts all = new PairCounts(new long[0], new int[0]);
        long[] chunk = new long[Math.min(CHUNK, Math.max(1, length))];
        int filled = 0;
        for (int i = lag; i < length; i++) {
            if (i % row >= lag) {
                chunk[filled++] = token.applyAsInt(i - lag) * size + token.applyAsInt(i);
            }
            if (filled == chunk.length) {
                progress.check();
                all = all.plus(chunk, filled);
                filled = 0;
            }
        }
        return all.plus(chunk, filled);
    }

    private PairCounts plus(long[] chunk, int filled) {
        Arrays.sort(chunk, 0, filled);
        long[] merged = new long[keys.length + different(chunk, filled)];
        int[] sums = new int[merged.length];
        int size = 0;
        int old = 0;
        int next = 0;
        while (old < keys.length || next < filled) {
            long key = next >= filled || (old < keys.length && keys[old] <= chunk[next]) ? keys[old] : chunk[next];
            int sum = 0;
            if (old < keys.length && keys[old] == key) {
                sum = counts[old++];
            }
            while (next < filled && chunk[next] == key) {
                sum++;
                next++;
            }
            merged[size] = key;
            sums[size++] = sum;
        }
        return new PairCounts(Arrays.copyOf(merged, size), Arrays.copyOf(sums, size));
    }

    private static int different(long[] sorted, int filled) {
        int n = filled > 0 ? 1 : 0;
        for (int i = 1; i < filled; i++) {
            n += sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return n;
    }
}
