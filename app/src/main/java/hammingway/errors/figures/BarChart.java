package hammingway.errors.figures;

import hammingway.control.ChartStyle;
import hammingway.control.PageFigure;
import hammingway.control.PictureFiles;
import hammingway.eval.errors.Listing;
import hammingway.settings.Theme;
import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Lying bars from 0, a group each, with intervals and with marks of another run.
 *
 * @param explained what bars and marks are, one sentence
 * @param end       of the axis; bars beyond it are cut
 * @param reference a line to compare with; NaN: none
 * @param numbers   of the bars, to be saved
 */
public record BarChart(String title, String explained, List<Bar> bars, double end, double reference, Listing numbers)
        implements PageFigure {
    static final int ROW = 20;

    private static final int WIDTH = 640;
    private static final int ABOVE = 58;
    private static final int GAP = 8;

    /**
     * One bar.
     *
     * @param low   of its interval; NaN: none
     * @param high  of its interval
     * @param other value of the run compared with; NaN: none
     * @param text  the value, for people
     * @param more  what else is known of it
     */
    public record Bar(String label, double value, double low, double high, double other, String text, String more) {}

    public BarChart {
        bars = List.copyOf(bars);
    }

    @Override
    public byte[] png() {
        return PictureFiles.png(WIDTH, height(), 2, this::page);
    }

    @Override
    public byte[] svg() {
        return PictureFiles.svg(WIDTH, height(), this::page);
    }

    @Override
    public String csv() {
        return numbers.csv();
    }

    private int height() {
        return ABOVE + ROW * bars.size() + 12;
    }

    private void page(Graphics2D g) {
        Theme.Palette palette = Theme.LIGHT.palette();
        g.setColor(ChartStyle.awt(palette.background()));
        g.fillRect(0, 0, WIDTH, height());
        g.setColor(ChartStyle.awt(palette.text()));
        g.setFont(ChartStyle.BOLD);
        g.drawString(title, 12, 24);
        g.setFont(ChartStyle.SMALL);
        g.setColor(ChartStyle.awt(palette.muted()));
        g.drawString(explained, 12, 44);
        g.translate(12, ABOVE);
        rows(g, palette, WIDTH - 24);
        g.translate(-12, -ABOVE);
    }

    /** Draws the bars alone, from the origin on. */
    void rows(Graphics2D g, Theme.Palette palette, double width) {
        g.setFont(ChartStyle.SMALL);
        FontMetrics metrics = g.getFontMetrics();
        int labels = 0;
        int values = 0;
        for (Bar bar : bars) {
            labels = Math.max(labels, metrics.stringWidth(bar.label()));
            values = Math.max(values, metrics.stringWidth(bar.text()));
        }
        double left = labels + GAP;
        double length = Math.max(1, width - left - values - GAP);
        for (int i = 0; i < bars.size(); i++) {
            row(g, palette, bars.get(i), new Rectangle2D.Double(left, i * ROW + 3, length, ROW - 6));
            g.setColor(ChartStyle.awt(palette.text()));
            String label = bars.get(i).label();
            g.drawString(label, labels - metrics.stringWidth(label), i * ROW + 14);
            String text = bars.get(i).text();
            g.drawString(text, (float) (width - metrics.stringWidth(text)), i * ROW + 14);
        }
        if (Double.isFinite(reference)) {
            double x = left + length * share(reference);
            g.setColor(ChartStyle.awt(palette.muted()));
            g.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {3, 3}, 0));
            g.draw(new Line2D.Double(x, 0, x, bars.size() * ROW));
        }
    }

    private double share(double value) {
        return Math.clamp(value / end, 0, 1);
    }

    private void row(Graphics2D g, Theme.Palette palette, Bar bar, Rectangle2D.Double place) {
        g.setColor(ChartStyle.awt(palette.line()));
        g.fill(new Rectangle2D.Double(place.x, place.y + place.height - 1, place.width, 1));
        if (Double.isFinite(bar.value())) {
            g.setColor(ChartStyle.awt(palette.series().get(0)));
            g.fill(new Rectangle2D.Double(place.x, place.y, place.width * share(bar.value()), place.height));
        }
        double middle = place.y + place.height / 2;
        if (Double.isFinite(bar.low())) {
            g.setColor(ChartStyle.awt(palette.text()));
            g.setStroke(new BasicStroke(1.2f));
            double low = place.x + place.width * share(bar.low());
            double high = place.x + place.width * share(bar.high());
            g.draw(new Line2D.Double(low, middle, high, middle));
            g.draw(new Line2D.Double(low, middle - 3, low, middle + 3));
            g.draw(new Line2D.Double(high, middle - 3, high, middle + 3));
        }
        if (Double.isFinite(bar.other())) {
            g.setColor(ChartStyle.awt(palette.series().get(1)));
            double x = place.x + place.width * share(bar.other());
            g.fill(new Rectangle2D.Double(x - 1.5, place.y - 2, 3, place.height + 4));
        }
    }
}
