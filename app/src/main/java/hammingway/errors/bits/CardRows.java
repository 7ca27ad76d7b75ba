package hammingway.errors.bits;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Cards in as many columns of equal width as have room, wide cards over two; a row is as high as its highest card. */
final class CardRows extends Pane {
    private static final double GAP = 12;
    private static final double LEAST_WIDTH = 330;
    private static final int MOST_COLUMNS = 4;

    private final List<Node> wide = new ArrayList<>();

    /** A card that takes two columns where there are two. */
    void wide(Node card) {
        wide.add(card);
    }

    private static int columns(double width) {
        return (int) Math.clamp((width + GAP) / (LEAST_WIDTH + GAP), 1, MOST_COLUMNS);
    }

    private double width(Node card, double width) {
        int columns = columns(width);
        double one = Math.floor((width - (columns - 1) * GAP) / columns);
        return spans(card, columns) * (one + GAP) - GAP;
    }

    private int spans(Node card, int columns) {
        return wide.contains(card) ? Math.min(2, columns) : 1;
    }

    /** The cards of each row. */
    private List<List<Node>> rows(double width) {
        int columns = columns(width);
        List<List<Node>> rows = new ArrayList<>();
        int free = 0;
        for (Node card : getChildren()) {
            if (spans(card, columns) > free) {
                rows.add(new ArrayList<>());
                free = columns;
            }
            rows.getLast().add(card);
            free -= spans(card, columns);
        }
        return rows;
    }

    private double height(List<Node> row, double width) {
        return Math.ceil(row.stream()
                .mapToDouble(card -> card.prefHeight(width(card, width)))
                .max()
                .orElse(0));
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double w = width > 0 ? width : LEAST_WIDTH;
        return rows(w).stream().mapToDouble(row -> height(row, w) + GAP).sum();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 2 * LEAST_WIDTH + GAP;
    }

    @Override
    protected double computeMinWidth(double height) {
        return LEAST_WIDTH;
    }

    @Override
    protected void layoutChildren() {
        double y = 0;
        for (List<Node> row : rows(getWidth())) {
            double x = 0;
            double h = height(row, getWidth());
            for (Node card : row) {
                double w = width(card, getWidth());
                card.resizeRelocate(x, y, w, h);
                x += w + GAP;
            }
            y += h + GAP;
        }
    }
}
