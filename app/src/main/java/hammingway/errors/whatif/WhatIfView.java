package hammingway.errors.whatif;

import hammingway.fx.Explained;
import hammingway.fx.View;
import hammingway.fx.WhenShown;
import hammingway.settings.Theme;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What another decoding gives: the form at the left, answers, changed tokens and a curve beside it. */
public final class WhatIfView implements View {
    private static final double ADVICE_WIDTH = 440;

    private final WhatIfViewModel model;
    private final StackPane root = new StackPane();
    private final WhenShown shown;
    private final BooleanBinding open;

    /** @param theme of the window, followed */
    public WhatIfView(WhatIfViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        this.open = Bindings.createBooleanBinding(model::open, model.source());
        SplitPane parts = new SplitPane(
                new ResultsTable(model).node(), new ChangedTable(model).node(), new CurvePane(model, theme).node());
        parts.setOrientation(Orientation.VERTICAL);
        parts.setDividerPositions(0.3, 0.68);
        parts.getStyleClass().add("what-if-parts");
        VBox right = new VBox(6, baseline(), parts, command());
        VBox.setVgrow(parts, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        HBox page = new HBox(new FormPane(model).node(), right);
        page.visibleProperty().bind(open);
        root.setId("what-if");
        root.getChildren().addAll(page, instead());
        Explained.page(root, "errors-what-if.md");
        shown = new WhenShown(root, model::update);
        model.subject().subscribe(s -> shown.request());
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void close() {
        model.stop();
    }

    private Node baseline() {
        Label told = new Label();
        told.setId("what-if-baseline");
        told.setWrapText(true);
        told.setMinHeight(Region.USE_PREF_SIZE);
        model.chosen()
                .subscribe(c -> told.setText(
                        c.map(l -> WhatIfViewModel.baseline(l.result())).orElse("")));
        return told;
    }

    private Node command() {
        TextField line = new TextField();
        line.setId("what-if-command");
        line.setEditable(false);
        line.setAccessibleText("The command that does the same");
        line.setTooltip(new Tooltip("The command that does the same; select and copy it"));
        line.textProperty().bind(model.command());
        line.getStyleClass().add("small");
        HBox.setHgrow(line, Priority.ALWAYS);
        Button save = new Button("Save numbers");
        save.setId("what-if-save");
        save.getStyleClass().add("small");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setTooltip(
                new Tooltip(
                        "Save the figures of all lines (JSON) and the changed tokens of the chosen one (CSV) among the project's exports"));
        save.setOnAction(e -> model.saveNumbers());
        HBox bar = new HBox(8, line, save);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("what-if-command");
        return bar;
    }

    /** What stands where there is nothing to ask. */
    private Node instead() {
        Label why = new Label();
        why.setId("what-if-why");
        why.setWrapText(true);
        why.setMaxWidth(ADVICE_WIDTH);
        why.textProperty()
                .bind(Bindings.when(model.message().isEmpty())
                        .then("Opening\u2026")
                        .otherwise(model.message()));
        StackPane box = new StackPane(why);
        box.visibleProperty().bind(open.not());
        return box;
    }
}
