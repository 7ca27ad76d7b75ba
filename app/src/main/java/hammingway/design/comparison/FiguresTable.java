package hammingway.design.comparison;

import hammingway.report.CodebookTables;
import hammingway.report.ComparedFigure;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

/** Figures in rows, codebooks in columns; a star and bold figures mark the best of a row. */
final class FiguresTable extends TableView<ComparedFigure> {
    private static final PseudoClass BEST = PseudoClass.getPseudoClass("best");
    private static final double NAME_WIDTH = 196;
    private static final double WIDE_NAME_WIDTH = 264;
    private static final double WIDTH = 97;
    private static final double WIDEST = 200;

    /** From here on there is room for whole names. */
    private static final double WIDE = 760;

    private static final double SCROLL_BAR = 18;
    private static final double TOOLTIP_WIDTH = 360;

    private List<Compared.Tag> tags = List.of();
    private Theme theme = Theme.LIGHT;

    FiguresTable() {
        setId("comparison-figures");
        setAccessibleText("Figures of the codebooks side by side");
        getStyleClass().addAll("dense", "striped", "comparison-figures");
        setPlaceholder(Parts.note("Measuring\u2026"));
        widthProperty().subscribe(w -> fit());
    }

    void setTheme(Theme newTheme) {
        theme = newTheme;
        columns();
    }

    void show(Optional<ComparisonViewModel.Table> table, boolean onlyDifferences) {
        List<Compared.Tag> wanted = table.map(ComparisonViewModel.Table::tags).orElse(List.of());
        if (!wanted.equals(tags)) {
            tags = wanted;
            columns();
        }
        getItems().setAll(table.map(t -> t.rows(onlyDifferences)).orElse(List.of()));
    }

    private void columns() {
        TableColumn<ComparedFigure, ComparedFigure> names = new TableColumn<>("Figure");
        names.setCellFactory(c -> new Cell(-1));
        names.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        getColumns().setAll(List.of(names));
        for (int i = 0; i < tags.size(); i++) {
            getColumns().add(column(i));
        }
        getColumns().forEach(c -> {
            c.setSortable(false);
            c.setReorderable(false);
        });
        fit();
    }

    /** Shares the width out; what does not fit is scrolled. */
    private void fit() {
        if (getColumns().isEmpty()) {
            return;
        }
        double names = getWidth() > WIDE ? WIDE_NAME_WIDTH : NAME_WIDTH;
        double each = Math.floor((getWidth() - names - SCROLL_BAR) / Math.max(1, tags.size()));
        getColumns().getFirst().setPrefWidth(names);
        for (TableColumn<ComparedFigure, ?> column :
                getColumns().subList(1, getColumns().size())) {
            column.setPrefWidth(Math.clamp(each, WIDTH, WIDEST));
        }
    }

    private TableColumn<ComparedFigure, ComparedFigure> column(int at) {
        Compared.Tag tag = tags.get(at);
        TableColumn<ComparedFigure, ComparedFigure> column = new TableColumn<>();
        Label header = new Label(tag.label(), Parts.dot(tag.colour(), theme));
        header.setTooltip(new Tooltip(tag.label()));
        header.getStyleClass().add("comparison-header");
        header.setMaxWidth(Double.MAX_VALUE);
        header.setAlignment(Pos.CENTER_RIGHT);
        column.setGraphic(header);
        column.setMinWidth(80);
        column.setCellFactory(c -> new Cell(at));
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        return column;
    }

    private static String explained(ComparedFigure figure) {
        String better = figure.better().label();
        return figure.meaning()
                + (better.isEmpty() ? "" : " " + Character.toUpperCase(better.charAt(0)) + better.substring(1) + ".");
    }

    /** A figure's name, at -1, or its value of one codebook. */
    private static final class Cell extends TableCell<ComparedFigure, ComparedFigure> {
        private final int at;
        private final Tooltip help = new Tooltip();

        Cell(int at) {
            this.at = at;
            setAlignment(at < 0 ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
            setContentDisplay(ContentDisplay.TEXT_ONLY);
            help.setWrapText(true);
            help.setMaxWidth(TOOLTIP_WIDTH);
        }

        @Override
        protected void updateItem(ComparedFigure figure, boolean empty) {
            super.updateItem(figure, empty);
            boolean none = empty || figure == null || at >= figure.cells().size();
            setText(none ? null : at < 0 ? figure.title() : value(figure));
            setTooltip(none ? null : help);
            pseudoClassStateChanged(
                    BEST, !none && at >= 0 && figure.cells().get(at).best());
            if (!none) {
                // words may be wider than their column
                boolean words = at >= 0 && figure.cells().get(at).value().isEmpty();
                help.setText((words ? figure.cells().get(at).text() + "\n" : "") + explained(figure));
            }
        }

        private String value(ComparedFigure figure) {
            ComparedFigure.Cell cell = figure.cells().get(at);
            String shown = CodebookTables.shown(figure, cell);
            String spaced = cell.value().isPresent() ? shown.replace(',', '\u202F') : shown;
            return cell.best() ? "\u2605 " + spaced : spaced;
        }
    }
}
