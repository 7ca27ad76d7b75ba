package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.design.analysis.AnalysisPane;
import hammingway.design.search.ImproveTab;
import hammingway.design.start.AddVocabulary;
import hammingway.design.start.Drops;
import hammingway.design.start.FileChoice;
import hammingway.design.start.StartPane;
import hammingway.design.start.SystemFileChoice;
import hammingway.fx.Background;
import hammingway.fx.View;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The workspace of codebooks: form, matrix of distances, figures. */
public final class DesignView implements View {
    private static final double FORM_WIDTH = 280;
    private static final double FIGURES_WIDTH = 328;
    private static final KeyCombination UNDO = KeyCombination.keyCombination("Shortcut+Z");
    private static final KeyCombination REDO = KeyCombination.keyCombination("Shortcut+Shift+Z");
    private static final KeyCombination REDO_TOO = KeyCombination.keyCombination("Shortcut+Y");

    private final DesignViewModel model;
    private final FileChoice choice;
    private final MatrixPane matrix;
    private final SplitPane split = new SplitPane();
    private final BorderPane root = new BorderPane();

    /** @param background searches and compares in it */
    public DesignView(DesignViewModel model, ReadOnlyObjectProperty<Theme> theme, Background background) {
        this(model, theme, background, SystemFileChoice::new);
    }

    /** @param choices asks for files, over the view's node */
    DesignView(
            DesignViewModel model,
            ReadOnlyObjectProperty<Theme> theme,
            Background background,
            Function<Node, FileChoice> choices) {
        this.model = model;
        this.choice = choices.apply(root);
        this.matrix = new MatrixPane(model, theme);
        FormPane form = new FormPane(model, new HBox(4, new AddVocabulary(model.start(), choice), undoing()));
        form.underVocabularies(new StartPane(model.start(), form.vocabularies()));
        VBox left = new VBox(scrolling(form, FORM_WIDTH), saving());
        VBox.setVgrow(left.getChildren().getFirst(), Priority.ALWAYS);
        root.setLeft(new HBox(left, upright()));
        CodewordsPane codewords =
                new CodewordsPane(model.codewords(), model.pairProperty(), theme, new CodewordEditor(model, theme));
        AnalysisPane analysis = new AnalysisPane(model.analysis(), theme);
        VBox figures = new VBox(analysis.node(), new Separator(), new PairCard(model, theme));
        VBox.setVgrow(analysis.node(), Priority.ALWAYS);
        figures.setMinWidth(FIGURES_WIDTH);
        figures.setPrefWidth(FIGURES_WIDTH);
        SplitPane.setResizableWithParent(figures, false);
        Node centre = centre(
                tab("Matrix", "matrix-tab", matrix),
                tab("Codewords", "codewords-tab", codewords),
                new ImproveTab(model.workplace(), background, theme));
        split.getItems().setAll(centre, figures);
        split.setDividerPositions(1); // as wide as they must be; the matrix has the rest
        root.setCenter(new StackPane(split, new GalleryPane(model.gallery(), model::family)));
        root.setId("design");
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Drops.on(root, model.start());
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void close() {
        matrix.close();
        model.codewords().close();
    }

    private static Separator upright() {
        return new Separator(javafx.geometry.Orientation.VERTICAL);
    }

    private static ScrollPane scrolling(Region content, double width) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setPrefWidth(width);
        pane.setMinWidth(width);
        return pane;
    }

    private Node centre(Tab... all) {
        TabPane tabs = new TabPane(all);
        tabs.setId("design-tabs");
        model.analysis().prefix().subscribe(p -> {
            if (!p.isEmpty()) {
                tabs.getSelectionModel().select(1); // the codewords that begin so
            }
        });
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox centre = new VBox(8, stale(), tabs);
        centre.setPadding(new Insets(4, 12, 8, 12));
        centre.setMinWidth(0);
        return centre;
    }

    private static Tab tab(String name, String id, Node content) {
        Tab tab = new Tab(name, content);
        tab.setClosable(false);
        tab.setId(id);
        return tab;
    }

    private Node undoing() {
        Button undo = MatrixPane.icon("mdi2u-undo", "Undo (Ctrl+Z)", "undo", model::undo);
        undo.disableProperty().bind(model.canUndoProperty().not());
        Button redo = MatrixPane.icon("mdi2r-redo", "Redo (Ctrl+Shift+Z)", "redo", model::redo);
        redo.disableProperty().bind(model.canRedoProperty().not());
        return new HBox(undo, redo);
    }

    private Node stale() {
        Label stale = new Label("The form has problems: this is the last good codebook.");
        stale.setId("stale");
        stale.setWrapText(true);
        stale.getStyleClass().add("problem");
        stale.visibleProperty()
                .bind(Bindings.isNotEmpty(model.problems())
                        .and(Bindings.createBooleanBinding(
                                () -> model.designProperty().get().isPresent(), model.designProperty())));
        stale.managedProperty().bind(stale.visibleProperty());
        return stale;
    }

    private Node saving() {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(model.nameProperty());
        name.setPrefColumnCount(10);
        name.setAccessibleText("Name of the codebook");
        name.setTooltip(new Tooltip("Saved as codebooks/<name>.npz of the project"));
        HBox.setHgrow(name, Priority.ALWAYS);
        Button save = new Button("Save");
        save.getStyleClass().add(Styles.ACCENT);
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(e -> model.save());
        save.disableProperty().bind(model.designProperty().map(Optional::isEmpty));
        Button open = new Button("Import\u2026");
        open.setTooltip(new Tooltip("A codebook as .npz, .npy, .csv, .txt or .alist; it can be dropped here as well"));
        open.setOnAction(e -> choice.file().ifPresent(f -> model.start().take(List.of(f))));
        TextArea command = new TextArea();
        command.setId("command");
        command.setEditable(false);
        command.setWrapText(true);
        command.setPrefRowCount(4);
        command.setPrefColumnCount(10);
        command.setAccessibleText("Command that makes this codebook");
        ToggleButton show = new ToggleButton("Show the command");
        show.setId("show-command");
        show.setTooltip(new Tooltip("The command line that makes the same codebook"));
        command.visibleProperty().bind(show.selectedProperty());
        command.managedProperty().bind(show.selectedProperty());
        show.selectedProperty().subscribe(s -> command.setText(model.command()));
        model.designProperty().subscribe(d -> command.setText(model.command()));
        model.nameProperty().subscribe(n -> command.setText(model.command()));
        Label status = new Label();
        status.setWrapText(true);
        status.setMinHeight(Region.USE_PREF_SIZE);
        status.getStyleClass().add(Styles.TEXT_SMALL);
        status.textProperty().bind(model.statusProperty());
        status.managedProperty().bind(status.textProperty().isNotEmpty());
        VBox box = new VBox(8, new Separator(), new HBox(8, name, save), new HBox(8, open, show), command, status);
        box.setPadding(new Insets(4, 14, 12, 14));
        box.setMaxWidth(280);
        return box;
    }

    private void key(KeyEvent e) {
        if (UNDO.match(e)) {
            model.undo();
        } else if (REDO.match(e) || REDO_TOO.match(e)) {
            model.redo();
        } else {
            return;
        }
        e.consume();
    }
}
