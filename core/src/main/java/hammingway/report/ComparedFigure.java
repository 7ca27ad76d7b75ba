package hammingway.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One figure of several codebooks: a row of their comparison.
 *
 * @param id      for files and other programs
 * @param name    for people
 * @param unit    of the values; empty for a plain number or a word
 * @param better  which way is better
 * @param meaning one sentence
 * @param cells   one a codebook
 */
public record ComparedFigure(String id, String name, String unit, Better better, String meaning, List<Cell> cells) {
    /** Which way a figure is better. */
    public enum Better {
        HIGHER("higher is better"),
        LOWER("lower is better"),
        NEITHER("");

        private final String label;

        Better(String label) {
            this.label = label;
        }

        /** Such as {@code higher is better}; empty where neither is. */
        public String label() {
            return label;
        }
    }

    /**
     * The figure of one codebook.
     *
     * @param value a number known exactly; empty for words, for estimates, and for what is not there
     * @param text  without the unit
     * @param best  whether no other codebook is better, and some are worse
     */
    public record Cell(OptionalDouble value, String text, boolean best) {
        static Cell of(double value, String text) {
            return new Cell(OptionalDouble.of(value), text, false);
        }

        static Cell of(String text) {
            return new Cell(OptionalDouble.empty(), text, false);
        }
    }

    public ComparedFigure {
        cells = List.copyOf(cells);
    }

    /** The name with the unit, as in a table's margin. */
    public String title() {
        return unit.isEmpty() ? name : name + ", " + unit;
    }

    /** Whether all codebooks have the same. */
    public boolean equal() {
        return cells.stream().map(Cell::text).distinct().count() <= 1;
    }

    /** The same with the best cells marked; none where a value is missing or all are equal. */
    ComparedFigure marked() {
        boolean known = cells.stream().allMatch(c -> c.value().isPresent());
        if (better == Better.NEITHER || !known) {
            return this;
        }
        double[] values =
                cells.stream().mapToDouble(c -> c.value().orElseThrow()).toArray();
        double high = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .max()
                .orElse(0);
        double low = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .min()
                .orElse(0);
        double best = better == Better.HIGHER ? high : low;
        List<Cell> marked = cells.stream()
                .map(c -> new Cell(c.value(), c.text(), low < high && c.value().orElseThrow() == best))
                .toList();
        return new ComparedFigure(id, name, unit, better, meaning, marked);
    }
}
