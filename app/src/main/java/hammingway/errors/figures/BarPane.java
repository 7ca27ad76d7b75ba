package hammingway.errors.figures;

import hammingway.settings.Theme;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jfree.fx.FXGraphics2D;

/** A chart of bars on the screen, as high as its bars; the mouse tells the numbers of each. */
public final class BarPane extends Region {
    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private Theme.Palette palette = Theme.LIGHT.palette();
    private Optional<BarChart> chart = Optional.empty();

    public BarPane() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        getChildren().add(canvas);
        setOnMouseMoved(e -> tooltip.setText(chart.filter(c -> !c.bars().isEmpty())
                .map(c -> c.bars()
                        .get(Math.clamp(
                                (long) (e.getY() / BarChart.ROW), 0, c.bars().size() - 1)))
                .map(b -> b.label() + ": " + b.text() + "\n" + b.more())
                .orElse("")));
        Tooltip.install(this, tooltip);
    }

    public void theme(Theme theme) {
        palette = theme.palette();
        draw();
    }

    public void show(BarChart newChart) {
        chart = Optional.of(newChart);
        setAccessibleText(newChart.title() + ": "
                + newChart.bars().stream().map(b -> b.label() + " " + b.text()).collect(Collectors.joining(", ")));
        requestLayout();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        chart.ifPresent(c -> c.rows(new FXGraphics2D(g), palette, canvas.getWidth()));
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    @Override
    protected double computePrefHeight(double width) {
        return BarChart.ROW * chart.map(c -> c.bars().size()).orElse(0);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 300;
    }
}
