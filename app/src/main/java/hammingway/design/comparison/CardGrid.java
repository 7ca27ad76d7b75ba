package hammingway.design.comparison;

import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Cards of equal size in as many columns as have room; they fill the height that is there, and scroll where it is too little. */
final class CardGrid extends Pane {
    private static final double GAP = 12;

    private final double leastWidth;
    private final double leastHeight;
    private final double tallest;

    /** @param tallest height of a card over its width: a square picture gains nothing from more */
    CardGrid(double leastWidth, double leastHeight, double tallest) {
        this.leastWidth = leastWidth;
        this.leastHeight = leastHeight;
        this.tallest = tallest;
    }

    private int columns(double width) {
        int most = (int) Math.max(1, (width + GAP) / (leastWidth + GAP));
        int cards = Math.max(1, getChildren().size());
        int rows = (cards + most - 1) / most;
        return (cards + rows - 1) / rows; // four cards are two by two, not three and one
    }

    private int rows(double width) {
        int columns = columns(width);
        return Math.max(1, (getChildren().size() + columns - 1) / columns);
    }

    @Override
    protected double computePrefHeight(double width) {
        double w = width > 0 ? width : getWidth();
        return rows(w) * (leastHeight + GAP) - GAP;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return leastWidth;
    }

    @Override
    protected void layoutChildren() {
        int columns = columns(getWidth());
        int rows = rows(getWidth());
        double w = (getWidth() - (columns - 1) * GAP) / columns;
        double h = Math.min((getHeight() - (rows - 1) * GAP) / rows, tallest * w);
        int at = 0;
        for (Node card : getChildren()) {
            card.resizeRelocate(
                    Math.floor(at % columns * (w + GAP)),
                    Math.floor(Math.floorDiv(at, columns) * (h + GAP)),
                    Math.floor(w),
                    Math.floor(h));
            at++;
        }
    }
}
