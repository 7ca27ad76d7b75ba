package hammingway.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of a table as text: aligned for a terminal, CSV for programs, TSV for spreadsheets. */
public final class RunText {
    private RunText() {}

    /** Words to the left, numbers to the right. */
    public static String aligned(List<RunLine> lines, List<Column> columns) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::heading).toList());
        lines.forEach(l -> rows.add(columns.stream()
                .map(c -> oneLine(
                        l.cell(c.key()).isMissing() ? "-" : l.cell(c.key()).text()))
                .toList()));
        int[] widths = new int[columns.size()];
        rows.forEach(r -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], r.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(columns.get(i).numeric() ? pad + row.get(i) : row.get(i) + pad);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Keys above, numbers in full, as RFC 4180 has it. */
    public static String csv(List<RunLine> lines, List<Column> columns) {
        StringBuilder text = new StringBuilder(columns.stream().map(Column::key).collect(Collectors.joining(",")));
        text.append('\n');
        for (RunLine line : lines) {
            text.append(columns.stream().map(c -> field(line.cell(c.key()))).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String field(Cell cell) {
        String text = full(cell);
        return text.matches("(?s).*[\",\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String full(Cell cell) {
        if (!cell.isNumber()) {
            return cell.text();
        }
        double v = cell.number();
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }

    /** With headings, for the clipboard. */
    public static String tsv(List<RunLine> lines, List<Column> columns) {
        StringBuilder text =
                new StringBuilder(columns.stream().map(Column::heading).collect(Collectors.joining("\t")));
        text.append('\n');
        for (RunLine line : lines) {
            text.append(columns.stream()
                            .map(c -> oneLine(full(line.cell(c.key()))))
                            .collect(Collectors.joining("\t")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
