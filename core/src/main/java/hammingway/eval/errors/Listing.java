package hammingway.eval.errors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Figures in rows, to be printed, saved or shown: the same numbers everywhere.
 *
 * @param rows cells are texts, whole numbers or {@link Double}s, one a column
 */
public record Listing(List<Column> columns, List<List<Object>> rows) {
    /**
     * A column.
     *
     * @param key      in JSON and CSV
     * @param heading  for people
     * @param decimals of printed numbers with a fraction
     */
    public record Column(String key, String heading, int decimals) {}

    /** The key of a p-value: none is printed as 0. */
    static final String P_VALUE = "pValue";

    public Listing {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Fills a listing row by row. */
    static final class Builder {
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Object>> rows = new ArrayList<>();

        Builder column(String key, String heading, int decimals) {
            columns.add(new Column(key, heading, decimals));
            return this;
        }

        Builder column(String key, String heading) {
            return column(key, heading, 0);
        }

        void row(List<Object> cells) {
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException(cells.size() + " cells in " + columns.size() + " columns");
            }
            rows.add(List.copyOf(cells));
        }

        Listing build() {
            return new Listing(columns, rows);
        }
    }

    /** The first rows alone. */
    public Listing first(int count) {
        return new Listing(columns, rows.subList(0, Math.min(count, rows.size())));
    }

    /** A cell for people: NaN is a dash. */
    public static String text(Object cell, int decimals) {
        if (cell instanceof Double d) {
            return d.isNaN() ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", d);
        }
        return cell.toString();
    }

    private static String text(Object cell, Column column) {
        if (column.key().equals(P_VALUE) && cell instanceof Double p && p < Math.pow(10, -column.decimals())) {
            return String.format(Locale.ROOT, "< %." + column.decimals() + "f", Math.pow(10, -column.decimals()));
        }
        return text(cell, column.decimals());
    }

    /** Aligned, for a terminal. */
    public String text() {
        int[] widths = new int[columns.size()];
        boolean[] numbers = new boolean[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            widths[c] = columns.get(c).heading().length();
            for (List<Object> row : rows) {
                widths[c] = Math.max(widths[c], text(row.get(c), columns.get(c)).length());
            }
            numbers[c] = !rows.isEmpty() && rows.stream().noneMatch(r -> r.get(column) instanceof String);
        }
        StringBuilder text = new StringBuilder();
        line(text, columns.stream().map(Column::heading).toList(), widths, numbers);
        for (List<Object> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                cells.add(text(row.get(c), columns.get(c)));
            }
            line(text, cells, widths, numbers);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths, boolean[] numbers) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String space = " ".repeat(widths[c] - cells.get(c).length());
            line.append(c > 0 ? "  " : "").append(numbers[c] ? space + cells.get(c) : cells.get(c) + space);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** Numbers at full precision; what is no number is empty. */
    public String csv() {
        StringBuilder csv = new StringBuilder(
                String.join(",", columns.stream().map(Column::key).toList()));
        for (List<Object> row : rows) {
            csv.append('\n');
            csv.append(String.join(",", row.stream().map(Listing::quoted).toList()));
        }
        return csv.append('\n').toString();
    }

    private static String quoted(Object cell) {
        if (cell instanceof Double d && d.isNaN()) {
            return "";
        }
        String text = cell.toString();
        return text.matches("[^\",\\n\\r]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** An object a row, numbers at full precision; what is no number is left out. */
    public ArrayNode json() {
        ArrayNode all = Json.mapper().createArrayNode();
        for (List<Object> row : rows) {
            ObjectNode node = all.addObject();
            for (int c = 0; c < row.size(); c++) {
                String key = columns.get(c).key();
                switch (row.get(c)) {
                    case Double d -> {
                        if (!d.isNaN()) {
                            node.put(key, d);
                        }
                    }
                    case Integer i -> node.put(key, i);
                    case Long l -> node.put(key, l);
                    default -> node.put(key, row.get(c).toString());
                }
            }
        }
        return all;
    }
}
