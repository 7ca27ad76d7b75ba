package hammingway.control;

import hammingway.settings.Theme;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;

/**
 * A small square matrix of values from -1 to 1 as an image, such as correlations: two colours that colour-blind readers tell apart,
 * fading to the background at 0. The diagonal, of which all is known, is left grey.
 */
public final class HeatSquare extends Region {
    private static final double MOST_SIDE = 320;
    private static final double LEGEND = 26;

    /** Larger matrices share pixels. */
    private static final int MOST_CELLS = 320;

    /** Ends of the scale: the least that holds all values. */
    private static final double[] ENDS = {0.02, 0.05, 0.1, 0.2, 0.5, 1};

    private final ImageView view = new ImageView();
    private final Rectangle bar = new Rectangle();
    private final Label low = new Label();
    private final Label middle = new Label("0");
    private final Label high = new Label();
    private final Tooltip tooltip = new Tooltip();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private float[] values = {};
    private int size;
    private double end = 1;

    public HeatSquare() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setSmooth(false);
        view.setManaged(false);
        bar.setManaged(false);
        getChildren().addAll(view, bar, low, middle, high);
        view.setOnMouseMoved(e -> tooltip.setText(readout(view.sceneToLocal(e.getSceneX(), e.getSceneY()))));
        Tooltip.install(view, tooltip);
        setTheme(Theme.LIGHT);
    }

    public void setTheme(Theme theme) {
        palette = theme.palette();
        low.setTextFill(palette.muted());
        middle.setTextFill(palette.muted());
        high.setTextFill(palette.muted());
        bar.setFill(new LinearGradient(
                0,
                0,
                1,
                0,
                true,
                CycleMethod.NO_CYCLE,
                new Stop(0, color(-1)),
                new Stop(0.5, color(0)),
                new Stop(1, color(1))));
        bar.setStroke(palette.line());
        paint();
    }

    /**
     * Shows a matrix.
     *
     * @param newValues row-major, {@code newSize} squared; NaN where there is none
     */
    public void show(float[] newValues, int newSize) {
        values = newValues.clone();
        size = newSize;
        double most = 0;
        for (int i = 0; i < values.length; i++) {
            most = i / size == i % size || Float.isNaN(values[i]) ? most : Math.max(most, Math.abs(values[i]));
        }
        end = ENDS[ENDS.length - 1];
        for (int i = ENDS.length - 1; i >= 0 && ENDS[i] >= most; i--) {
            end = ENDS[i];
        }
        low.setText("\u2212" + Ticks.text(end));
        high.setText("+" + Ticks.text(end));
        setAccessibleText(
                size == 0
                        ? "No matrix yet"
                        : String.format(
                                Locale.ROOT, "Matrix of %d by %d, off the diagonal at most %.3f", size, size, most));
        paint();
        requestLayout();
    }

    /** The matrix, to be saved; nothing before one came. */
    public Optional<PageFigure> figure(String title) {
        return size == 0 ? Optional.empty() : Optional.of(new PageHeat(title, values.clone(), size, end));
    }

    private String readout(Point2D at) {
        if (size == 0) {
            return "";
        }
        double side = view.getFitWidth();
        int row = Math.clamp((long) (at.getY() / side * size), 0, size - 1);
        int column = Math.clamp((long) (at.getX() / side * size), 0, size - 1);
        float value = values[row * size + column];
        return "bits " + row + " and " + column + ": "
                + (Float.isNaN(value) ? "none, a bit is constant" : String.format(Locale.ROOT, "%+.3f", value));
    }

    private void paint() {
        int cells = Math.min(size, MOST_CELLS);
        if (cells == 0) {
            view.setImage(null);
            return;
        }
        int zoom = (MOST_CELLS * 2 + cells - 1) / cells; // whole pixels a cell: scaling would blur their edges
        int side = cells * zoom;
        int[] pixels = new int[side * side];
        for (int r = 0; r < cells; r++) {
            for (int c = 0; c < cells; c++) {
                int color = ColorScale.argb(r == c ? palette.muted() : cell(r, c, cells));
                for (int y = r * zoom; y < (r + 1) * zoom; y++) {
                    Arrays.fill(pixels, y * side + c * zoom, y * side + (c + 1) * zoom, color);
                }
            }
        }
        WritableImage image = new WritableImage(side, side);
        image.getPixelWriter().setPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), pixels, 0, side);
        view.setImage(image);
    }

    /** Where values share a pixel, the greatest in size shows. */
    private Color cell(int r, int c, int cells) {
        float worst = Float.NaN;
        for (int i = first(r, cells); i < first(r + 1, cells); i++) {
            for (int j = first(c, cells); j < first(c + 1, cells); j++) {
                float value = values[i * size + j];
                worst = Float.isNaN(worst) || Math.abs(value) > Math.abs(worst) ? value : worst;
            }
        }
        return Float.isNaN(worst) ? palette.line() : color(worst / end);
    }

    private int first(int cell, int cells) {
        return (int) ((long) cell * size / cells);
    }

    private Color color(double value) {
        return palette.background()
                .interpolate(palette.series().get(value < 0 ? 1 : 0), Math.clamp(Math.abs(value), 0, 1));
    }

    @Override
    protected void layoutChildren() {
        double side = Math.floor(Math.min(MOST_SIDE, getWidth()));
        view.setFitWidth(side);
        view.setFitHeight(side);
        view.relocate(0, 0);
        bar.setVisible(size > 0);
        bar.setX(0.5);
        bar.setY(side + 6.5);
        bar.setWidth(side - 1);
        bar.setHeight(7);
        double y = side + 16;
        for (Label label : new Label[] {low, middle, high}) {
            label.setVisible(size > 0);
            label.autosize();
        }
        low.relocate(0, y);
        middle.relocate((side - middle.getWidth()) / 2, y);
        high.relocate(side - high.getWidth(), y);
    }

    @Override
    protected double computePrefHeight(double width) {
        double side = width < 0 ? MOST_SIDE : Math.min(MOST_SIDE, width);
        return side + LEGEND + 8;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }
}
