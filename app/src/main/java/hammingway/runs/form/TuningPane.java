package hammingway.runs.form;

import atlantafx.base.theme.Styles;
import hammingway.run.SpecKinds;
import hammingway.run.TuningChoice;
import hammingway.run.estimate.Estimate;
import hammingway.run.estimate.TuningOffer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What can be trained of the model, with the values that change and the memory that each choice takes. */
final class TuningPane {
    private final NewRunViewModel form;
    private final ModelViewModel model;
    private final GridPane grid = new GridPane();
    private final Label advice = new Label();
    private final Map<TuningChoice, Line> lines = new EnumMap<>(TuningChoice.class);
    private final VBox root;

    private record Line(RadioButton button, Label trained, Label memory, Label room) {}

    TuningPane(NewRunViewModel form) {
        this.form = form;
        model = form.model();
        Label title = new Label("What is trained");
        title.getStyleClass().add("field-caption");
        grid.getStyleClass().add("tuning-choices");
        ToggleGroup group = new ToggleGroup();
        for (TuningChoice choice : TuningChoice.values()) {
            lines.put(choice, line(choice, group));
        }
        advice.setId("tuning-advice");
        advice.setWrapText(true);
        advice.setMinHeight(Region.USE_PREF_SIZE);
        advice.getStyleClass().add("forecast-warning");
        advice.managedProperty().bind(advice.textProperty().isNotEmpty());
        advice.visibleProperty().bind(advice.managedProperty());
        root = new VBox(title, grid, advice);
        root.getStyleClass().add("tuning");
        form.draft().subscribe(this::select);
        model.offers().subscribe(o -> show(o));
    }

    Node node() {
        return root;
    }

    private Line line(TuningChoice choice, ToggleGroup group) {
        RadioButton button = new RadioButton(choice.label());
        button.setId("tuning-" + choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(choice.meaning()));
        button.setAccessibleText("Train: " + choice.label());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> model.train(choice));
        Label trained = figure();
        Label memory = figure();
        Label room = new Label();
        room.getStyleClass().addAll("tuning-room", Styles.TEXT_SMALL);
        Line line = new Line(button, trained, memory, room);
        grid.addRow(grid.getRowCount(), button, trained, memory, room);
        return line;
    }

    private static Label figure() {
        Label label = new Label();
        label.getStyleClass().add("live-figure");
        label.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    /** A specification whose tuning is none of these has no choice marked. */
    private void select(RunDraft draft) {
        Optional<TuningChoice> chosen = TuningChoice.of(draft.spec());
        lines.forEach((choice, line) -> line.button().setSelected(chosen.equals(Optional.of(choice))));
    }

    private void show(Optional<ModelViewModel.Offers> offers) {
        lines.values().forEach(l -> {
            l.trained().setText("-");
            l.memory().setText("-");
            l.room().setText("");
        });
        advice.setText(offers.map(ModelViewModel.Offers::advice).orElse(""));
        offers.ifPresent(o -> o.all().forEach(offer -> show(offer, o)));
    }

    private void show(TuningOffer offer, ModelViewModel.Offers all) {
        Optional.ofNullable(lines.get(offer.choice())).ifPresent(line -> {
            line.trained().setText(ForecastPane.number(offer.trained()) + " trained");
            line.memory().setText(Estimate.bytes(offer.estimate().memory().total()));
            boolean unties = offer.choice() == TuningChoice.HEAD
                    && SpecKinds.at(form.draft().get().spec(), "head.layer.tied")
                            .asBoolean();
            boolean fits = offer.estimate().fits(all.machine());
            line.room().setText(fits ? unties ? "unties the softmax" : "" : "no room in memory");
            line.room().pseudoClassStateChanged(Styles.STATE_DANGER, !fits);
            line.button()
                    .setAccessibleHelp(
                            line.trained().getText() + ", " + line.memory().getText() + " of memory "
                                    + line.room().getText());
        });
    }
}
