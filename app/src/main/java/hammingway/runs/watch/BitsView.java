package hammingway.runs.watch;

import hammingway.settings.Theme;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * Which bits are being learnt: a column a bit. Above, the share of positions that had it right last, as a bar over one half; below, the
 * validations before, the newest at the top, dark for a guess and bright for right.
 */
final class BitsView extends Region {
    private static final double BARS = 40;
    private static final double GAP = 4;
    private static final double MOST_ROW = 10;
    private static final double HISTORY = 60;

    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private Optional<WatchPicture.Bits> bits = Optional.empty();

    BitsView() {
        setId("bits");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        setOnMouseMoved(e -> tooltip.setText(readout(e.getX(), e.getY())));
        Tooltip.install(this, tooltip);
    }

    void theme(Theme.Palette newPalette) {
        palette = newPalette;
        draw();
    }

    void show(Optional<WatchPicture.Bits> newBits) {
        if (newBits.equals(bits)) {
            return;
        }
        bits = newBits;
        setAccessibleText(bits.map(BitsView::told).orElse("No bits yet"));
        draw();
    }

    /** The last validation on a line: mean, worst and best bit. */
    static String told(WatchPicture.Bits bits) {
        double[] last = bits.shares()[bits.shares().length - 1];
        int worst = 0;
        for (int b = 1; b < last.length; b++) {
            worst = last[b] < last[worst] ? b : worst;
        }
        return String.format(
                Locale.ROOT,
                "Step %,d: mean %.1f%%, worst bit %d with %.1f%%, best %.1f%%",
                bits.steps()[bits.steps().length - 1],
                100 * Arrays.stream(last).average().orElse(0),
                worst,
                100 * last[worst],
                100 * Arrays.stream(last).max().orElse(0));
    }

    private double rowHeight(int rows) {
        return Math.min(MOST_ROW, Math.max(1, Math.floor((getHeight() - BARS - GAP) / rows)));
    }

    private String readout(double x, double y) {
        if (bits.isEmpty()) {
            return "";
        }
        double[][] shares = bits.get().shares();
        int n = shares[0].length;
        int bit = Math.clamp((long) (x / Math.max(1, getWidth()) * n), 0, n - 1);
        int back = y < BARS + GAP ? 0 : (int) ((y - BARS - GAP) / rowHeight(shares.length));
        int row = Math.clamp(shares.length - 1L - back, 0, shares.length - 1);
        return String.format(
                Locale.ROOT,
                "Bit %d: %.1f%% right at step %,d",
                bit,
                100 * shares[row][Math.min(bit, shares[row].length - 1)],
                bits.get().steps()[row]);
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        g.clearRect(0, 0, width, canvas.getHeight());
        if (bits.isEmpty() || width < 1) {
            return;
        }
        double[][] shares = bits.get().shares();
        bars(g, shares[shares.length - 1], width);
        WritableImage image = history(shares);
        g.setImageSmoothing(false);
        int rows = shares.length;
        g.drawImage(image, 0, BARS + GAP, width, Math.min(HISTORY, rows * rowHeight(rows)));
    }

    private void bars(GraphicsContext g, double[] last, double width) {
        int bars = (int) Math.min(last.length, width);
        double each = width / bars;
        for (int i = 0; i < bars; i++) {
            double worst = 1; // where bits share a pixel, the worst of them shows
            for (int b = (int) ((long) i * last.length / bars); b < (int) ((i + 1L) * last.length / bars); b++) {
                worst = Math.min(worst, last[b]);
            }
            double height = Math.max(1, BARS * Math.clamp(2 * (worst - 0.5), 0, 1));
            g.setFill(worst < 0.5 ? palette.series().get(1) : palette.series().get(0));
            g.fillRect(i * each, BARS - height, Math.max(1, each - (each >= 4 ? 1 : 0)), height);
        }
        g.setStroke(palette.muted());
        g.setLineWidth(1);
        g.strokeLine(0, BARS + 0.5, width, BARS + 0.5);
    }

    private WritableImage history(double[][] shares) {
        int n = shares[0].length;
        int rows = shares.length;
        int[] pixels = new int[n * rows];
        for (int r = 0; r < rows; r++) {
            double[] row = shares[rows - 1 - r];
            for (int b = 0; b < n; b++) {
                pixels[r * n + b] = argb(palette.line()
                        .interpolate(
                                palette.series().get(0),
                                Math.clamp(2 * (row[Math.min(b, row.length - 1)] - 0.5), 0, 1)));
            }
        }
        WritableImage image = new WritableImage(n, rows);
        image.getPixelWriter().setPixels(0, 0, n, rows, PixelFormat.getIntArgbInstance(), pixels, 0, n);
        return image;
    }

    private static int argb(Color c) {
        return 0xFF000000
                | (int) Math.round(255 * c.getRed()) << 16
                | (int) Math.round(255 * c.getGreen()) << 8
                | (int) Math.round(255 * c.getBlue());
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return BARS + GAP + HISTORY;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
