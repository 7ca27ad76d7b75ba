package hammingway.design.search;

import atlantafx.base.theme.Styles;
import hammingway.code.search.SearchPoint;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** The figures of the codebook that a search began with, beside those of the best so far. */
final class SearchFigures extends GridPane {
    /** Figures further apart from their names are hard to read along. */
    private static final double WIDEST = 420;

    private static final String NONE = "\u2013";

    private final Pair distance;
    private final Pair pairs;
    private final Pair objective;
    private final Label account = new Label();

    /** A figure of the beginning and of the best. */
    private record Pair(Label first, Label best) {}

    SearchFigures(SearchViewModel model) {
        super(16, 4);
        setMaxWidth(WIDEST);
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        ColumnConstraints values = new ColumnConstraints();
        values.setHalignment(HPos.RIGHT);
        getColumnConstraints().setAll(names, values, values);
        Label first = heading("Beginning", "The codebook that the search began with, or the first that it made");
        Label best = heading("Best so far", "The best codebook that was found");
        addRow(0, new Label(), first, best);
        distance = row("distance", "d_min", "Minimum distance: the fewest bits in which two codewords differ");
        pairs = row("pairs", "Pairs at d_min", "Pairs of tokens whose codewords are that near");
        objective = row("objective", "Objective", "The weighted sum that the form asks for; greater is better");
        account.setId("search-account");
        account.setWrapText(true);
        account.setMinHeight(USE_PREF_SIZE);
        account.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        account.setTooltip(
                new Tooltip("Candidates looked at in all and in a second, the time, and when the best was found"));
        add(account, 0, getRowCount(), 3, 1);
        model.reachedProperty().subscribe(this::show);
    }

    private static Label heading(String text, String help) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_BOLD);
        label.setTooltip(new Tooltip(help));
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private Pair row(String id, String name, String help) {
        Label left = new Label(name);
        left.getStyleClass().add(Styles.TEXT_MUTED);
        left.setMinWidth(USE_PREF_SIZE);
        left.setTooltip(new Tooltip(help));
        Label first = value("search-first-" + id);
        Label best = value("search-best-" + id);
        addRow(getRowCount(), left, first, best);
        return new Pair(first, best);
    }

    private static Label value(String id) {
        Label label = new Label(NONE);
        label.setId(id);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void show(SearchLog.Reached now) {
        Optional<SearchPoint> first = now.points().stream().findFirst();
        Optional<SearchPoint> best = now.points().isEmpty()
                ? Optional.empty()
                : Optional.of(now.points().getLast());
        tell(distance, first.map(p -> p.minimumDistance() + " bits"), best.map(p -> p.minimumDistance() + " bits"));
        tell(pairs, first.map(p -> whole(p.atMinimum())), best.map(p -> whole(p.atMinimum())));
        tell(objective, first.map(p -> fraction(p.objective())), best.map(p -> fraction(p.objective())));
        account.setText(account(now, best));
    }

    private static String account(SearchLog.Reached now, Optional<SearchPoint> best) {
        return now.evaluations() == 0
                ? "Nothing looked at yet."
                : whole(now.evaluations()) + " looked at in " + String.format(Locale.ROOT, "%.1f s", now.seconds())
                        + ", "
                        + whole(Math.round(now.speed())) + " a second"
                        + best.map(p -> "; the best after " + whole(p.evaluations()))
                                .orElse("") + ".";
    }

    private static void tell(Pair row, Optional<String> first, Optional<String> best) {
        row.first().setText(first.orElse(NONE));
        row.best().setText(best.orElse(NONE));
    }

    private static String fraction(double v) {
        return String.format(Locale.ROOT, "%.5f", v);
    }

    private static String whole(long v) {
        return String.format(Locale.ROOT, "%,d", v).replace(',', '\u202F');
    }
}
