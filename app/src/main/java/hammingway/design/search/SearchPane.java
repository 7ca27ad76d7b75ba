package hammingway.design.search;

import atlantafx.base.theme.Styles;
import hammingway.form.FormField;
import hammingway.form.SpecLine;
import hammingway.form.SpecLines;
import hammingway.settings.Theme;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A search: its form on the left; its curve, its figures and what to do with what it found on the right. */
final class SearchPane extends HBox {
    private static final double FORM_WIDTH = 240;

    private final SearchViewModel model;
    private final SpecLines lines;
    private final CheckBox follow = new CheckBox("Start from the designed codebook");
    private final Label general = SpecLine.problemLabel();
    private final ToggleButton show = new ToggleButton("Show the command");

    SearchPane(SearchViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        super(12);
        this.model = model;
        lines = new SpecLines("search-", model.form(), titles());
        VBox right = new VBox(
                8,
                buttons(),
                status(),
                new SearchCurve(model.reachedProperty(), theme),
                new SearchFigures(model),
                taking(),
                command());
        VBox.setVgrow(right.getChildren().get(2), Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        getChildren().addAll(form(), right);
        model.form().draftProperty().subscribe(d -> fill(d));
        model.form().problems().subscribe(this::mark);
        mark();
    }

    private static SpecLines.Extras titles() {
        return new SpecLines.Extras() {
            @Override
            public Optional<String> title(FormField field) {
                return switch (field.path()) {
                    case "objective.distance" -> Optional.of("Objective: weights");
                    case "budget.seconds" -> Optional.of("Budget");
                    default -> Optional.empty();
                };
            }
        };
    }

    private Node form() {
        follow.setId("search-follow");
        follow.setWrapText(true);
        follow.setTooltip(new Tooltip("Without it, the form asks with which codebook the search begins"));
        follow.selectedProperty().subscribe((was, is) -> model.form().follow(is));
        Label which = small();
        which.setId("search-beginning");
        which.textProperty().bind(model.form().beginningProperty());
        which.managedProperty().bind(follow.selectedProperty().and(follow.managedProperty()));
        which.visibleProperty().bind(which.managedProperty());
        Button reset = new Button("Defaults");
        reset.setId("search-reset");
        reset.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        reset.setTooltip(new Tooltip("The form as it was at first"));
        reset.setOnAction(e -> model.form().reset());
        VBox content = new VBox(10, new VBox(4, follow, which), general, lines, reset);
        content.setPadding(new Insets(4, 12, 12, 2));
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setMinWidth(FORM_WIDTH);
        pane.setPrefWidth(FORM_WIDTH);
        return pane;
    }

    private void fill(SearchDraft draft) {
        follow.setSelected(draft.follows());
        follow.setManaged(draft.begins());
        follow.setVisible(draft.begins());
        lines.fill();
        mark();
    }

    private void mark() {
        general.setText(lines.mark(model.form().problems()).stream()
                .map(p -> p.path().isEmpty() ? p.value() : p.toString())
                .collect(Collectors.joining("\n")));
    }

    private Node buttons() {
        Button start = new Button("Start");
        start.setId("search-start");
        start.getStyleClass().add(Styles.ACCENT);
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.setTooltip(new Tooltip("Search in the background; a search that goes on ends"));
        start.setOnAction(e -> model.start());
        start.disableProperty().bind(model.form().orderProperty().map(Optional::isEmpty));
        Button stop = new Button("Stop");
        stop.setId("search-stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setTooltip(new Tooltip("End the search and keep the best codebook so far"));
        stop.setOnAction(e -> model.stop());
        stop.disableProperty().bind(model.runningProperty().not());
        ProgressBar bar = new ProgressBar(0);
        bar.setId("search-share");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("Share of the budget that is spent");
        bar.setTooltip(new Tooltip("Share of the budget that is spent"));
        bar.progressProperty().bind(model.shareProperty());
        HBox.setHgrow(bar, Priority.ALWAYS);
        HBox row = new HBox(8, start, stop, bar);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label small() {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return label;
    }

    private Node status() {
        Label status = small();
        status.setId("search-status");
        status.textProperty()
                .bind(Bindings.when(model.statusProperty().isEmpty())
                        .then("Not started yet. A search goes on while you work elsewhere in the window.")
                        .otherwise(model.statusProperty()));
        return status;
    }

    private Node taking() {
        Button use = new Button("Use it");
        use.setId("search-use");
        use.getStyleClass().add(Styles.SUCCESS);
        use.setMinWidth(Region.USE_PREF_SIZE);
        use.setTooltip(
                new Tooltip("Save the found codebook in the project and make it the designed one; undo brings the"
                        + " codebook before it back"));
        use.setOnAction(e -> model.use());
        use.disableProperty().bind(model.foundProperty().map(Optional::isEmpty));
        return new HBox(8, use, show);
    }

    private Node command() {
        show.setId("search-show-command");
        show.setTooltip(new Tooltip("The command line that makes the same search"));
        TextArea command = new TextArea();
        command.setId("search-command");
        command.setEditable(false);
        command.setWrapText(true);
        command.setPrefRowCount(5);
        command.setPrefColumnCount(10);
        command.setMinHeight(USE_PREF_SIZE);
        command.setAccessibleText("Command that makes this search");
        command.textProperty().bind(model.commandProperty());
        command.visibleProperty().bind(show.selectedProperty());
        command.managedProperty().bind(show.selectedProperty());
        return command;
    }
}
