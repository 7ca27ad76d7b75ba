package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.control.ColorLegend;
import hammingway.control.ColorScale;
import hammingway.control.MatrixView;
import hammingway.control.Reduction;
import hammingway.design.analysis.AnalysisPane;
import hammingway.design.book.Design;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.Pair;
import hammingway.design.book.RowOrder;
import hammingway.design.comparison.ComparisonView;
import hammingway.design.comparison.FileChoice;
import hammingway.fx.Background;
import hammingway.fx.View;
import hammingway.settings.Theme;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javax.imageio.ImageIO;
import org.kordamp.ikonli.javafx.FontIcon;

/** The workspace of codebooks: form, matrix of distances, figures. */
public final class DesignView implements View {
    private static final List<String> ENDINGS = List.of(".npz", ".npy", ".csv");
    private static final KeyCombination UNDO = KeyCombination.keyCombination("Shortcut+Z");
    private static final KeyCombination REDO = KeyCombination.keyCombination("Shortcut+Shift+Z");
    private static final KeyCombination REDO_TOO = KeyCombination.keyCombination("Shortcut+Y");

    private final DesignViewModel model;
    private final MatrixView matrix = new MatrixView();
    private final ColorLegend legend = new ColorLegend();
    private final FiguresPane figures;
    private final ComparisonView comparison;
    private final BorderPane root = new BorderPane();

