package hammingway.report;

import hammingway.code.analysis.CodebookMeasures;
import hammingway.report.CodebookComparison.Book;
import hammingway.report.ComparedFigure.Better;
import hammingway.report.ComparedFigure.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Rows of a comparison while they are collected, and how their cells read. */
final class FigureRows {

    /** What is not there: not known for this codebook, or of no meaning. */
    static final Cell NONE = Cell.of("\u2013");

    /** What is still being computed. */
    static final Cell PENDING = Cell.of("\u2026");

    private final List<Book> books;

    private final List<ComparedFigure> figures = new ArrayList<>();

    void row(
            String id, String name, String unit, Better better, String meaning, Function<CodebookMeasures, Cell> cell) {
        List<Cell> cells = books.stream().map(b -> cell.apply(b.measures())).toList();
        figures.add(new ComparedFigure(id, name, unit, better, meaning, cells).marked());
    }

    static Cell whole(double value) {
        return Cell.of(value, String.format(Locale.ROOT, "%,.0f", value));
    }

    static Function<CodebookMeasures, Cell> decimal(String format, ToDoubleFunction<CodebookMeasures> value) {
        return m -> decimal(format, value.applyAsDouble(m));
    }

    static Cell decimal(String format, double value) {
        return Double.isFinite(value) ? Cell.of(value, String.format(Locale.ROOT, format, value)) : NONE;
    }

    void related(
            String id,
            String name,
            String unit,
            String meaning,
            List<CodebookComparison.Relation> all,
            Function<CodebookComparison.Relation, Cell> cell) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < books.size(); i++) {
            int at = i;
            cells.add(all.stream()
                    .filter(r -> r.first() == 0 && r.second() == at)
                    .findFirst()
                    .map(cell)
                    .orElse(NONE));
        }
        figures.add(new ComparedFigure(id, name, unit, Better.NEITHER, meaning, cells));
    }

    FigureRows(List<Book> books) {
        this.books = List.copyOf(books);
    }

    List<Book> books() {
        return books;
    }

    List<ComparedFigure> all() {
        return List.copyOf(figures);
    }
}
