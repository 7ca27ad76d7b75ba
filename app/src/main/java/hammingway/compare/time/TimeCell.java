package hammingway.compare.time;

import hammingway.eval.EvaluationResult;
import hammingway.report.table.RunLine;
import hammingway.settings.Theme;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Rectangle;

/** One run: its name, its bar, its figures. */
final class TimeCell extends ListCell<RunLine> {
    private static final double NAME = 200;
    private static final double FIGURES = 250;
    private static final double HEIGHT = 16;

    private final ObservableValue<Theme> theme;
    private final Supplier<TimePane.Batch> batch;
    private final DoubleSupplier longest;
    private final Label name = new Label();
    private final Pane bar = new Pane();
    private final Label figures = new Label();
    private final Tooltip whole = new Tooltip();
    private final HBox row = new HBox(10, name, bar, figures);

    TimeCell(ObservableValue<Theme> theme, Supplier<TimePane.Batch> batch, DoubleSupplier longest) {
        this.theme = theme;
        this.batch = batch;
        this.longest = longest;
        name.setMinWidth(NAME);
        name.setMaxWidth(NAME);
        figures.setMinWidth(FIGURES);
        figures.setMaxWidth(FIGURES);
        figures.getStyleClass().add("time-figure");
        bar.setMinHeight(HEIGHT);
        bar.setMaxHeight(HEIGHT);
        bar.setMinWidth(40);
        HBox.setHgrow(bar, Priority.ALWAYS);
        row.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
        bar.widthProperty().addListener((o, was, is) -> draw());
    }

    @Override
    protected void updateItem(RunLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        name.setText(line.name());
        batch.get().of(line).ifPresent(split -> {
            String exact = line.evaluation()
                    .flatMap(EvaluationResult::latency)
                    .flatMap(EvaluationResult.Latency::exactDecoder)
                    .map(d -> "   \u25c7 " + micros(d.micros()))
                    .orElse("");
            figures.setText(micros(TimePart.whole(split)) + " = " + micros(split.trunkMicros()) + " + "
                    + micros(split.headMicros()) + " + " + micros(split.decodeMicros()) + exact);
            whole.setText(told(line, split));
            setAccessibleText(whole.getText());
        });
        setTooltip(whole);
        setGraphic(row);
        draw();
    }

    private static String told(RunLine line, EvaluationResult.Latency.Split split) {
        StringBuilder text = new StringBuilder(line.name());
        for (TimePart part : TimePart.values()) {
            text.append('\n')
                    .append(part.label())
                    .append(": ")
                    .append(micros(part.of(split)))
                    .append(" \u00b5s per token");
        }
        text.append("\nTogether: ").append(micros(TimePart.whole(split))).append(" \u00b5s");
        line.evaluation()
                .flatMap(EvaluationResult::latency)
                .flatMap(EvaluationResult.Latency::exactDecoder)
                .ifPresent(d -> text.append("\nExact decoder: ")
                        .append(micros(d.micros()))
                        .append(" \u00b5s, one position at a time on one thread (")
                        .append(d.algorithm())
                        .append(')'));
        return text.toString();
    }

    private static String micros(double v) {
        return String.format(Locale.ROOT, "%.2f", v);
    }

    private void draw() {
        bar.getChildren().clear();
        if (getItem() == null) {
            return;
        }
        batch.get().of(getItem()).ifPresent(split -> {
            double x = 0;
            for (TimePart part : TimePart.values()) {
                double width = bar.getWidth() * part.of(split) / longest.getAsDouble();
                if (width > 0) {
                    bar.getChildren().add(new Rectangle(x, 0, width, HEIGHT));
                    ((Rectangle) bar.getChildren().getLast())
                            .setFill(part.colour(theme.getValue().palette()));
                    x += width;
                }
            }
        });
    }
}
