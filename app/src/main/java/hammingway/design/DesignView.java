package hammingway.design;

import hammingway.design.analysis.AnalysisPane;
import hammingway.design.comparison.ComparisonView;
import hammingway.design.keeping.RecoveryBar;
import hammingway.design.keeping.SavingPane;
import hammingway.design.keeping.VersionsPane;
import hammingway.design.search.ImproveTab;
import hammingway.design.start.AddVocabulary;
import hammingway.design.start.Drops;
import hammingway.design.start.StartPane;
import hammingway.fx.Background;
import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import hammingway.fx.View;
import hammingway.settings.Theme;
import java.util.List;
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
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The workspace of codebooks: form, matrix of distances, figures. */
public final class DesignView implements View {
    private static final List<String> CODEBOOKS = List.of(".npz", ".npy", ".csv", ".txt", ".alist");
    private static final double FORM_WIDTH = 280;
    private static final double FIGURES_WIDTH = 328;

    /** Width from which on form, matrix and figures stand side by side, and the matrix is the largest. */
    private static final double ROOM_FOR_FIGURES = 1040;

    private static final KeyCombination UNDO = KeyCombination.keyCombination("Shortcut+Z");
    private static final KeyCombination REDO = KeyCombination.keyCombination("Shortcut+Shift+Z");
    private static final KeyCombination REDO_TOO = KeyCombination.keyCombination("Shortcut+Y");

    private final DesignViewModel model;
    private final MatrixPane matrix;
    private final ComparisonView comparison;
    private final SplitPane split = new SplitPane();
    private final BorderPane root = new BorderPane();

    /** @param background searches and compares in it */
    public DesignView(
            DesignViewModel model, ReadOnlyObjectProperty<Theme> theme, Background background, FileDialogs dialogs) {
        this.model = model;
        this.matrix = new MatrixPane(model, theme);
        this.comparison = new ComparisonView(
                model.comparison(),
                model.pairProperty(),
                theme,
                model.keeping().exports()::export,
                () -> dialogs.open("Add a codebook", "Codebooks", CODEBOOKS));
        FormPane form = new FormPane(model, new HBox(4, new AddVocabulary(model.start(), dialogs), undoing()));
        form.underVocabularies(new StartPane(model.start(), form.vocabularies()));
        SavingPane saving =
                new SavingPane(model.keeping(), model.designProperty(), dialogs, model.start()::take, model::newRun);
        VBox left = new VBox(scrolling(form, FORM_WIDTH), saving.node());
        VBox.setVgrow(left.getChildren().getFirst(), Priority.ALWAYS);
        root.setLeft(new HBox(left, upright()));
        CodewordsPane codewords =
                new CodewordsPane(model.codewords(), model.pairProperty(), theme, new CodewordEditor(model, theme));
        AnalysisPane analysis = new AnalysisPane(model.analysis(), theme);
        analysis.savable((file, content) ->
                model.keeping().exports().export(model.keeping().nameProperty().get() + "-" + file, content));
        VBox figures = new VBox(analysis.node(), new Separator(), new PairCard(model, theme));
        VBox.setVgrow(analysis.node(), Priority.ALWAYS);
        figures.setMinWidth(FIGURES_WIDTH);
        figures.setPrefWidth(FIGURES_WIDTH);
        SplitPane.setResizableWithParent(figures, false);
        Tab improve = new ImproveTab(model.workplace(), model.handover().confusions(), background, theme);
        Tab compare = comparison.tab();
        Node versions = new VersionsPane(model.keeping()).node();
        TabPane tabs = new TabPane(
                tab("Matrix", "matrix-tab", matrix),
                tab("Codewords", "codewords-tab", codewords),
                improve,
                compare,
                tab("Versions", "versions-tab", versions));
        Node centre = centre(tabs);
        // what F1 opens there
        Explained.page(matrix, "designer.md#matrix");
        Explained.page(codewords, "designer.md#codewords");
        Explained.page(improve.getContent(), "search.md");
        Explained.page(compare.getContent(), "compare-codebooks.md");
        Explained.page(versions, "keeping-codebooks.md");
        Explained.page(saving.node(), "keeping-codebooks.md");
        List<Tab> wide = List.of(improve, compare); // these have figures of their own, side by side
        Tab figuresTab = tab("Figures", "figures-tab", null);
        Runnable arrange = () -> {
            boolean room = root.getWidth() >= ROOM_FOR_FIGURES;
            boolean alone = !room || wide.contains(tabs.getSelectionModel().getSelectedItem());
            if (room) { // a node is in one place at a time
                place(figures, figuresTab, tabs, false);
            }
            arrange(alone ? List.of(centre) : List.of(centre, figures));
            if (!room) {
                place(figures, figuresTab, tabs, true);
            }
        };
        tabs.getSelectionModel().selectedItemProperty().subscribe(t -> arrange.run());
        root.widthProperty().subscribe(w -> arrange.run());
        root.setCenter(new StackPane(split, new GalleryPane(model.gallery(), model::family)));
        root.setId("design");
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        root.addEventFilter(KeyEvent.KEY_PRESSED, saving::key);
        Drops.on(root, model.start());
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void close() {
        matrix.close();
        comparison.close();
        model.codewords().close();
        model.keeping().close();
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

    private void arrange(List<Node> panes) {
        if (!split.getItems().equals(panes)) {
            split.getItems().setAll(panes);
            split.setDividerPositions(1); // figures as wide as they must be, the rest for what is looked at
        }
    }

    /** In a narrow window the figures are a tab of their own. */
    private static void place(Node figures, Tab tab, TabPane tabs, boolean apart) {
        if (apart && !tabs.getTabs().contains(tab)) {
            tab.setContent(figures);
            tabs.getTabs().add(tab);
        } else if (!apart && tabs.getTabs().remove(tab)) {
            tab.setContent(null);
        }
    }

    private Node centre(TabPane tabs) {
        tabs.setId("design-tabs");
        model.analysis().prefix().subscribe(p -> {
            if (!p.isEmpty()) {
                tabs.getSelectionModel().select(1); // the codewords that begin so
            }
        });
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox centre = new VBox(8, new RecoveryBar(model.keeping().recovery()).node(), stale(), tabs);
        centre.setPadding(new Insets(4, 12, 8, 12));
        centre.setMinWidth(0);
        return centre;
    }

    private static Tab tab(String name, String id, @Nullable Node content) {
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
