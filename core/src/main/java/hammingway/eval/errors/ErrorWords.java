package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.eval.trace.Trace;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;

/** Which bits of each position's target were decided wrong. */
public final class ErrorWords {
    /** Positions of one task: some milliseconds of work. */
    private static final int CHUNK = 1 << 14;

    private ErrorWords() {}

    /**
     * Row i is the decided word of position i, exclusive-or the codeword of its target; its weight is the number of wrong bits. Memory: 8
     * bytes for each 64 bits of a position. Time O(N n).
     *
     * @param codebook that of the trace
     */
    public static BitMatrix of(Trace trace, Codebook codebook, Progress progress) {
        int perRow = codebook.bits().wordsPerRow();
        int positions = trace.positions();
        long[] words = new long[Math.multiplyExact(positions, perRow)];
        int tasks = Math.ceilDiv(positions, CHUNK);
        Parallel.all(progress, "Reading decided bits").run(tasks, () -> words, (all, task) -> {
            int end = Math.min(positions, (task + 1) * CHUNK);
            for (int i = task * CHUNK; i < end; i++) {
                trace.decided(i, all, i * perRow);
                int target = trace.target(i);
                for (int w = 0; w < perRow; w++) {
                    all[i * perRow + w] ^= codebook.bits().word(target, w);
                }
            }
        });
        return BitMatrix.ofWords(positions, codebook.length(), words);
    }
}
