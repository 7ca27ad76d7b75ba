package hammingway.runs.form;

import atlantafx.base.theme.Styles;
import hammingway.fx.FileDialogs;
import hammingway.run.Study;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** On top of the page: what it begins with, files, undo. */
final class StartBar {
    private final NewRunViewModel form;
    private final ComboBox<String> groups = new ComboBox<>();
    private final ComboBox<String> runs = new ComboBox<>();
    private final HBox root;
    private boolean filling;

    StartBar(NewRunViewModel form, FileDialogs dialogs, Runnable close) {
        this.form = form;
        groups.setId("preset");
        groups.setAccessibleText("Begin with");
        groups.setTooltip(new Tooltip("A study that comes with the program, or the runs of this project"));
        groups.setOnAction(e -> chooseGroup());
        runs.setId("base");
        runs.setAccessibleText("Run to begin with");
        runs.setTooltip(new Tooltip("The run that the page begins with, and is compared with"));
        runs.setPrefWidth(240);
        runs.setOnAction(e -> chooseRun());
        Button back = icon("close-page", "mdi2a-arrow-left", "Back to the runs (Escape)", close);
        Button undo = icon("undo-run", "mdi2u-undo", "Undo (Ctrl+Z)", form.history()::undo);
        undo.disableProperty().bind(form.history().canUndoProperty().not());
        Button redo = icon("redo-run", "mdi2r-redo", "Redo (Ctrl+Y)", form.history()::redo);
        redo.disableProperty().bind(form.history().canRedoProperty().not());
        Button open = icon(
                "open-spec",
                "mdi2f-folder-open-outline",
                "Open a specification (JSON)",
                () -> dialogs.open("Open a specification", "Specifications", List.of(".json"))
                        .ifPresent(form::open));
        Button save = icon(
                "save-spec",
                "mdi2c-content-save-outline",
                "Save as a specification (JSON), to open again or to run from the command line",
                () -> dialogs.save("Save the specification", "run.json").ifPresent(form::save));
        Label title = new Label("New run");
        title.getStyleClass().add("pane-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label from = new Label("from");
        from.getStyleClass().add(Styles.TEXT_MUTED);
        from.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        root = new HBox(back, title, from, groups, runs, space, undo, redo, open, save);
        root.getStyleClass().add("pane-header");
        root.setAlignment(Pos.CENTER_LEFT);
        form.draft().subscribe(d -> fill(d.start()));
    }

    Node node() {
        return root;
    }

    private static Button icon(String id, String name, String what, Runnable action) {
        Button button = new Button(null, new FontIcon(name));
        button.setId(id);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(e -> action.run());
        return button;
    }

    private void fill(Start start) {
        filling = true;
        if (!groups.getItems().equals(form.groups())) {
            groups.getItems().setAll(form.groups());
        }
        groups.setValue(start.group());
        if (start.group().equals(Start.FILE)) {
            runs.getItems().setAll(start.name());
        } else if (!runs.getItems().contains(start.name()) || Study.PRESETS.contains(start.group())) {
            offer(start.group());
        }
        runs.setValue(start.name());
        filling = false;
    }

    private void offer(String group) {
        if (Study.PRESETS.contains(group)) {
            List<String> offered = form.offered(group);
            if (!runs.getItems().equals(offered)) {
                runs.getItems().setAll(offered);
            }
            return;
        }
        form.background().start("Listing runs", progress -> form.offered(group), all -> {
            if (!group.equals(groups.getValue())) {
                return; // another group was chosen meanwhile
            }
            String begun = form.draft().get().start().name(); // it may be another one by now
            filling = true;
            runs.getItems().setAll(all);
            runs.setValue(all.contains(begun) ? begun : null);
            filling = false;
        });
    }

    private void chooseGroup() {
        String group = groups.getValue();
        if (filling || group == null) {
            return;
        }
        if (Study.PRESETS.contains(group)) {
            form.begin(group);
        } else if (group.equals(Start.RUNS)) {
            offer(group);
        }
    }

    private void chooseRun() {
        String run = runs.getValue();
        if (filling || run == null || groups.getValue() == null) {
            return;
        }
        if (Study.PRESETS.contains(groups.getValue())) {
            form.begin(groups.getValue(), run);
        } else if (groups.getValue().equals(Start.RUNS)) {
            form.beginWithRun(run);
        }
    }
}
