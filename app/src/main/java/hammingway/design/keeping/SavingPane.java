package hammingway.design.keeping;

import atlantafx.base.theme.Styles;
import hammingway.design.book.Design;
import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import hammingway.fx.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Name, notes and what becomes of the codebook: saved, opened, imported, exported, made by a command. */
public final class SavingPane implements View {
    private static final KeyCombination SAVE = KeyCombination.keyCombination("Shortcut+S");
    private static final KeyCombination OPEN = KeyCombination.keyCombination("Shortcut+Shift+O");

    private final KeepingViewModel model;
    private final ReadOnlyObjectProperty<Optional<Design>> design;
    private final FileDialogs dialogs;
    private final Consumer<List<Path>> imported;
    private final MenuButton saved = new MenuButton("Open");
    private final VBox root;
    // kept here: menus listen to it for as long as this pane is there
    private final ListChangeListener<String> names = change -> fillSaved();

    /**
     * @param imported takes what was chosen to import
     * @param newRun   begins a run with the codebook
     */
    public SavingPane(
            KeepingViewModel model,
            ReadOnlyObjectProperty<Optional<Design>> design,
            FileDialogs dialogs,
            Consumer<List<Path>> imported,
            Runnable newRun) {
        this.imported = imported;
        this.model = model;
        this.design = design;
        this.dialogs = dialogs;
        HBox named = new HBox(8, name(), save());
        named.setAlignment(Pos.CENTER_LEFT);
        ToggleButton show = new ToggleButton(null, new FontIcon("mdi2c-console"));
        show.setId("show-command");
        show.getStyleClass().addAll(Styles.BUTTON_ICON);
        show.setMinWidth(Region.USE_PREF_SIZE);
        explain(show, "Show the command line that makes and saves the same codebook");
        show.setAccessibleText("Show the command");
        TextArea command = command();
        command.visibleProperty().bind(show.selectedProperty());
        command.managedProperty().bind(show.selectedProperty());
        HBox files = new HBox(6, opening(), importing(), exporting(), show);
        Region line = new Region();
        line.setPrefSize(0, 18); // a line has its room, so that the box does not jump with what happens
        HBox below = new HBox(4, line, unsaved(), status());
        below.setAlignment(Pos.CENTER_LEFT);
        below.setMinHeight(Region.USE_PREF_SIZE);
        root = new VBox(8, new Separator(), named, notes(), files, running(newRun), command, below);
        root.setId("saving");
        root.setPadding(new Insets(4, 14, 12, 14));
        root.setMaxWidth(280);
    }

    private Node save() {
        Button save = new Button("Save");
        save.setId("save-codebook");
        save.getStyleClass().add(Styles.ACCENT);
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(e -> model.save());
        save.disableProperty().bind(design.map(Optional::isEmpty));
        explain(
                save,
                "Saves codebooks/<name>.npz of the project; what was saved before stays as a version ("
                        + SAVE.getDisplayText() + ")");
        return save;
    }

    private Node running(Runnable newRun) {
        Button run = new Button("New run with it\u2026", new FontIcon("mdi2p-play-outline"));
        run.setId("run-codebook");
        run.setMaxWidth(Double.MAX_VALUE);
        run.setOnAction(e -> newRun.run());
        run.disableProperty().bind(design.map(Optional::isEmpty));
        explain(run, "Opens the page of a new run with this codebook");
        return run;
    }

    private Node opening() {
        fillSaved();
        model.versions().names().addListener(names);
        explain(saved, "A codebook of the project (" + OPEN.getDisplayText() + ")");
        saved.setId("open-saved");
        saved.setMinWidth(Region.USE_PREF_SIZE);
        saved.setOnShowing(e -> model.versions().refresh());
        return saved;
    }

    private Node importing() {
        Button open = new Button("Import");
        open.setId("import-codebook");
        open.setMinWidth(Region.USE_PREF_SIZE);
        explain(open, "A codebook as .npz, .npy, .csv, .txt or .alist; it can be dropped here as well");
        open.setOnAction(e -> dialogs.open(
                        "Import a codebook or a vocabulary",
                        "Codebooks, tokenizers and texts",
                        List.of(".npz", ".npy", ".csv", ".txt", ".alist", ".json", ".jsonl"))
                .map(List::of)
                .ifPresent(imported));
        return open;
    }

    @Override
    public Node node() {
        return root;
    }

    private static void explain(Control control, String what) {
        Explained.explain(control, what);
        if (control instanceof ButtonBase b && b.getText() != null) {
            control.setAccessibleText(b.getText());
        }
    }

    private Node name() {
        TextField name = new TextField();
        name.setId("codebook-name");
        name.textProperty().bindBidirectional(model.nameProperty());
        name.setPrefColumnCount(10);
        name.setPromptText("Name");
        name.setAccessibleText("Name of the codebook");
        explain(name, "Saved as codebooks/<name>.npz of the project");
        HBox.setHgrow(name, Priority.ALWAYS);
        return name;
    }

