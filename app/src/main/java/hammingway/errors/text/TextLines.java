package hammingway.errors.text;

import hammingway.eval.errors.TokenText;
import hammingway.eval.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text in lines of a fixed-width font, laid out a block at a time when it is looked at: nothing is kept of ten million tokens but the blocks that were seen
 * last. A block begins where a line begins in the text, if one does nearby. Used on one thread.
 */
final class TextLines {
    /** Tokens of a block, about: laid out in a few milliseconds. */
    private static final int BLOCK = 1024;

    /** How far a line end is looked for. */
    private static final int NEARBY = 512;

    private static final int KEPT = 64;

    private final Trace trace;
    private final TokenText text;
    private final int positions;
    private final int columns;
    private final boolean whitespace;
    private final Map<Integer, List<List<Piece>>> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<List<Piece>>> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param columns    of a line, at least 1
     * @param whitespace whether spaces and line ends are drawn as signs
     */
    TextLines(Trace trace, TokenText text, int positions, int columns, boolean whitespace) {
        this.trace = trace;
        this.text = text;
        this.positions = positions;
        this.columns = columns;
        this.whitespace = whitespace;
    }

    /** A line: the block that it is in, and its number there. */
    record Place(int block, int line) {}

    int positions() {
        return positions;
    }

    int blocks() {
        return Math.ceilDiv(positions, BLOCK);
    }

    List<Piece> line(Place place) {
        return block(place.block()).get(place.line());
    }

    private List<List<Piece>> block(int index) {
        return blocks.computeIfAbsent(index, this::layOut);
    }

    /** The line that a position begins in. */
    Place place(int position) {
        int nominal = position / BLOCK;
        int index = position < start(nominal) ? nominal - 1 : nominal;
        List<List<Piece>> lines = block(index);
        for (int line = 0; line < lines.size(); line++) {
            for (Piece p : lines.get(line)) {
                if (p.position() == position) {
                    return new Place(index, line);
                }
            }
        }
        return new Place(index, 0);
    }

    /** The line so many lines further down, or up; the first or the last where there are no more. */
    Place moved(Place from, int lines) {
        int block = from.block();
        int line = from.line() + lines;
        while (line < 0 && block > 0) {
            block--;
            line += block(block).size();
        }
        while (line >= block(block).size() && block < blocks() - 1) {
            line -= block(block).size();
            block++;
        }
        return new Place(block, Math.clamp(line, 0, block(block).size() - 1));
    }

    private int start(int block) {
        int nominal = block * BLOCK;
        if (block == 0 || nominal >= positions) {
            return Math.min(nominal, positions);
        }
        int end = Math.min(positions, nominal + NEARBY);
        for (int i = nominal; i < end; i++) {
            if (text.endsLine(trace.target(i - 1))) {
                return i;
            }
        }
        return nominal;
    }

    private List<List<Piece>> layOut(int block) {
        int from = start(block);
        int to = start(block + 1);
        LineBreaking lines = new LineBreaking(columns, whitespace);
        TokenText.Stretch stretch = text.stretch(to - from, i -> trace.target(from + i));
        int at = 0;
        for (int i = from; i < to; i++) {
            if (i % trace.context() == 0 && (i == 0 || !trace.facts().continuous())) {
                if (i > from) {
                    lines.newLine();
                }
                int before = trace.start(i / trace.context());
                lines.add(Piece.BEFORE, text.stretch(1, none -> before).text());
            }
            int begin = at;
            while (at < stretch.chars().length && stretch.items()[at] == i - from) {
                at++;
            }
            lines.add(i, new String(stretch.chars(), begin, at - begin));
        }
        return lines.finish();
    }
}
