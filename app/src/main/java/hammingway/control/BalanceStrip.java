package hammingway.control;

import hammingway.settings.Theme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Shares between 0 and 1 as bars away from one half: a balanced one leaves no bar. */
public final class BalanceStrip extends Region {
    private static final double HEIGHT = 48;

    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private double[] shares = {};

    public BalanceStrip() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        setOnMouseMoved(e -> {
            int i = Math.clamp(
                    (long) (e.getX() / Math.max(1, getWidth()) * shares.length), 0, Math.max(0, shares.length - 1));
            tooltip.setText(
                    shares.length == 0 ? "" : String.format(Locale.ROOT, "bit %d: %.1f %% ones", i, shares[i] * 100));
        });
        Tooltip.install(this, tooltip);
    }

    public void setTheme(Theme theme) {
        palette = theme.palette();
        draw();
    }

    public void show(double[] newShares) {
        shares = newShares.clone();
        setAccessibleText(String.format(
                Locale.ROOT,
                "Ones per bit, from %.1f to %.1f percent",
                Arrays.stream(shares).min().orElse(0.5) * 100,
                Arrays.stream(shares).max().orElse(0.5) * 100));
        draw();
    }

    /** What is shown, to be saved; nothing before shares came. */
    public Optional<PageChart> figure(String title) {
        double[] bits = IntStream.range(0, shares.length).asDoubleStream().toArray();
        return shares.length == 0
                ? Optional.empty()
                : Optional.of(new PageChart(
                        title,
                        new PageChart.Axes("Bit", "Share of ones", false),
                        List.of(new PageChart.Series("ones", bits, shares.clone(), PageChart.Kind.BARS)),
                        0.5));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        double middle = Math.floor(canvas.getHeight() / 2);
        g.clearRect(0, 0, width, canvas.getHeight());
        int bars = (int) Math.min(shares.length, Math.max(1, width));
        for (int i = 0; i < bars; i++) {
            // where bits share a pixel, the least balanced of them shows
            double worst = 0.5;
            for (int b = (int) ((long) i * shares.length / bars); b < (int) ((i + 1L) * shares.length / bars); b++) {
                worst = Math.abs(shares[b] - 0.5) > Math.abs(worst - 0.5) ? shares[b] : worst;
            }
            double h = (worst - 0.5) * 2 * middle;
            double bar = width / bars;
            g.setFill(palette.series().get(h >= 0 ? 0 : 1));
            g.fillRect(
                    i * bar,
                    h >= 0 ? middle - h : middle,
                    Math.max(1, bar - (bar >= 4 ? 1 : 0)),
                    Math.max(1, Math.abs(h)));
        }
        g.setStroke(palette.muted());
        g.strokeLine(0, middle + 0.5, width, middle + 0.5);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }
}
