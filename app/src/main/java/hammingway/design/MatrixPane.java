package hammingway.design;

import atlantafx.base.theme.Styles;
import hammingway.control.ColorLegend;
import hammingway.control.ColorScale;
import hammingway.control.MatrixPicture;
import hammingway.control.MatrixView;
import hammingway.control.Reduction;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.Pair;
import hammingway.settings.Theme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The matrix of distances with its tools and the key of its colours. Its cells are pairs of tokens, selected everywhere alike. */
final class MatrixPane extends VBox {
    private final DesignViewModel model;
    private final MatrixView matrix = new MatrixView();
    private final ColorLegend legend = new ColorLegend();

    MatrixPane(DesignViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        super(8);
        this.model = model;
        setPadding(new Insets(8, 0, 0, 0));
        matrix.setId("matrix");
        legend.setId("legend");
        bind();
        theme.subscribe(t -> {
            matrix.setTheme(t);
            legend.setTheme(t);
        });
        StackPane middle = new StackPane(matrix, busy(), empty());
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(tools(), middle, key());
    }

    void close() {
        matrix.close();
    }

    private Node key() {
        ComboBox<ColorScale> colors =
                box(matrix.colorsProperty(), "Colours of the matrix", List.of(ColorScale.values()));
        Button spread =
                icon("mdi2c-contrast-box", "Spread the colours over the values in sight", "spread", matrix::fitColors);
        HBox key = new HBox(6, legend, spread, colors);
        key.setAlignment(Pos.TOP_LEFT);
        key.setPadding(new Insets(0, 0, 0, 52)); // the legend stands under the matrix, not under its labels
        HBox.setHgrow(legend, Priority.ALWAYS);
        return key;
    }

    private void bind() {
        model.matrixProperty().subscribe(m -> m.ifPresent(matrix::setSource));
        legend.colorsProperty().bind(matrix.colorsProperty());
        legend.lowProperty().bindBidirectional(matrix.lowProperty());
        legend.highProperty().bindBidirectional(matrix.highProperty());
        matrix.shownProperty()
                .subscribe(s -> s.ifPresent(m -> {
                    legend.minimumProperty().set(m.minimum());
                    legend.maximumProperty().set(m.maximum());
                    legend.unitProperty().set(m.unit());
                    select(model.pairProperty().get()); // other rows, the same tokens
                }));
        matrix.hoveredProperty().subscribe(c -> model.hoveredProperty().set(pair(c)));
        matrix.selectedProperty()
                .subscribe(c -> pair(c).ifPresent(p -> model.pairProperty().set(Optional.of(p))));
        model.pairProperty().subscribe(this::select);
    }

    private Optional<Pair> pair(Optional<MatrixView.Cell> cell) {
        // the matrix in sight may still be that of a larger codebook, whose tokens nobody else knows any more
        int tokens = model.designProperty().get().map(d -> d.codebook().size()).orElse(0);
        return shown().flatMap(s -> cell.map(c -> new Pair(s.token(c.row()), s.token(c.column()))))
                .filter(p -> Math.max(p.first(), p.second()) < tokens);
    }

    /** The cell of the pair that was selected elsewhere. */
    private void select(Optional<Pair> pair) {
        int rows = shown().map(DistanceSource::rows).orElse(0);
        if (pair.filter(p -> Math.max(p.first(), p.second()) < rows).isEmpty()) {
            return; // the matrix in sight may still be that of a smaller codebook
        }
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

    private Optional<DistanceSource> shown() {
        return matrix.shownProperty()
                .get()
                .filter(DistanceSource.class::isInstance)
                .map(DistanceSource.class::cast);
    }

    private Node tools() {
        ComboBox<Reduction> blocks = box(
                matrix.reductionProperty(),
                "What a pixel shows of the distances of many cells",
                List.of(Reduction.values()));
        blocks.setId("reduction");
        blocks.setConverter(new javafx.util.StringConverter<>() {
            @Override
            public String toString(Reduction r) {
                return r == Reduction.MEAN ? "Mean" : "Minimum";
            }

            @Override
            public Reduction fromString(String text) {
                return text.startsWith("Mean") ? Reduction.MEAN : Reduction.MIN;
            }
        });
        MenuItem picture = new MenuItem("Picture of what is in sight (PNG)");
        picture.setOnAction(e -> savePicture(".png", MatrixPicture::png));
        MenuItem vectors = new MenuItem("Picture with text as text (SVG)");
        vectors.setOnAction(e -> savePicture(".svg", MatrixPicture::svg));
        MenuItem numbers = new MenuItem("Numbers of what is in sight (CSV)");
        numbers.setOnAction(e -> saveNumbers());
        MenuButton save = new MenuButton(null, new FontIcon("mdi2t-tray-arrow-down"), picture, vectors, numbers);
        save.setId("save-matrix");
        save.setAccessibleText("Save the picture or its numbers");
        save.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        save.setTooltip(new Tooltip("Save the picture or its numbers"));
        FlowPane tools = new FlowPane(
                6,
                6,
                new RowOrderBox(model),
                blocks,
                icon("mdi2m-magnify-minus-outline", "Smaller (-)", "smaller", () -> matrix.zoom(-2)),
                icon("mdi2m-magnify-plus-outline", "Larger (+)", "larger", () -> matrix.zoom(2)),
                icon("mdi2f-fit-to-screen-outline", "Whole matrix (Home)", "fit", matrix::fit),
                save);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    static Button icon(String name, String what, String id, Runnable action) {
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

    /** What is in sight, drawn for a page; encoded off the toolkit's thread. */
    private void savePicture(String ending, Function<MatrixPicture, byte[]> encoded) {
        String name = model.keeping().nameProperty().get();
        String title = name
                + shown().map(DistanceSource::codebook)
                        .map(b -> ": V = " + b.size() + ", n = " + b.length() + ", "
                                + b.hash().substring(0, 8))
                        .orElse("");
        matrix.drawing(title)
                .ifPresent(d -> model.keeping()
                        .exports()
                        .export(name + "-matrix" + ending, out -> out.write(encoded.apply(d))));
    }

    private void saveNumbers() {
        String csv = matrix.visibleNumbers();
        model.keeping()
                .exports()
                .export(
                        model.keeping().nameProperty().get() + "-matrix.csv",
                        out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
    }
}
