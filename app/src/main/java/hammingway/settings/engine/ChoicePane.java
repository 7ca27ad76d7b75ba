package hammingway.settings.engine;

import hammingway.base.Problem;
import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import hammingway.torch.engine.EngineChoice;
import hammingway.torch.engine.LibtorchReport;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The engine in use, and the two that need no download: the bundled one, and a folder with what is wrong with it. */
final class ChoicePane {
    private final EngineViewModel model;
    private final FileDialogs dialogs;
    private final VBox root = new VBox(8);
    private final VBox found = new VBox(6);

    ChoicePane(EngineViewModel model, FileDialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        found.setId("folder-report");
        model.report().subscribe(this::show);
        root.getChildren().addAll(Parts.heading("Engine"), inUse(), problem(), idle(), bundled(), folder(), found);
    }

    Node node() {
        return root;
    }

    private Node inUse() {
        Label text = Parts.text("engine-in-use");
        text.textProperty().bind(model.state().map(s -> "In use: " + s.told()));
        text.graphicProperty()
                .bind(model.state()
                        .map(s -> new FontIcon(
                                s.problem().isEmpty() ? "mdi2c-check-circle-outline" : "mdi2a-alert-circle-outline")));
        model.state().subscribe(s -> {
            text.getStyleClass().removeAll("state-good", "state-bad");
            text.getStyleClass().add(s.problem().isEmpty() ? "state-good" : "state-bad");
        });
        return text;
    }

    private Node problem() {
        return Parts.trouble("engine-problem", model.state().map(EngineViewModel.State::problem));
    }

    private Node idle() {
        Label text = Parts.text("idle-gpus");
        ObservableValue<String> words = model.idleGpus();
        text.textProperty().bind(words);
        Parts.shownIf(text, words.map(w -> !w.isEmpty()));
        return text;
    }

    private Node bundled() {
        ObservableValue<Boolean> used =
                model.state().map(s -> s.settings().engine() instanceof EngineChoice.BundledCpu);
        Button use = Parts.button(
                "Use the bundled engine",
                "use-bundled",
                "Computes on the processor; comes with the program and always works",
                () -> model.use(new EngineChoice.BundledCpu()));
        Parts.shownIf(use, used.map(u -> !u));
        return use;
    }

    private Node folder() {
        TextField path = new TextField();
        path.setId("engine-folder");
        path.setPromptText("Folder of a libtorch");
        path.setAccessibleText("Folder of a libtorch");
        Explained.explain(
                path,
                "An unpacked libtorch 2.7, or the folder torch in a Python environment's site-packages. Enter looks into it");
        path.textProperty().bindBidirectional(model.folder());
        path.setOnAction(e -> model.check());
        HBox.setHgrow(path, Priority.ALWAYS);
        Button choose = Parts.button(
                "Choose\u2026",
                "choose-folder",
                "Choose the folder, and look into it",
                () -> dialogs.folder("The folder of a libtorch").ifPresent(chosen -> {
                    model.folder().set(chosen.toString());
                    model.check();
                }));
        Button check = Parts.button(
                "Check", "check-folder", "Says whether the folder can be used, without loading anything", model::check);
        HBox line = new HBox(6, path, choose, check);
        line.setAlignment(Pos.CENTER_LEFT);
        return new VBox(4, Parts.muted("Another PyTorch on this machine:"), line);
    }

    private void show(Optional<LibtorchReport> report) {
        found.getChildren().clear();
        found.setManaged(report.isPresent());
        report.ifPresent(r -> {
            if (r.usable()) {
                Label good = Parts.text("folder-good");
                good.setText(r.told() + " can be used.");
                good.setGraphic(new FontIcon("mdi2c-check-circle-outline"));
                good.getStyleClass().add("state-good");
                HBox.setHgrow(good, Priority.ALWAYS);
                good.setMaxWidth(Double.MAX_VALUE);
                Button use = Parts.button(
                        "Use it", "use-folder", "All runs that start from now on compute with it", model::useFolder);
                use.disableProperty().bind(model.state().map(s -> model.uses(r)));
                HBox line = new HBox(8, good, use);
                line.setAlignment(Pos.CENTER_LEFT);
                found.getChildren().add(line);
            } else {
                Label bad = Parts.text("folder-bad");
                int n = r.problems().size();
                bad.setText("This folder cannot be used, for " + (n == 1 ? "one reason:" : n + " reasons:"));
                bad.setGraphic(new FontIcon("mdi2a-alert-circle-outline"));
                bad.getStyleClass().add("state-bad");
                found.getChildren().add(bad);
                r.problems().forEach(p -> found.getChildren().add(row(p)));
            }
        });
    }

    private static Node row(Problem problem) {
        Label what = new Label(problem.path() + ": " + problem.value());
        what.getStyleClass().add("field-caption");
        Label allowed = new Label("Allowed: " + problem.allowed());
        Label fix = new Label(problem.fix() + ".");
        VBox row = new VBox(2, what, allowed, fix);
        for (Label label : new Label[] {what, allowed, fix}) {
            label.setWrapText(true);
            label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        }
        row.getStyleClass().add("engine-problem");
        return row;
    }
}