    /** @param background does the analysis that the tab of that name shows */
    public DesignView(DesignViewModel model, ReadOnlyObjectProperty<Theme> theme, Background background) {
        this.model = model;
        this.figures = new FiguresPane(model);
        this.comparison = new ComparisonView(
                model.comparison(), model.pairProperty(), theme, model::export, FileChoice.ofSystem(root));
        FormPane form = new FormPane(model, undoing());
        VBox left = new VBox(scrolling(form, 280), saving());
        VBox.setVgrow(left.getChildren().getFirst(), Priority.ALWAYS);
        root.setLeft(new HBox(left, upright()));
        CodewordsPane codewords =
                new CodewordsPane(model.codewords(), model.pairProperty(), theme, new CodewordEditor(model, theme));
        AnalysisPane analysis = new AnalysisPane(background, theme);
        analysis.selected().bindBidirectional(model.pairProperty());
        root.setCenter(centre(codewords, analysis));
        root.setRight(new HBox(upright(), scrolling(figures, 268)));
        root.setId("design");
        matrix.setId("matrix");
        legend.setId("legend");
        bindMatrix();
        theme.subscribe(t -> {
            matrix.setTheme(t);
            legend.setTheme(t);
            figures.setTheme(t);
        });
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        root.setOnDragOver(this::dragged);
        root.setOnDragDropped(this::dropped);
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

    private void bindMatrix() {
        model.matrixProperty().subscribe(m -> m.ifPresent(matrix::setSource));
        legend.colorsProperty().bind(matrix.colorsProperty());
        legend.lowProperty().bindBidirectional(matrix.lowProperty());
        legend.highProperty().bindBidirectional(matrix.highProperty());
        matrix.shownProperty()
                .subscribe(s -> s.ifPresent(m -> {
                    legend.minimumProperty().set(m.minimum());
                    legend.maximumProperty().set(m.maximum());
                    legend.unitProperty().set(m.unit());
                }));
        matrix.hoveredProperty().subscribe(c -> showCell());
        matrix.selectedProperty().subscribe(c -> {
            showCell();
            shown().ifPresent(s -> c.map(x -> new Pair(s.token(x.row()), s.token(x.column())))
                    .ifPresent(p -> model.pairProperty().set(Optional.of(p))));
        });
        model.pairProperty().subscribe(this::selectCell);
    }

    /** The cell of the pair that was selected elsewhere. */
    private void selectCell(Optional<Pair> pair) {
        if (pair.isPresent() && shown().isPresent()) {
            int row = shown().get().row(pair.get().first());
            int column = shown().get().row(pair.get().second());
            boolean there = matrix.selectedProperty()
                    .get()
                    .filter(c -> c.row() == row && c.column() == column)
                    .isPresent();
            if (!there) {
                matrix.select(row, column);
            }
        }
    }

    private Optional<DistanceSource> shown() {
        return matrix.shownProperty()
                .get()
                .filter(DistanceSource.class::isInstance)
                .map(DistanceSource.class::cast);
    }

    private void showCell() {
        Optional<MatrixView.Cell> cell = matrix.hoveredProperty()
                .get()
                .or(() -> matrix.selectedProperty().get());
        figures.card().show(cell, shown());
    }

    private Node centre(CodewordsPane codewords, AnalysisPane analysis) {
        Tab first = tab("Matrix", "matrix-tab", matrixPane());
        Tab second = tab("Codewords", "codewords-tab", codewords);
        Tab third = tab("Analysis", "analysis-tab", narrow(analysis.node()));
        TabPane tabs = new TabPane(first, second, third, comparison.tab());
        tabs.setId("design-tabs");
        // exact figures of a large codebook take seconds of both processors: only while somebody looks
        Runnable analyse = () -> {
            Optional<Design> looked =
                    third.isSelected() ? model.designProperty().get() : Optional.empty();
            analysis.show(looked.map(Design::codebook), looked.flatMap(Design::vocabulary));
        };
        third.selectedProperty().subscribe(chosen -> analyse.run());
        model.designProperty().subscribe(d -> analyse.run());
        StackPane middle = new StackPane(tabs, new GalleryPane(model.gallery(), model::family));
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox centre = new VBox(8, stale(), middle);
        centre.setPadding(new Insets(4, 12, 8, 12));
        centre.setMinWidth(0);
        return centre;
    }

    /** Cards made for a column are not drawn out over a wide window. */
    private static Node narrow(Region cards) {
        cards.setMaxWidth(640);
        StackPane pane = new StackPane(cards);
        pane.setAlignment(Pos.TOP_CENTER);
        return pane;
    }

    private static Tab tab(String name, String id, Node content) {
        Tab tab = new Tab(name, content);
        tab.setClosable(false);
        tab.setId(id);
        return tab;
    }

    private Node matrixPane() {
        StackPane middle = new StackPane(matrix, busy(), empty());
        VBox.setVgrow(middle, Priority.ALWAYS);
        ComboBox<ColorScale> colors =
                box(matrix.colorsProperty(), "Colours of the matrix", List.of(ColorScale.values()));
        Button spread =
                icon("mdi2c-contrast-box", "Spread the colours over the values in sight", "spread", matrix::fitColors);
        HBox key = new HBox(6, legend, spread, colors);
        key.setAlignment(Pos.TOP_LEFT);
        key.setPadding(new Insets(0, 0, 0, 52)); // the legend stands under the matrix, not under its labels
        HBox.setHgrow(legend, Priority.ALWAYS);
        VBox pane = new VBox(8, tools(), middle, key);
        pane.setPadding(new Insets(8, 0, 0, 0));
        return pane;
    }

    private Node tools() {
        ComboBox<RowOrder> order = box(model.orderProperty(), "Order of rows and columns", List.of(RowOrder.values()));
        order.setId("order");
        ComboBox<Reduction> blocks =
                box(matrix.reductionProperty(), "What a pixel shows of many cells", List.of(Reduction.values()));
        blocks.setId("reduction");
        blocks.setConverter(new javafx.util.StringConverter<>() {
            @Override
            public String toString(Reduction r) {
                return r == Reduction.MEAN ? "Mean distance" : "Minimum distance";
            }

            @Override
            public Reduction fromString(String text) {
                return text.startsWith("Mean") ? Reduction.MEAN : Reduction.MIN;
            }
        });
        MenuItem picture = new MenuItem("Picture of what is in sight (PNG)");
        picture.setOnAction(e -> savePicture());
        MenuItem numbers = new MenuItem("Numbers of what is in sight (CSV)");
        numbers.setOnAction(e -> saveNumbers());
        MenuButton save = new MenuButton(null, new FontIcon("mdi2t-tray-arrow-down"), picture, numbers);
        save.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        save.setTooltip(new Tooltip("Save the picture or its numbers"));
        FlowPane tools = new FlowPane(
                6,
                6,
                order,
                blocks,
                icon("mdi2m-magnify-minus-outline", "Smaller (-)", "smaller", () -> matrix.zoom(-2)),
                icon("mdi2m-magnify-plus-outline", "Larger (+)", "larger", () -> matrix.zoom(2)),
                icon("mdi2f-fit-to-screen-outline", "Whole matrix (Home)", "fit", matrix::fit),
                save);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private Node undoing() {
        Button undo = icon("mdi2u-undo", "Undo (Ctrl+Z)", "undo", model::undo);
        undo.disableProperty().bind(model.canUndoProperty().not());
        Button redo = icon("mdi2r-redo", "Redo (Ctrl+Shift+Z)", "redo", model::redo);
        redo.disableProperty().bind(model.canRedoProperty().not());
        return new HBox(undo, redo);
    }

    private static Button icon(String name, String what, String id, Runnable action) {
        Button button = new Button(null, new FontIcon(name));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    private static <T> ComboBox<T> box(ObjectProperty<T> value, String what, List<T> values) {
        ComboBox<T> box = new ComboBox<>();
        box.getItems().setAll(values);
        box.valueProperty().bindBidirectional(value);
        box.setTooltip(new Tooltip(what));
        box.setAccessibleText(what);
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    /** Turns while a codebook is built, in a corner: what stands there stays in sight. */
    private Node busy() {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(28, 28);
        turning.visibleProperty().bind(model.busyProperty());
        StackPane.setAlignment(turning, Pos.TOP_LEFT);
        StackPane.setMargin(turning, new Insets(14));
        return turning;
    }

    private Node empty() {
        Label none = new Label();
        none.setWrapText(true);
        none.getStyleClass().add(Styles.TEXT_MUTED);
        none.textProperty()
                .bind(Bindings.when(model.busyProperty())
                        .then("Building the codebook\u2026")
                        .otherwise("No codebook yet. Correct what is marked on the left."));
        none.visibleProperty().bind(matrix.shownProperty().map(Optional::isEmpty));
        none.setMouseTransparent(true);
        return none;
    }

    private Node stale() {
        Label stale = new Label("The form has problems: this is the last good codebook.");
        stale.setId("stale");
        stale.setWrapText(true);
        stale.getStyleClass().add("problem");
        stale.visibleProperty()
                .bind(Bindings.isNotEmpty(model.problems())
                        .and(Bindings.createBooleanBinding(
                                () -> matrix.shownProperty().get().isPresent(), matrix.shownProperty())));
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
        open.setTooltip(new Tooltip("A codebook as .npz, .npy or .csv; it can be dropped here as well"));
        open.setOnAction(e -> open());
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

    private void open() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Import a codebook");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        "Codebooks", ENDINGS.stream().map(e -> "*" + e).toList()));
        Optional.ofNullable(chooser.showOpenDialog(root.getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(model::load);
    }

    private void savePicture() {
        var picture = SwingFXUtils.fromFXImage(matrix.picture(), null);
        model.export(model.nameProperty().get() + "-matrix.png", out -> ImageIO.write(picture, "png", out));
    }

    private void saveNumbers() {
        String csv = matrix.visibleNumbers();
        model.export(
                model.nameProperty().get() + "-matrix.csv", out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
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

    private static Optional<File> codebook(DragEvent e) {
        return e.getDragboard().getFiles().stream()
                .filter(f -> ENDINGS.stream().anyMatch(f.getName().toLowerCase(Locale.ROOT)::endsWith))
                .findFirst();
    }

    private void dragged(DragEvent e) {
        if (codebook(e).isPresent()) {
            e.acceptTransferModes(TransferMode.COPY);
            e.consume();
        }
    }

    private void dropped(DragEvent e) {
        codebook(e).map(File::toPath).ifPresent(model::load);
        e.setDropCompleted(codebook(e).isPresent());
        e.consume();
    }
}
