package hammingway.design.analysis;

import hammingway.control.SaveFigure;
import hammingway.settings.Theme;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a codebook is worth, a column of cards: distances and bounds, columns, token errors, cost, tokens at risk. From 320 pixels of width on. */
public final class AnalysisPane {
    private final AnalysisViewModel model;
    private final DistancesCard distances;
    private final ColumnsCard columns;
    private final ErrorsCard errors;
    private final VBox root = new VBox();

    /** @param theme of the window, followed */
    public AnalysisPane(AnalysisViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        distances = new DistancesCard(model);
        columns = new ColumnsCard(model);
        errors = new ErrorsCard(model);
        VBox cards = new VBox(
                distances,
                new Separator(),
                new CostCard(model),
                new Separator(),
                columns,
                new Separator(),
                new RisksCard(model),
                new Separator(),
                new PrefixesCard(model),
                new Separator(),
                errors);
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.setId("analysis");
        root.setMinWidth(300);
        root.getChildren().addAll(state(), scroll);
        theme.subscribe(t -> {
            distances.setTheme(t);
            columns.setTheme(t);
            errors.setTheme(t);
        });
    }

    /** Lets all figures be saved. Called once. */
    public void savable(SaveFigure.Keeper keeper) {
        distances.savable(keeper);
        columns.savable(keeper);
        errors.savable(keeper);
    }

    /** What the figures are, and what is still being computed. */
    private Region state() {
        Label text = Card.note("");
        text.setId("analysis-state");
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(72);
        bar.setMinWidth(72);
        bar.progressProperty().bind(model.progress());
        Button stop = new Button("Stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.getStyleClass().add(atlantafx.base.theme.Styles.SMALL);
        stop.setOnAction(e -> model.stop());
        HBox line = Card.row(text, bar, stop);
        line.setPadding(new Insets(6, 14, 6, 14));
        line.setMinHeight(40);
        Runnable show = () -> {
            boolean busy = !model.doing().get().isEmpty();
            bar.setVisible(busy);
            stop.setVisible(busy);
            text.setText(told(busy));
        };
        model.stage().subscribe(s -> show.run());
        model.doing().subscribe(d -> show.run());
        model.problem().subscribe(p -> show.run());
        return line;
    }

    private String told(boolean busy) {
        return switch (model.stage().get()) {
            case NOTHING -> "Nothing yet: make or load a codebook.";
            case PREVIEW -> busy ? model.doing().get() + "\u2026" : "Stopped: distances are those of a sample.";
            case EXACT ->
                busy
                        ? model.doing().get() + "\u2026"
                        : "Exact figures"
                                + (model.problem().get().isEmpty()
                                        ? "."
                                        : ". " + model.problem().get());
            case PROBLEM -> model.problem().get();
        };
    }

    public Region node() {
        return root;
    }
}
