package hammingway.compare;

import hammingway.report.tracker.Tracker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** All that a comparison can be exported as. */
final class ExportMenu {
    private final MenuButton button = new MenuButton("Export");

    /** @param askForFile where to save a picture; the system's dialog cannot be driven by a test */
    ExportMenu(ExportViewModel model, Function<Window, Optional<Path>> askForFile) {
        button.setId("compare-export");
        button.setTooltip(new Tooltip("Tables (CSV, Markdown, LaTeX), pictures (PNG, SVG, PDF), "
                + "an HTML report, and the runs for TensorBoard and MLflow"));
        button.setAccessibleText("Export the comparison or its runs");
        button.getItems()
                .setAll(
                        item("export-tables", "Tables and chart to the project's exports", model::tables),
                        item("export-report", "Report (HTML)", model::report),
                        item(
                                "export-picture",
                                "Save picture as\u2026",
                                () -> askForFile
                                        .apply(button.getScene().getWindow())
                                        .ifPresent(model::picture)),
                        new SeparatorMenuItem(),
                        item("export-tensorboard", "All runs for TensorBoard", () -> model.runs(Tracker.TENSORBOARD)),
                        item("export-mlflow", "All runs for MLflow", () -> model.runs(Tracker.MLFLOW)),
                        item("export-csv", "All runs as CSV", () -> model.runs(Tracker.CSV)));
    }

    MenuButton button() {
        return button;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(e -> action.run());
        return item;
    }

    /** The system's dialog for a picture. */
    static Optional<Path> choose(Window window) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save picture");
        chooser.setInitialFileName("accuracy-against-size.svg");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("SVG", "*.svg"),
                        new FileChooser.ExtensionFilter("PDF", "*.pdf"),
                        new FileChooser.ExtensionFilter("PNG", "*.png"));
        return Optional.ofNullable(chooser.showSaveDialog(window)).map(java.io.File::toPath);
    }
}
