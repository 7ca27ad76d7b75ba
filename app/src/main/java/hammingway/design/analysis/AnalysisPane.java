package hammingway.design.analysis;

import hammingway.code.Codebook;
import hammingway.control.SaveFigure;
import hammingway.design.book.Pair;
import hammingway.fx.Background;
import hammingway.settings.Theme;
import hammingway.vocab.Vocabulary;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
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
    public AnalysisPane(Background background, ReadOnlyObjectProperty<Theme> theme) {
        model = new AnalysisViewModel(background);
        distances = new DistancesCard(model);
        columns = new ColumnsCard(model);
        errors = new ErrorsCard(model);
        VBox cards = new VBox(
                distances,
                new Separator(),
                new RisksCard(model),
                new Separator(),
                new CostCard(model),
                new Separator(),
                columns,
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
            case MEASURING -> busy ? "Measuring\u2026" : "Stopped.";
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

    /**
     * Measures a codebook from now on, off the toolkit's thread; nothing of the last one stays.
     *
     * @param vocabulary names and counts of its tokens; left out of account unless it has as many
     */
    public void show(Optional<Codebook> codebook, Optional<Vocabulary> vocabulary) {
        model.show(codebook, vocabulary);
    }

    /** The pair of tokens that is looked at: set here by a click, or from elsewhere. */
    public ObjectProperty<Optional<Pair>> selected() {
        return model.selected();
    }
}