    private Node notes() {
        TextArea notes = new TextArea();
        notes.setId("codebook-notes");
        notes.textProperty().bindBidirectional(model.notesProperty());
        notes.setPromptText("Notes: what it is for, why so");
        notes.setWrapText(true);
        // the form above has the room until something is written here
        notes.prefRowCountProperty()
                .bind(Bindings.when(notes.focusedProperty())
                        .then(4)
                        .otherwise(Bindings.when(notes.textProperty().isEmpty())
                                .then(1)
                                .otherwise(2)));
        notes.setPrefColumnCount(10);
        notes.setMinHeight(Region.USE_PREF_SIZE);
        notes.setAccessibleText("Notes on the codebook");
        explain(notes, "Kept in the file and with the version");
        // a form is left by Tab; Ctrl+Tab writes one
        notes.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == javafx.scene.input.KeyCode.TAB && !e.isControlDown() && !e.isAltDown()) {
                notes.requestFocusTraversal(
                        e.isShiftDown()
                                ? javafx.scene.TraversalDirection.PREVIOUS
                                : javafx.scene.TraversalDirection.NEXT);
                e.consume();
            }
        });
        return notes;
    }

    private Node unsaved() {
        Label mark = new Label("Unsaved changes", new FontIcon("mdi2c-circle-medium"));
        mark.setId("unsaved");
        mark.getStyleClass().addAll("unsaved", Styles.TEXT_SMALL);
        mark.setMinWidth(Region.USE_PREF_SIZE);
        mark.visibleProperty()
                .bind(model.changedProperty()
                        .and(Bindings.createBooleanBinding(
                                () -> model.toldProperty().get().text().isEmpty(), model.toldProperty())));
        mark.managedProperty().bind(mark.visibleProperty());
        explain(mark, "Kept beside the codebooks as well, and offered again should the window crash");
        return mark;
    }

    private TextArea command() {
        TextArea command = new TextArea();
        command.setId("command");
        command.setEditable(false);
        command.setWrapText(true);
        command.setPrefRowCount(5);
        command.setMinHeight(Region.USE_PREF_SIZE);
        command.setPrefColumnCount(10);
        command.setAccessibleText("Command that makes this codebook");
        explain(command, "For a POSIX shell");
        Runnable tell = () -> {
            if (command.isVisible()) {
                command.setText(model.exports().command());
            }
        };
        command.visibleProperty().subscribe(tell);
        design.subscribe(d -> tell.run());
        model.nameProperty().subscribe(n -> tell.run());
        model.notesProperty().subscribe(n -> tell.run());
        return command;
    }

    private Node status() {
        Label status = new Label();
        status.setId("keeping-status");
        status.setWrapText(true);
        status.setMinHeight(Region.USE_PREF_SIZE);
        status.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(status, Priority.ALWAYS);
        status.getStyleClass().add(Styles.TEXT_SMALL);
        model.toldProperty().subscribe(t -> {
            status.setText(t.text());
            status.getStyleClass().remove("problem");
            if (t.trouble()) {
                status.getStyleClass().add("problem");
            }
        });
        status.managedProperty().bind(status.textProperty().isNotEmpty());
        return status;
    }

    private void fillSaved() {
        List<String> all = model.versions().names();
        saved.getItems().clear();
        if (all.isEmpty()) {
            MenuItem none = new MenuItem("The project has no saved codebooks yet");
            none.setDisable(true);
            saved.getItems().add(none);
        }
        for (String name : all) {
            MenuItem item = new MenuItem(name);
            item.setMnemonicParsing(false);
            item.setOnAction(e -> model.open(name));
            saved.getItems().add(item);
        }
    }

    private MenuButton exporting() {
        MenuButton export = new MenuButton("Export");
        export.setId("export-codebook");
        export.setMinWidth(Region.USE_PREF_SIZE);
        explain(export, "Writes a copy for other programs, to the project's exports or elsewhere");
        export.disableProperty().bind(design.map(Optional::isEmpty));
        for (ExportKind kind : ExportKind.values()) {
            MenuItem item = new MenuItem(kind.toString());
            item.setOnAction(e -> model.exports().export(kind));
            export.getItems().add(item);
        }
        MenuItem elsewhere = new MenuItem("To another place\u2026");
        elsewhere.setId("export-elsewhere");
        elsewhere.setOnAction(e -> dialogs.save(
                        "Export the codebook: the ending says as what",
                        model.nameProperty().get() + ".npz")
                .ifPresent(model.exports()::export));
        export.getItems().addAll(new SeparatorMenuItem(), elsewhere);
        return export;
    }

    /** Keys of the whole workspace. */
    public void key(KeyEvent e) {
        if (SAVE.match(e)) {
            model.save();
        } else if (OPEN.match(e)) {
            saved.requestFocus();
            saved.show();
        } else {
            return;
        }
        e.consume();
    }
}
