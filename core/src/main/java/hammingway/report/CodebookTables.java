package hammingway.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.report.ComparedFigure.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison of codebooks as text for the terminal, CSV, Markdown and JSON. */
public final class CodebookTables {
    /** A hash this long tells codebooks apart for people; files have it whole. */
    private static final int SHORT_HASH = 12;

    private CodebookTables() {}

    /** A cell as people read it: hashes are cut. */
    public static String shown(ComparedFigure figure, Cell cell) {
        return figure.id().equals("hash") ? cell.text().substring(0, SHORT_HASH) : cell.text();
    }

    /** Fixed-width columns; a star marks the best of a row. */
    public static String terminal(CodebookComparison comparison, List<ComparedFigure> rows) {
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("d = " + comparison.width()));
        comparison.labels().forEach(label -> header.add(label + "  "));
        lines.add(header);
        for (ComparedFigure row : rows) {
            List<String> line = new ArrayList<>(List.of(row.title()));
            row.cells().forEach(c -> line.add(shown(row, c) + (c.best() ? " *" : "  ")));
            lines.add(line);
        }
        StringBuilder text = new StringBuilder();
        int[] widths = widths(lines);
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String pad = " ".repeat(widths[c] - line.get(c).length());
                row.append(c == 0 ? line.get(c) + pad : "  " + pad + line.get(c));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.append("* the best of its row\n").toString();
    }

    private static int[] widths(List<List<String>> lines) {
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], line.get(c).length());
            }
        }
        return widths;
    }

    /** Numbers at full precision, words as they are; no marks. */
    public static String csv(CodebookComparison comparison, List<ComparedFigure> rows) {
        StringBuilder text = new StringBuilder("figure,unit,better");
        comparison.labels().forEach(label -> text.append(',').append(quoted(label)));
        text.append('\n');
        for (ComparedFigure row : rows) {
            text.append(row.id())
                    .append(',')
                    .append(quoted(row.unit()))
                    .append(',')
                    .append(row.better().name().toLowerCase(Locale.ROOT));
            for (Cell cell : row.cells()) {
                text.append(',')
                        .append(cell.value().isPresent() ? plain(cell.value().getAsDouble()) : quoted(cell.text()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String quoted(String s) {
        return "\"" + s.replace("\"", "\"\"") + "\"";
    }

    /** The best of a row in bold. */
    public static String markdown(CodebookComparison comparison, List<ComparedFigure> rows) {
        int n = comparison.books().size();
        StringBuilder text = new StringBuilder("| d = " + comparison.width() + " | "
                + comparison.labels().stream().map(CodebookTables::escaped).collect(Collectors.joining(" | "))
                + " |\n|---|" + "---:|".repeat(n) + "\n");
        for (ComparedFigure row : rows) {
            text.append("| ").append(escaped(row.title())).append(" |");
            for (Cell cell : row.cells()) {
                String shown = escaped(shown(row, cell));
                text.append(' ')
                        .append(cell.best() ? "**" + shown + "**" : shown)
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String escaped(String s) {
        return s.replace("|", "\\|");
    }

    /** For other programs; a value that is not there is null. */
    public static ObjectNode json(CodebookComparison comparison, List<ComparedFigure> rows) {
        ObjectNode out = Json.object();
        out.put("width", comparison.width());
        ArrayNode books = out.putArray("codebooks");
        for (int i = 0; i < comparison.books().size(); i++) {
            var measures = comparison.books().get(i).measures();
            books.addObject()
                    .put("label", comparison.labels().get(i))
                    .put("name", measures.codebook().name())
                    .put("tokens", measures.codebook().size())
                    .put("length", measures.codebook().length())
                    .put("sha256", measures.hash());
        }
        ArrayNode figures = out.putArray("figures");
        rows.forEach(row -> add(figures.addObject(), row));
        ArrayNode pairs = out.putArray("pairs");
        for (CodebookComparison.Relation r : comparison.relations()) {
            ObjectNode pair = pairs.addObject().put("first", r.first()).put("second", r.second());
            r.difference().differing().ifPresent(d -> pair.put("tokensDiffering", d));
            r.difference().meanHamming().ifPresent(d -> pair.put("meanHamming", d));
            r.difference().rankCorrelation().ifPresent(d -> pair.put("rankCorrelation", d));
            pair.put("pairsOfTokens", r.difference().pairs());
        }
        return out;
    }

    private static void add(ObjectNode out, ComparedFigure row) {
        out.put("id", row.id())
                .put("name", row.name())
                .put("unit", row.unit())
                .put("better", row.better().name().toLowerCase(Locale.ROOT))
                .put("meaning", row.meaning());
        ArrayNode values = out.putArray("values");
        ArrayNode best = out.putArray("best");
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            if (cell.value().isPresent()) {
                values.add(cell.value().getAsDouble());
            } else if (cell.text().equals("\u2013")) {
                values.addNull();
            } else {
                values.add(cell.text());
            }
            if (cell.best()) {
                best.add(i);
            }
        }
    }
}
