package hammingway.compare;

import hammingway.report.SizeChart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.jfree.chart.renderer.xy.XYErrorRenderer;

/** Marks with their error bars; those that are not brushed fade. Many marks are small, and without bars, which would hide each other. */
@SuppressWarnings("serial") // the library's charts can be serialized; these are not
final class MarkRenderer extends XYErrorRenderer {
    /** More points than this are many. */
    static final int MANY = 400;

    private static final double SMALL = 0.6;
    private static final int FADED = 45;

    private final transient List<List<SizeChart.Point>> kinds;
    private final transient Marked marked;
    private final List<Color> colours;
    private final transient List<List<Shape>> shapes;

    /** @param kinds points in the order of series and items */
    MarkRenderer(List<List<SizeChart.Point>> kinds, MarkLook look, Marked marked) {
        this.kinds = kinds;
        this.marked = marked;
        boolean many = kinds.stream().mapToInt(List::size).sum() > MANY;
        AffineTransform size = AffineTransform.getScaleInstance(many ? SMALL : 1, many ? SMALL : 1);
        colours = kinds.stream()
                .map(k -> k.isEmpty() ? Color.GRAY : look.colour(k.getFirst().kind()))
                .toList();
        shapes = kinds.stream()
                .map(k -> k.stream()
                        .map(p -> size.createTransformedShape(look.shape(p)))
                        .toList())
                .toList();
        setDrawXError(false);
        setDrawYError(!many);
        setCapLength(6);
        setDefaultStroke(new BasicStroke(1.4f));
        setAutoPopulateSeriesStroke(false);
    }

    @Override
    public Paint getItemPaint(int series, int item) {
        Color colour = colours.get(series);
        return marked.faded(kinds.get(series).get(item).rowId())
                ? new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), FADED)
                : colour;
    }

    @Override
    public Shape getItemShape(int series, int item) {
        return shapes.get(series).get(item);
    }
}
