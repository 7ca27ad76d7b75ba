package hammingway.control;

import hammingway.settings.Theme;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** One look of all charts, on the screen and in files: quiet grid, few and round labels, colours of the palette. */
public final class ChartStyle {
    /** Sizes in points; the logical family is there on every platform, with and without a toolkit. */
    public static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    public static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 15);

    /** Pixels along an axis that one label needs: the width of "100k" with room around it, and lines of text with as much between. */
    private static final int LABEL_WIDTH = 64;

    private static final int LABEL_HEIGHT = 34;

    private ChartStyle() {}

    public static java.awt.Color awt(javafx.scene.paint.Color c) {
        return new java.awt.Color(
                (float) c.getRed(), (float) c.getGreen(), (float) c.getBlue(), (float) c.getOpacity());
    }

    /** An axis with round labels such as 10k; its range is the caller's to set. */
    public static ValueAxis axis(String label, boolean logarithmic) {
        return logarithmic ? new RoundLogAxis(label) : new RoundAxis(label);
    }

    /** Fonts, spaces and colours of a chart with one plot; its series are the caller's. */
    public static void apply(JFreeChart chart, Theme.Palette palette) {
        // the library would draw turned text as outlines, which no editor of SVG can read; the setting is its own and
        // global
        org.jfree.chart.text.TextUtils.setUseDrawRotatedStringWorkaround(false);
        chart.setBackgroundPaint(awt(palette.background()));
        chart.setAntiAlias(true);
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(awt(palette.background()));
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinePaint(awt(palette.line()));
        plot.setRangeGridlinePaint(awt(palette.line()));
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        axis(plot.getDomainAxis(), palette);
        axis(plot.getRangeAxis(), palette);
        plot.getRangeAxis().setAxisLineVisible(false);
        LegendTitle legend = chart.getLegend();
        if (legend != null) {
            legend.setPosition(RectangleEdge.TOP);
            legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
            legend.setItemFont(PLAIN);
            legend.setItemPaint(awt(palette.text()));
            legend.setBackgroundPaint(awt(palette.background()));
            legend.setFrame(org.jfree.chart.block.BlockBorder.NONE);
            legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 12));
        }
    }

    private static void axis(ValueAxis axis, Theme.Palette palette) {
        axis.setTickLabelFont(PLAIN);
        axis.setLabelFont(PLAIN);
        axis.setTickLabelPaint(awt(palette.muted()));
        axis.setLabelPaint(awt(palette.text()));
        axis.setAxisLinePaint(awt(palette.muted()));
        axis.setTickMarksVisible(false);
        axis.setTickLabelInsets(new RectangleInsets(4, 4, 4, 6));
    }

    private static List<NumberTick> ticks(ValueAxis axis, Rectangle2D area, RectangleEdge edge, boolean logarithmic) {
        boolean across = RectangleEdge.isTopOrBottom(edge);
        double length = across ? area.getWidth() / LABEL_WIDTH : area.getHeight() / LABEL_HEIGHT;
        int most = Math.max(2, (int) length);
        double low = axis.getLowerBound();
        double high = axis.getUpperBound();
        List<Double> values = logarithmic ? Ticks.logarithmic(low, high, most) : Ticks.linear(low, high, most);
        TextAnchor anchor = across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        return values.stream()
                .map(v -> new NumberTick(v, Ticks.text(v), anchor, TextAnchor.CENTER, 0))
                .toList();
    }

    /** The library's own tick units depend on the locale. */
    private static final class RoundAxis extends NumberAxis {
        private static final long serialVersionUID = 1L;

        RoundAxis(String label) {
            super(label);
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
            return ticks(this, dataArea, edge, false);
        }
    }

    /** The library's own labels read 10^0.5 between the powers of ten. */
    private static final class RoundLogAxis extends LogAxis {
        private static final long serialVersionUID = 1L;

        RoundLogAxis(String label) {
            super(label);
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
            return ticks(this, dataArea, edge, true);
        }
    }
}
