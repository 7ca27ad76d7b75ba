package hammingway.eval.errors;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.eval.trace.Trace;
import hammingway.math.Parallel;
import java.util.Arrays;

/** Finds plain text in the evaluated text, across tokens, and across windows where one goes on where another ended. */
public final class TextSearch {
    private static final int CHUNK = 1 << 15;

    private final Trace trace;
    private final TokenText text;
    private final int positions;

    /** @param positions to look at, from the first on */
    public TextSearch(Trace trace, TokenText text, int positions) {
        this.trace = trace;
        this.text = text;
        this.positions = positions;
    }

    /**
     * Where a text stands: the positions of its first and last characters' tokens, rising by the first.
     *
     * @param first positions
     * @param last  positions, at least the first
     */
    public record Hits(int[] first, int[] last) {
        public int count() {
            return first.length;
        }
    }

    /**
     * Occurrences may overlap.
     *
     * @param matchCase whether A is another letter than a
     * @throws WorkbenchException if there is nothing to look for
     */
    public Hits find(String wanted, boolean matchCase, Progress progress) {
        if (wanted.isEmpty()) {
            throw new WorkbenchException("There is no text to look for. Give at least one character.");
        }
        String pattern = matchCase ? wanted : fold(wanted);
        boolean whole = trace.facts().continuous();
        int length = whole ? CHUNK : Math.max(1, CHUNK / trace.context()) * trace.context();
        int tasks = Math.ceilDiv(positions, length);
        int[][] firsts = new int[tasks][];
        int[][] lasts = new int[tasks][];
        Parallel.all(progress, "Searching the text").run(tasks, () -> firsts, (all, task) -> {
            Found found = new Found();
            int begin = task * length;
            int end = Math.min(positions, begin + length);
            if (whole) {
                // a character is at least a byte, so this many tokens more hold what begins in this chunk, unless
                // tokens are empty
                int further = Math.min(positions, end + 4 * pattern.length());
                search(pattern, matchCase, begin, end, further, found);
            } else {
                for (int w = begin; w < end; w += trace.context()) {
                    int last = Math.min(end, w + trace.context());
                    search(pattern, matchCase, w, last, last, found);
                }
            }
            firsts[task] = Arrays.copyOf(found.first, found.size);
            lasts[task] = Arrays.copyOf(found.last, found.size);
        });
        return new Hits(TokenSearch.join(firsts), TokenSearch.join(lasts));
    }

    private void search(String pattern, boolean matchCase, int begin, int end, int further, Found found) {
        TokenText.Stretch stretch = text.stretch(further - begin, i -> trace.target(begin + i));
        String all = matchCase ? stretch.text() : fold(stretch.text());
        for (int at = all.indexOf(pattern); at >= 0; at = all.indexOf(pattern, at + 1)) {
            int first = begin + stretch.items()[at];
            if (first >= end) {
                return;
            }
            found.add(first, begin + stretch.items()[at + pattern.length() - 1]);
        }
    }

    /** Char by char, so that places stay. */
    private static String fold(String s) {
        char[] chars = s.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Character.toLowerCase(Character.toUpperCase(chars[i]));
        }
        return new String(chars);
    }

    private static final class Found {
        private int[] first = new int[16];
        private int[] last = new int[16];
        private int size;

        void add(int from, int to) {
            if (size == first.length) {
                first = Arrays.copyOf(first, 2 * size);
                last = Arrays.copyOf(last, 2 * size);
            }
            first[size] = from;
            last[size++] = to;
        }
    }
}
