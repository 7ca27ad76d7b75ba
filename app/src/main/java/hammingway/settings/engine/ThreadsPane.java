package hammingway.settings.engine;

import hammingway.torch.engine.Calibration;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Threads of runs that name none, and what was measured. */
final class ThreadsPane {
    private final VBox root = new VBox(8);
    private final GridPane timings = new GridPane(12, 6);

    ThreadsPane(EngineViewModel page) {
        ThreadsViewModel model = page.threads();
        Label summary = Parts.text("threads-summary");
        summary.textProperty().bind(model.summary());
        Button measure = Parts.button(
                "Measure",
                "measure-threads",
                "Times a training step with each number of threads, about two seconds each; best while no run is going on",
                model::measure);
        measure.disableProperty().bind(model.job().map(Optional::isPresent));
        Button forget = Parts.button("Forget", "forget-threads", "One thread per physical core again", model::forget);
        forget.disableProperty()
                .bind(page.state().map(s -> s.settings().calibration().isEmpty()));
        Label doubt = Parts.text("threads-doubt");
        doubt.getStyleClass().add("state-held");
        doubt.setGraphic(new FontIcon("mdi2a-alert-outline"));
        doubt.textProperty().bind(model.doubt());
        Parts.shownIf(doubt, model.doubt().map(d -> !d.isEmpty()));
        timings.setId("timings");
        page.state().subscribe(s -> show(s.settings().calibration()));
        root.getChildren()
                .addAll(
                        Parts.heading("Threads"),
                        summary,
                        timings,
                        doubt,
                        new HBox(8, measure, forget),
                        Parts.progress("threads-progress", model.job(), model::cancel),
                        Parts.trouble("threads-trouble", model.trouble()));
    }

    Node node() {
        return root;
    }

    private void show(Optional<Calibration> measured) {
        timings.getChildren().clear();
        timings.setManaged(measured.isPresent());
        measured.ifPresent(c -> {
            double most = c.timings().stream()
                    .mapToDouble(Calibration.Timing::stepMillis)
                    .max()
                    .orElse(1);
            int row = 0;
            for (Calibration.Timing t : c.timings()) {
                Label threads = new Label(t.threads() == 1 ? "1 thread" : t.threads() + " threads");
                threads.setMinWidth(80);
                ProgressBar bar = new ProgressBar(t.stepMillis() / most);
                bar.setMaxWidth(Double.MAX_VALUE);
                bar.setAccessibleText(
                        String.format(Locale.ROOT, "%d threads: %.1f ms a step", t.threads(), t.stepMillis()));
                GridPane.setHgrow(bar, Priority.ALWAYS);
                Label time = new Label(String.format(Locale.ROOT, "%.1f ms", t.stepMillis()));
                time.setMinWidth(72);
                GridPane.setHalignment(time, HPos.RIGHT);
                Label chosen = new Label(t.threads() == c.threads() ? "used" : "");
                chosen.setMinWidth(36);
                chosen.getStyleClass().add("state-good");
                timings.addRow(row++, threads, bar, time, chosen);
            }
        });
    }
}
