package hammingway.runs.form;

import atlantafx.base.theme.Styles;
import hammingway.fx.Explained;
import hammingway.run.TrainedParameters;
import hammingway.run.estimate.Estimate;
import hammingway.run.estimate.MemoryNeed;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Beside the page, live: what the run will be, how it differs from what it began with, and the command that does the same. */
final class ForecastPane {
    private final NewRunViewModel form;
    private final GridPane figures = new GridPane();
    private final VBox warnings = new VBox();
    private final VBox changes = new VBox();
    private final TextArea command = new TextArea();
    private final Label head = figure("forecast-head");
    private final Label share = figure("forecast-share");
    private final Label total = figure("forecast-total");
    private final Label memory = figure("forecast-memory");
    private final Label time = figure("forecast-time");
    private final Label step = figure("forecast-step");
    private final Label disk = figure("forecast-disk");
    private final ScrollPane root;

    ForecastPane(NewRunViewModel form) {
        this.form = form;
        figures.getStyleClass().add("forecast-figures");
        row("Decision layer", head, "Stored parameters of the decision layer. A tied softmax stores none of its own.");
        row("Of softmax", share, "Beside an untied softmax layer with a bias, V d + V.");
        row(
                "Whole model",
                total,
                "Parameters: backbone, input embedding and decision layer; and how many of them are trained, adapters included, where not all are.");
        row("Memory", memory, "Greatest resident memory of the run's process, estimated. The mouse tells its parts.");
        row("Time", time, "From a second of real steps of this very model in a process of its own, as a range.");
        row("Step", step, "One change of the weights.");
        row("Disk", disk, "The most that checkpoints and traces take at once.");
        warnings.getStyleClass().add("forecast-warnings");
        command.setId("forecast-command");
        command.setEditable(false);
        command.setWrapText(true);
        command.setPrefRowCount(6);
        command.getStyleClass().add("command");
        command.setAccessibleText("Command line");
        changes.getStyleClass().add("forecast-changes");
        changes.setId("forecast-changes");
        VBox content = new VBox(
                title("What it will be"),
                figures,
                warnings,
                header("Difference from the start", Optional.empty()),
                changes,
                header("Command line", Optional.of(copy())),
                command);
        content.getStyleClass().add("forecast");
        root = new ScrollPane(content);
        root.setFitToWidth(true);
        root.getStyleClass().addAll("edge-to-edge", "forecast-scroll");
        time.textProperty().bind(form.forecast().time());
        form.forecast().now().subscribe(f -> show());
        form.forecast().failure().subscribe(f -> show());
        form.forecast().speed().subscribe(f -> show());
        form.draft().subscribe(this::differences);
    }

    Node node() {
        return root;
    }

    private static Label figure(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("live-figure");
        label.setWrapText(true);
        return label;
    }

    private void row(String name, Label value, String help) {
        Label label = new Label(name);
        label.getStyleClass().add(Styles.TEXT_MUTED);
        label.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(label, help, "new-run.md");
        value.setAccessibleText(name);
        GridPane.setHgrow(value, Priority.ALWAYS);
        figures.addRow(figures.getRowCount(), label, value);
    }

    private static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-title");
        return label;
    }

    private static Node header(String text, Optional<Button> button) {
        Label label = new Label(text);
        label.getStyleClass().add("field-caption");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox box = new HBox(label, space);
        button.ifPresent(box.getChildren()::add);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinHeight(32);
        return box;
    }

    private Button copy() {
        Button button = new Button(null, new FontIcon("mdi2c-content-copy"));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip("Copy the command line"));
        button.setAccessibleText("Copy the command line");
        button.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(command.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        return button;
    }

    private void show() {
        Optional<Estimate> e = form.forecast().now().get().map(ForecastViewModel.Forecast::estimate);
        String none = form.specification().get().isPresent() ? "\u2026" : "-";
        head.setText(e.map(x -> number(x.size().head().stored())
                        + (x.size().bits() > 0 ? ", " + x.size().bits() + " bits" : ""))
                .orElse(none));
        share.setText(e.map(x -> String.format(
                                Locale.ROOT, "%.1f%%", 100 * x.size().share()) + ", V = "
                        + (x.with().exact() ? "" : "at most ") + number(x.size().vocabulary()))
                .orElse(none));
        total.setText(form.forecast().now().get().map(ForecastPane::parameters).orElse(none));
        memory.setText(form.forecast().now().get().map(ForecastPane::memory).orElse(none));
        memory.setTooltip(e.map(x -> new Tooltip(parts(x.memory()))).orElse(null));
        disk.setText(e.map(x -> Estimate.bytes(x.disk())).orElse(none));
        step.setText(form.forecast()
                .speed()
                .get()
                .flatMap(s -> form.specification().get().map(r -> s.step(r).told()))
                .orElse("-"));
        warn();
    }

    private static String parameters(ForecastViewModel.Forecast f) {
        long all = f.estimate().size().total();
        long trained = TrainedParameters.of(
                f.spec(), f.estimate().with().vocabulary(), f.estimate().with().bits());
        return number(all) + (trained == all ? "" : ", " + number(trained) + " trained");
    }

    private static String memory(ForecastViewModel.Forecast f) {
        return Estimate.bytes(f.estimate().memory().total())
                + (f.machine().memory() > 0
                        ? " of " + Estimate.bytes(f.machine().memory()) + " free"
                        : "");
    }

    private static String parts(MemoryNeed need) {
        return need.parts().stream()
                .map(p -> p.name() + ": " + Estimate.bytes(p.bytes()))
                .collect(Collectors.joining("\n"));
    }

    private void warn() {
        warnings.getChildren().clear();
        form.forecast().now().get().ifPresent(f -> f.warnings().forEach(this::warning));
        if (!form.forecast().failure().get().isEmpty()) {
            warning(form.forecast().failure().get());
        }
    }

    private void warning(String text) {
        Label label = new Label(text, new FontIcon("mdi2a-alert-outline"));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("forecast-warning");
        warnings.getChildren().add(label);
    }

    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private void differences(RunDraft draft) {
        changes.getChildren().clear();
        for (RunDraft.Change change : draft.changes()) {
            changes.getChildren().add(line(change));
        }
        if (changes.getChildren().isEmpty()) {
            Label none = new Label("None: it is " + draft.start().label() + " as it stands.");
            none.setWrapText(true);
            none.getStyleClass().add(Styles.TEXT_MUTED);
            changes.getChildren().add(none);
        }
        Path project = form.project().map(p -> p.folder()).orElse(Path.of("."));
        command.setText(RunCommand.run(draft, project));
    }

    private Node line(RunDraft.Change change) {
        Label path = new Label(change.path());
        path.getStyleClass().add("change-path");
        Label values = new Label(change.was() + " \u2192 " + change.is());
        values.setWrapText(true);
        VBox text = new VBox(path, values);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button reset = new Button(null, new FontIcon("mdi2r-restore"));
        reset.setId("reset-" + change.path().replace('.', '-'));
        reset.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        reset.setTooltip(new Tooltip("Set " + change.path() + " back to " + change.was()));
        reset.setAccessibleText("Set " + change.path() + " back");
        reset.setOnAction(e -> form.reset(change.path()));
        HBox line = new HBox(8, text, reset);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
