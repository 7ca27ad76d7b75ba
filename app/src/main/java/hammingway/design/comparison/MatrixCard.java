package hammingway.design.comparison;

import atlantafx.base.theme.Styles;
import hammingway.control.MatrixView;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.Pair;
import hammingway.design.book.Preview;
import hammingway.settings.Theme;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The distances of one codebook as a picture, and the distance of the pair of tokens that is looked at. */
final class MatrixCard extends VBox {
    private final Label title = new Label();
    private final Label told = Parts.note("");
    private final MatrixView matrix = new MatrixView();
    private Compared book;
    private Optional<Pair> pair = Optional.empty();
    private Optional<Preview.Range> range = Optional.empty();
    private boolean following;

    /** @param chosen told of a pair that is selected here */
    MatrixCard(Compared first, Theme theme, Consumer<Pair> chosen) {
        super(2);
        this.book = first;
        matrix.setId("comparison-matrix-" + first.tag().colour());
        title.getStyleClass().add(Styles.TEXT_BOLD);
        title.setGraphicTextGap(6);
        told.setId("comparison-distance-" + first.tag().colour());
        told.setMinHeight(USE_PREF_SIZE);
        VBox.setVgrow(matrix, Priority.ALWAYS);
        matrix.setMinSize(0, 0);
        getChildren().addAll(title, told, matrix);
        matrix.shownProperty().subscribe(s -> {
            paint();
            follow();
        });
        matrix.selectedProperty().subscribe(c -> {
            if (!following) {
                shown().ifPresent(s ->
                        c.ifPresent(x -> chosen.accept(new Pair(s.token(x.row()), s.token(x.column())))));
            }
        });
        setTheme(theme);
    }

    MatrixView matrix() {
        return matrix;
    }

    int colour() {
        return book.tag().colour();
    }

    void setTheme(Theme newTheme) {
        matrix.setTheme(newTheme);
        title.setGraphic(Parts.dot(colour(), newTheme));
    }

    /** Shows a codebook, the old one until the new one's picture is there. */
    void show(Compared next) {
        boolean other = book.drawn().isEmpty()
                || matrix.shownProperty().get().isEmpty()
                || !next.drawn().equals(book.drawn());
        book = next;
        title.setText(next.tag().label());
        title.setTooltip(new Tooltip(
                next.tag().label() + ", " + Parts.whole(next.codebook().size()) + " tokens, "
                        + next.codebook().length() + " bits"));
        if (other) {
            next.drawn().ifPresent(d -> matrix.setSource(d.source()));
        }
        tell();
    }

    /** Distances that the colours span. */
    void colours(Preview.Range newRange) {
        range = Optional.of(newRange);
        paint();
    }

    private void paint() {
        range.filter(r -> matrix.shownProperty().get().isPresent()).ifPresent(r -> {
            matrix.lowProperty().set(r.low());
            matrix.highProperty().set(r.high());
        });
    }

    void look(Optional<Pair> at) {
        pair = at;
        follow();
    }

    private Optional<DistanceSource> shown() {
        return matrix.shownProperty()
                .get()
                .filter(DistanceSource.class::isInstance)
                .map(DistanceSource.class::cast);
    }

    /** The cell of the pair, whatever the order of rows; none where the codebook has no such tokens. */
    private void follow() {
        following = true;
        shown().ifPresent(s -> {
            Optional<Pair> there = pair.filter(p -> has(p, s.rows()));
            int row = there.map(p -> s.row(p.first())).orElse(-1);
            int column = there.map(p -> s.row(p.second())).orElse(-1);
            boolean already = matrix.selectedProperty()
                    .get()
                    .filter(c -> c.row() == row && c.column() == column)
                    .isPresent();
            if (!already) {
                matrix.select(row, column);
            }
        });
        following = false;
        tell();
    }

    private static boolean has(Pair p, int tokens) {
        return Math.max(p.first(), p.second()) < tokens;
    }

    private void tell() {
        int tokens = book.codebook().size();
        told.setText(pair.filter(p -> has(p, tokens))
                .map(p ->
                        book.design().named(p.first()) + " and " + book.design().named(p.second()) + ": "
                                + book.codebook().bits().distance(p.first(), p.second()) + " bits")
                .orElse(Parts.whole(tokens) + " tokens, " + book.codebook().length() + " bits"));
    }
}
