package hammingway.design.keeping;

import atlantafx.base.theme.Styles;
import hammingway.code.versions.History;
import hammingway.code.versions.Version;
import hammingway.fx.View;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The versions of the codebook that is named, newest first: when, what changed, notes; each can be opened and restored. */
public final class VersionsPane implements View {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private final VersionsViewModel model;
    private final ListView<Version> list = new ListView<>();
    private final Label title = new Label();
    private final Label problems = new Label();
    private final VBox root;

    public VersionsPane(KeepingViewModel keeping) {
        this.model = keeping.versions();
        list.setId("versions");
        list.getStyleClass().add(Styles.BORDERED);
        list.setAccessibleText("Versions of the codebook, newest first");
        list.setCellFactory(l -> new VersionCell());
        list.setPlaceholder(none());
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                chosen(model::open);
                e.consume();
            }
        });
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                chosen(model::open);
            }
        });
        title.setId("versions-title");
        title.getStyleClass().add(Styles.TEXT_BOLD);
        problems.setId("versions-problems");
        problems.setWrapText(true);
        problems.setMinHeight(Region.USE_PREF_SIZE);
        problems.getStyleClass().add("problem");
        problems.managedProperty().bind(problems.textProperty().isNotEmpty());
        VBox.setVgrow(list, Priority.ALWAYS);
        root = new VBox(8, tools(), problems, list);
        root.setPadding(new Insets(8, 0, 0, 0));
        model.historyProperty().subscribe(this::show);
    }

    @Override
    public Node node() {
        return root;
    }

    private Node tools() {
        BooleanBinding none = Bindings.isNull(list.getSelectionModel().selectedItemProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(
                8,
                title,
                space,
                button(
                        "Open",
                        "version-open",
                        "mdi2f-folder-open-outline",
                        "Opens it as a draft; Undo leads back (Enter)",
                        none,
                        () -> chosen(model::open)),
                button(
                        "Restore",
                        "version-restore",
                        "mdi2b-backup-restore",
                        "Makes it the newest version again; the later ones stay",
                        none,
                        () -> chosen(model::restore)));
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private static Button button(
            String name, String id, String icon, String what, BooleanBinding disabled, Runnable action) {
        Button button = new Button(name, new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(name + " the selected version");
        button.disableProperty().bind(disabled);
        button.setOnAction(e -> action.run());
        return button;
    }

    private static Node none() {
        Label none = new Label(
                "No versions under this name yet. Each time you save, one is added; none is ever overwritten.");
        none.setWrapText(true);
        none.setMaxWidth(360);
        none.getStyleClass().add(Styles.TEXT_MUTED);
        return none;
    }

    private void chosen(IntConsumer action) {
        Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                .map(Version::number)
                .ifPresent(action::accept);
    }

    private void show(Optional<History> history) {
        List<Version> versions = history.map(h -> h.versions().reversed()).orElse(List.of());
        title.setText(history.map(h -> h.name() + ": " + count(versions.size())).orElse(""));
        String loose = history.filter(History::unversioned).isPresent()
                ? "The file under this name was put there by another program; the next save makes it a version.\n"
                : "";
        problems.setText((loose
                        + history.map(h -> String.join("\n", h.problems())).orElse(""))
                .strip());
        if (!list.getItems().equals(versions)) {
            int index = list.getSelectionModel().getSelectedIndex();
            list.getItems().setAll(versions);
            list.getSelectionModel().select(versions.isEmpty() ? -1 : Math.clamp(index, 0, versions.size() - 1));
        }
    }

    private static String count(int versions) {
        return versions == 1 ? "1 version" : versions + " versions";
    }

    /** Number, time and figures; what changed; notes. */
    private final class VersionCell extends ListCell<Version> {
        private final Label number = new Label();
        private final Label time = new Label();
        private final Label figures = new Label();
        private final Label change = new Label();
        private final Label notes = new Label();
        private final VBox box;

        VersionCell() {
            number.getStyleClass().add(Styles.TEXT_BOLD);
            time.getStyleClass().add(Styles.TEXT_MUTED);
            notes.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_ITALIC);
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            for (Label l : List.of(change, notes)) {
                l.setWrapText(true);
                l.setMinHeight(Region.USE_PREF_SIZE);
            }
            notes.managedProperty().bind(notes.textProperty().isNotEmpty());
            box = new VBox(4, new HBox(12, number, time, space, figures), change, notes);
            box.setPadding(new Insets(8, 4, 8, 4));
            // texts wrap within the list instead of widening it
            box.maxWidthProperty().bind(list.widthProperty().subtract(32));
            box.prefWidthProperty().bind(box.maxWidthProperty());
        }

        @Override
        protected void updateItem(Version version, boolean empty) {
            super.updateItem(version, empty);
            if (empty || version == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            number.setText("Version " + version.number());
            time.setText(TIME.format(version.saved().atZone(ZoneId.systemDefault())));
            figures.setText(version.codebook().figures().replace(" x ", " \u00D7 "));
            change.setText(version.words());
            notes.setText(version.note());
            setGraphic(box);
            setAccessibleText("Version " + version.number() + ", " + version.words());
        }
    }
}
