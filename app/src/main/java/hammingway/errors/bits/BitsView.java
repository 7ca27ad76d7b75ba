package hammingway.errors.bits;

import hammingway.eval.errors.BitReport;
import hammingway.fx.Explained;
import hammingway.fx.View;
import hammingway.fx.WhenShown;
import hammingway.settings.Theme;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** The bits of a run as a page of cards. */
public final class BitsView implements View {
    private static final double ADVICE_WIDTH = 480;

    private final BitsViewModel model;
    private final StackPane root = new StackPane();
    private final WhenShown shown;

    /** @param theme of the window, followed */
    public BitsView(BitsViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        RatesCard rates = new RatesCard(model);
        TableCard table = new TableCard(model);
        CalibrationCard calibration = new CalibrationCard(model);
        PairsCard pairs = new PairsCard(model);
        WrongBitsCard wrong = new WrongBitsCard(model);
        GainCard gain = new GainCard(model);
        CardRows cards = new CardRows();
        cards.getChildren()
                .setAll(
                        rates.node(),
                        wrong.node(),
                        gain.node(),
                        pairs.node(),
                        table.node(),
                        new BitDetailCard(model).node(),
                        calibration.node());
        cards.wide(table.node());
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox page = new VBox(bar(), scroll);
        page.visibleProperty().bind(model.state().isEqualTo(BitsViewModel.State.READY));
        root.setId("bits");
        root.getChildren().addAll(page, instead());
        Explained.page(root, "errors-bits.md");
        theme.subscribe(t -> {
            rates.theme(t);
            calibration.theme(t);
            pairs.theme(t);
            wrong.theme(t);
            gain.theme(t);
        });
        model.report().subscribe(r -> wrong.theme(theme.get()));
        shown = new WhenShown(root, model::update);
        model.subject().subscribe(s -> shown.request());
    }

    @Override
    public Node node() {
        return root;
    }

    private Node bar() {
        Button numbers = new Button("Save all numbers");
        numbers.setId("bits-save-numbers");
        numbers.getStyleClass().add("small");
        numbers.setMinWidth(Region.USE_PREF_SIZE);
        numbers.setTooltip(new Tooltip("Save every figure of this page as JSON among the project's exports"));
        numbers.setOnAction(e -> model.saveNumbers());
        Label told = new Label();
        told.setId("bits-told");
        told.getStyleClass().addAll("text-muted", "text-small");
        told.textProperty().bind(model.told());
        told.setMinWidth(0);
        HBox bar = new HBox(8, numbers, told);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("bits-bar");
        return bar;
    }

    /** What stands where there are no figures: why, or how far they are. */
    private Node instead() {
        Label why = new Label();
        why.setId("bits-why");
        why.setWrapText(true);
        why.setMaxWidth(ADVICE_WIDTH);
        why.setTextAlignment(TextAlignment.CENTER);
        why.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> switch (model.state().get()) {
                            case NOTHING -> "Choose a run: the errors of its bits are shown here.";
                            case NO_BITS -> BitReport.NO_BITS + " Choose a run with a code.";
                            case COMPUTING -> "Counting errors of bits\u2026";
                            case STOPPED -> "Stopped before all figures were there.";
                            case FAILED -> model.told().get();
                            case READY -> "";
                        },
                        model.state(),
                        model.told()));
        ProgressBar progress = new ProgressBar();
        progress.setAccessibleText("Progress of the figures of bits");
        progress.progressProperty().bind(model.share());
        Button stop = new Button("Stop");
        stop.setId("bits-stop");
        stop.setTooltip(new Tooltip("Give the computation up"));
        stop.setOnAction(e -> model.stop());
        HBox working = new HBox(8, progress, stop);
        working.setAlignment(Pos.CENTER);
        working.visibleProperty().bind(model.state().isEqualTo(BitsViewModel.State.COMPUTING));
        working.managedProperty().bind(working.visibleProperty());
        Button again = new Button("Compute");
        again.setId("bits-again");
        again.setTooltip(new Tooltip("Compute the figures from the beginning"));
        again.setOnAction(e -> model.update());
        again.visibleProperty().bind(model.state().isEqualTo(BitsViewModel.State.STOPPED));
        again.managedProperty().bind(again.visibleProperty());
        VBox box = new VBox(10, why, working, again);
        box.setAlignment(Pos.CENTER);
        box.visibleProperty()
                .bind(model.state().isEqualTo(BitsViewModel.State.READY).not());
        return box;
    }
}
