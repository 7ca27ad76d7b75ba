package hammingway.report.table;

import hammingway.base.Doc;
import hammingway.base.WorkbenchException;
import java.util.Comparator;
import java.util.List;

/** One column to sort by. */
public record SortKey(
        @Doc("Key of the column") String column,

        @Doc(value = "Greatest first", byDefault = "false") boolean descending) {
    /** Reads {@code top5}, or {@code -top5} for the greatest first. */
    public static SortKey parse(String text, Columns columns) {
        boolean descending = text.startsWith("-");
        String word = descending || text.startsWith("+") ? text.substring(1) : text;
        return columns.find(word).map(c -> new SortKey(c.key(), descending)).orElseThrow(() -> unknown(word, columns));
    }

    static WorkbenchException unknown(String word, Columns columns) {
        return new WorkbenchException("No column is called \"" + word.replaceAll("\\p{Cntrl}", "\uFFFD")
                + "\". Near to it: " + String.join(", ", columns.near(word)) + ".");
    }

    /** By the first key, where equal by the second, and so on; runs that have nothing there come last either way. */
    public static Comparator<RunLine> order(List<SortKey> keys) {
        return (a, b) -> {
            for (SortKey key : keys) {
                int order = key.compare(a.cell(key.column()), b.cell(key.column()));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    /** The order of two cells of the column. */
    public int compare(Cell a, Cell b) {
        if (a.isMissing() || b.isMissing()) {
            return Boolean.compare(a.isMissing(), b.isMissing());
        }
        int order = a.isNumber() && b.isNumber()
                ? Double.compare(a.number(), b.number())
                : String.CASE_INSENSITIVE_ORDER.compare(a.text(), b.text());
        return descending ? -order : order;
    }
}
