package hammingway.design.search;

import atlantafx.base.theme.Styles;
import hammingway.code.AssignmentReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The assignments that can be chosen, one line each, and what the chosen one changes. */
final class AssignPane extends VBox {
    private static final double WIDEST = 760;
    private static final double FIGURES_WIDTH = 460;

    private final AssignViewModel model;
    private final VBox offers = new VBox(8);
    private final ScrollPane list = new ScrollPane();
    private final ToggleGroup group = new ToggleGroup();
    private final GridPane figures = new GridPane(16, 4);
    private boolean filling;

    AssignPane(AssignViewModel model) {
        super(10);
        this.model = model;
        setMaxWidth(WIDEST);
        offers.setPadding(new Insets(2, 12, 8, 2));
        list.setContent(offers);
        list.setFitToWidth(true);
        list.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        list.setId("assignments");
        list.setMaxHeight(USE_PREF_SIZE);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(sources(), list, applying(), table());
        model.offersProperty().subscribe(this::show);
        model.chosenProperty().subscribe(c -> {
            select();
            boolean own = group.getToggles().stream()
                    .anyMatch(t -> t instanceof RadioButton b && (b.isFocused() || b.isHover()));
            if (!own) {
                reveal(model.offersProperty().get().stream()
                        .map(o -> Optional.of(o.id()))
                        .toList()
                        .indexOf(c));
            }
        });
        model.changeProperty().subscribe(c -> tell());
    }

    private Node sources() {
        GridPane grid = new GridPane(8, 6);
        grid.addRow(
                0,
                muted("Vectors of tokens"),
                box(
                        "assign-vectors",
                        "Where vectors of tokens come from, by which similar tokens are told",
                        "No vocabulary is chosen on the left",
                        model.vectorsProperty(),
                        model.choicesProperty().map(SourceChoices::vectors)));
        grid.addRow(
                1,
                muted("Confusions of"),
                box(
                        "assign-run",
                        "The evaluated run whose confused pairs are kept apart",
                        "No evaluated run has this vocabulary",
                        model.runProperty(),
                        model.choicesProperty().map(SourceChoices::confused)));
        return grid;
    }

    private static <T> ComboBox<T> box(
            String id, String help, String none, ObjectProperty<Optional<T>> value, ObservableValue<List<T>> values) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.setTooltip(new Tooltip(help));
        box.setAccessibleText(help);
        box.setPlaceholder(new Label(none));
        box.setPromptText(none);
        box.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(box, Priority.ALWAYS);
        values.subscribe(v -> {
            box.getItems().setAll(v);
            box.setDisable(v.isEmpty());
            value.get().ifPresent(box::setValue);
        });
        value.subscribe(v -> v.ifPresent(box::setValue));
        box.valueProperty().subscribe(v -> {
            if (v != null) {
                value.set(Optional.of(v));
            }
        });
        return box;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.TEXT_MUTED);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void show(List<AssignmentOffer> shown) {
        filling = true;
        group.getToggles().clear(); // a group keeps buttons that are no longer shown
        offers.getChildren().setAll(shown.stream().map(this::line).toList());
        filling = false;
        select();
    }

    private Node line(AssignmentOffer offer) {
        RadioButton name = new RadioButton(offer.name());
        name.setId("assign-" + offer.id());
        name.setUserData(offer.id());
        name.setToggleGroup(group);
        name.setDisable(offer.reason().isPresent());
        name.setAccessibleHelp(offer.explanation());
        name.setTooltip(new Tooltip("Shows what it changes"));
        name.selectedProperty().subscribe(s -> {
            if (s && !filling) {
                model.chosenProperty().set(Optional.of(offer.id()));
            }
        });
        Label text = new Label(offer.reason().orElse(offer.explanation() + "."));
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.setPadding(new Insets(0, 0, 0, 26)); // under the name, not under the button
        text.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return new VBox(2, name, text);
    }

    /** What was chosen elsewhere, such as by confusions sent here, is brought into sight. */
    private void reveal(int index) {
        if (index >= 0 && offers.getChildren().size() > 1) {
            list.setVvalue((double) index / (offers.getChildren().size() - 1));
        }
    }

    private void select() {
        Optional<String> chosen = model.chosenProperty().get();
        group.getToggles()
                .forEach(t ->
                        t.setSelected(chosen.filter(t.getUserData()::equals).isPresent()));
    }

    private Node applying() {
        Button apply = new Button("Apply");
        apply.setId("assign-apply");
        apply.getStyleClass().add(Styles.ACCENT);
        apply.setMinWidth(Region.USE_PREF_SIZE);
        apply.setTooltip(new Tooltip("Take the chosen assignment into the recipe; undo brings the one before it back"));
        apply.setOnAction(e -> model.apply());
        apply.disableProperty().bind(model.chosenProperty().map(Optional::isEmpty));
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(20, 20);
        turning.visibleProperty().bind(model.busyProperty());
        turning.managedProperty().bind(turning.visibleProperty());
        Label status = new Label();
        status.setId("assign-status");
        status.setWrapText(true);
        status.setMinHeight(USE_PREF_SIZE);
        status.getStyleClass().add(Styles.TEXT_SMALL);
        status.textProperty().bind(model.statusProperty());
        HBox row = new HBox(8, apply, turning, status);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node table() {
        figures.setId("assign-figures");
        figures.setMaxWidth(FIGURES_WIDTH);
        figures.setPadding(new Insets(0, 12, 8, 2));
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        ColumnConstraints values = new ColumnConstraints();
        values.setHalignment(HPos.RIGHT);
        figures.getColumnConstraints().setAll(names, values, values);
        tell();
        return figures;
    }

    private void tell() {
        figures.getChildren().clear();
        figures.addRow(0, new Label(), heading("Now"), heading("With it"));
        row(
                "Distance of pairs",
                "Mean Hamming distance of similar tokens, or of the confused pairs, by weight",
                "%.2f bits",
                AssignmentReport::weightedDistance);
        row(
                "Cost of pairs",
                "Sum over these pairs of weight x cost of their distance: what the search lowers",
                "%,.1f",
                AssignmentReport::objective);
        row(
                "Imbalance by frequency",
                "Mean over bits of |share of ones - 1/2|, tokens counted as often as they stand in the text",
                "%.4f",
                AssignmentReport::weightedImbalance);
        row(
                "Sum of bit entropies",
                "What it exceeds the tokens' own entropy by is lost by a model that takes bits as independent",
                "%.2f bits",
                AssignmentReport::bitEntropy);
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_BOLD);
        return label;
    }

    private void row(String name, String help, String format, Function<AssignmentReport, Double> figure) {
        Label left = muted(name);
        left.setTooltip(new Tooltip(help));
        var change = model.changeProperty().get();
        Label before = new Label(
                change.map(c -> text(format, figure.apply(c.before()))).orElse("\u2013"));
        Label after =
                new Label(change.map(c -> text(format, figure.apply(c.after()))).orElse("\u2013"));
        before.setMinWidth(USE_PREF_SIZE);
        after.setMinWidth(USE_PREF_SIZE);
        figures.addRow(figures.getRowCount(), left, before, after);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value).replace(',', '\u202F');
    }
}
