package hammingway.design.comparison;

import hammingway.control.ColorLegend;
import hammingway.control.ColorScale;
import hammingway.control.MatrixLink;
import hammingway.design.book.Pair;
import hammingway.design.book.Preview;
import hammingway.design.book.RowOrder;
import hammingway.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Matrices of distances side by side: one scale of colours, moved together, one pair of tokens in all of them. */
final class MatricesPane extends VBox {
    private final ComparisonViewModel model;
    private final ObjectProperty<Optional<Pair>> looked = new SimpleObjectProperty<>(Optional.empty());
    private final CardGrid grid = new CardGrid(220, 260, 1.12);
    private final MatrixLink link = new MatrixLink();
    private final List<MatrixCard> cards = new ArrayList<>();
    private final CheckBox same = new CheckBox("Same colours");
    private final ColorLegend legend = new ColorLegend();
    private final ObjectProperty<ColorScale> colors = new SimpleObjectProperty<>(ColorScale.VIRIDIS);
    private Theme theme = Theme.LIGHT;
    private Optional<Preview.Range> usual = Optional.empty();
    private boolean setting;

    /** @param pair of the design's other views */
    MatricesPane(ComparisonViewModel model, ObjectProperty<Optional<Pair>> pair) {
        super(8);
        this.model = model;
        var scroll = Parts.scrolling(grid);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, tools());
        legend.unitProperty().set("bits");
        legend.colorsProperty().bind(colors);
        legend.lowProperty().subscribe(v -> recolour());
        legend.highProperty().subscribe(v -> recolour());
        same.selectedProperty().subscribe(s -> ranges());
        model.books().addListener((ListChangeListener<Compared>) c -> show());
        pair.subscribe(looked::set);
        looked.subscribe(p -> {
            cards.forEach(c -> c.look(p));
            p.filter(model::ofDesign).filter(x -> !pair.get().equals(p)).ifPresent(x -> pair.set(p));
        });
        show();
    }

    private HBox tools() {
        same.setSelected(true);
        Parts.named(
                same,
                "comparison-same-colours",
                "One scale of colours for all matrices; otherwise each spans its own distances");
        ComboBox<RowOrder> order = new ComboBox<>();
        order.getItems().setAll(RowOrder.values());
        order.valueProperty().bindBidirectional(model.orderProperty());
        order.setId("comparison-order");
        order.setTooltip(
                new Tooltip(
                        "Order of rows and columns, the same tokens in all matrices; codewords are sorted as the first codebook's"));
        order.setAccessibleText("Order of rows and columns");
        ComboBox<ColorScale> scale = new ComboBox<>();
        scale.getItems().setAll(ColorScale.values());
        scale.valueProperty().bindBidirectional(colors);
        scale.setId("comparison-scale");
        scale.setTooltip(new Tooltip("Colours of the matrices"));
        scale.setAccessibleText("Colours of the matrices");
        Button fit = Parts.named(new Button("Whole matrix"), "comparison-fit", "Show the whole of every matrix (Home)");
        fit.setOnAction(e -> cards.forEach(c -> c.matrix().fit()));
        FlowPane buttons = new FlowPane(8, 6, order, scale, fit, same);
        buttons.setAlignment(Pos.CENTER_LEFT);
        HBox tools = new HBox(12, buttons, legend);
        tools.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(buttons, Priority.ALWAYS);
        legend.setMinWidth(160);
        return tools;
    }

    void setTheme(Theme newTheme) {
        theme = newTheme;
        legend.setTheme(newTheme);
        cards.forEach(c -> c.setTheme(newTheme));
    }

    private void show() {
        List<Compared> books = List.copyOf(model.books());
        cards.removeIf(c -> {
            boolean gone = books.stream().noneMatch(b -> b.tag().colour() == c.colour());
            if (gone) {
                link.remove(c.matrix());
                c.matrix().close();
            }
            return gone;
        });
        List<MatrixCard> ordered = new ArrayList<>();
        for (Compared book : books) {
            MatrixCard card = cards.stream()
                    .filter(c -> c.colour() == book.tag().colour())
                    .findFirst()
                    .orElseGet(() -> added(book));
            card.show(book);
            ordered.add(card);
        }
        if (!ordered.equals(grid.getChildren())) {
            grid.getChildren().setAll(ordered);
        }
        ranges();
    }

    private MatrixCard added(Compared book) {
        MatrixCard card = new MatrixCard(book, theme, p -> looked.set(Optional.of(p)));
        card.matrix().colorsProperty().bindBidirectional(colors);
        cards.add(card);
        link.add(card.matrix());
        card.look(looked.get());
        return card;
    }

    /** Colours over all distances that are usual in any of the codebooks, or in each. */
    private void ranges() {
        List<Preview.Range> known =
                model.books().stream().flatMap(b -> b.usual().stream()).toList();
        legend.setDisable(!same.isSelected());
        if (known.isEmpty()) {
            return;
        }
        double low = known.stream().mapToDouble(Preview.Range::low).min().orElse(0);
        double high = known.stream().mapToDouble(Preview.Range::high).max().orElse(1);
        Preview.Range whole = new Preview.Range(low, high);
        if (!usual.equals(Optional.of(whole))) { // a range that somebody chose stays
            usual = Optional.of(whole);
            show(whole);
        }
        recolour();
    }

    private void show(Preview.Range range) {
        int bits = model.books().stream()
                .mapToInt(b -> b.codebook().length())
                .max()
                .orElse(1);
        setting = true;
        legend.minimumProperty().set(0);
        legend.maximumProperty().set(bits);
        legend.lowProperty().set(range.low());
        legend.highProperty().set(range.high());
        setting = false;
    }

    private void recolour() {
        if (setting) {
            return;
        }
        Preview.Range all = new Preview.Range(
                legend.lowProperty().get(), legend.highProperty().get());
        for (Compared book : model.books()) {
            Preview.Range own = same.isSelected() ? all : book.usual().orElse(all);
            cards.stream().filter(c -> c.colour() == book.tag().colour()).forEach(c -> c.colours(own));
        }
    }

    void close() {
        cards.forEach(c -> c.matrix().close());
    }
}
