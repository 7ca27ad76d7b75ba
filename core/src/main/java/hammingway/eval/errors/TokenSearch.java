package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.eval.trace.Trace;
import hammingway.math.Parallel;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Positions that a filter accepts. Thread-safe. */
public final class TokenSearch {
    private static final int CHUNK = 1 << 16;

    private final Trace first;
    private final Optional<Trace> second;
    private final int positions;

    /** @param second on the same tokens, as far as both go */
    public TokenSearch(Trace first, Optional<Trace> second) {
        this.first = first;
        this.second = second;
        this.positions =
                Math.min(first.positions(), second.map(Trace::positions).orElse(Integer.MAX_VALUE));
    }

    /** All of them, rising: 4 bytes each. */
    public int[] hits(TokenFilter filter, Progress progress) {
        return hits(filter, 0, positions, progress);
    }

    /** Those from a position to before another. */
    public int[] hits(TokenFilter filter, int from, int to, Progress progress) {
        filter.check(first, second);
        int tasks = Math.ceilDiv(Math.max(0, to - from), CHUNK);
        int[][] found = new int[tasks][];
        Parallel.all(progress, "Filtering tokens").run(tasks, () -> new int[CHUNK], (buffer, task) -> {
            int begin = from + task * CHUNK;
            int end = Math.min(to, begin + CHUNK);
            int size = 0;
            for (int i = begin; i < end; i++) {
                if (filter.accepts(first, second, i)) {
                    buffer[size++] = i;
                }
            }
            found[task] = Arrays.copyOf(buffer, size);
        });
        return join(found);
    }

    static int[] join(int[][] parts) {
        int[] all = new int[Arrays.stream(parts).mapToInt(p -> p.length).sum()];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** The first accepted position beyond another, forwards or backwards. */
    public OptionalInt next(TokenFilter filter, int beyond, boolean forwards, Progress progress) {
        filter.check(first, second);
        int step = forwards ? 1 : -1;
        for (int i = beyond + step; i >= 0 && i < positions; i += step) {
            if ((i & CHUNK - 1) == 0) {
                progress.check();
            }
            if (filter.accepts(first, second, i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
