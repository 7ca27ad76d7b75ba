package hammingway.compare;

import hammingway.control.ChartStyle;
import hammingway.report.ChartChoice;
import hammingway.report.SizeChart;
import hammingway.report.Trait;
import hammingway.settings.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;

/** Colours and shapes of a size chart's marks, and the legend that explains them. */
final class MarkLook {
    static final BasicStroke FRONT = new BasicStroke(1.6f);

    /** Kinds of head and loss in the order of their colours and shapes, so that a kind looks the same in every chart. */
    private static final List<String> KINDS =
            List.of("linear code, BCE", "multi-task code", "linear code, code-NLL", "one-vs-all", "softmax");

    private final SizeChart chart;
    private final Theme.Palette palette;

    MarkLook(SizeChart chart, Theme.Palette palette) {
        this.chart = chart;
        this.palette = palette;
    }

    static Color front(Theme.Palette palette) {
        return ChartStyle.awt(palette.accent().deriveColor(0, 1, 1, 0.7));
    }

    Color colour(String kind) {
        if (kind.equals(SizeChart.OTHERS)) {
            return ChartStyle.awt(palette.muted());
        }
        int place = place(chart.choice().colour(), chart.kinds(), kind);
        return ChartStyle.awt(
                place < 0
                        ? palette.text()
                        : palette.series().get(place % palette.series().size()));
    }

    /** The place of a kind among colours and shapes; softmax, the reference, is apart. */
    private static int place(Trait trait, List<String> kinds, String kind) {
        if (trait == Trait.KIND && kind.equals("softmax")) {
            return -1;
        }
        int known = trait == Trait.KIND ? KINDS.indexOf(kind) : -1;
        return known >= 0 ? known : kinds.indexOf(kind);
    }

    Shape shape(SizeChart.Point p) {
        return chart.shapes().isEmpty()
                ? shapeOfKind(p.kind())
                : shape(chart.shapes().indexOf(p.shape()));
    }

    private Shape shapeOfKind(String kind) {
        int place = place(chart.choice().colour(), chart.kinds(), kind);
        return shape(place < 0 ? KINDS.size() - 1 : place);
    }

    /** Shapes of about equal area, told apart without colour. */
    private static Shape shape(int i) {
        return switch (i % 8) {
            case 0 -> new Ellipse2D.Double(-5, -5, 10, 10);
            case 1 -> new Rectangle2D.Double(-4.5, -4.5, 9, 9);
            case 2 -> polygon(0, -6, 5.5, 4.5, -5.5, 4.5);
            case 3 -> polygon(0, 6, 5.5, -4.5, -5.5, -4.5);
            case 4 -> polygon(0, -6.5, 6.5, 0, 0, 6.5, -6.5, 0);
            case 5 -> polygon(-2, -6, 2, -6, 2, -2, 6, -2, 6, 2, 2, 2, 2, 6, -2, 6, -2, 2, -6, 2, -6, -2, -2, -2);
            case 6 -> polygon(-6, -3, -3, -6, 0, -3, 3, -6, 6, -3, 3, 0, 6, 3, 3, 6, 0, 3, -3, 6, -6, 3, -3, 0);
            default -> polygon(0, -6.5, 6, -1.5, 3.8, 5.5, -3.8, 5.5, -6, -1.5);
        };
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** What colours tell, what shapes tell, and the front. */
    LegendItemCollection legend(boolean front) {
        LegendItemCollection items = new LegendItemCollection();
        ChartChoice choice = chart.choice();
        boolean apart = !chart.shapes().isEmpty();
        for (String kind : chart.kinds()) {
            Shape shape = apart ? shape(1) : shapeOfKind(kind);
            items.add(mark(labelled(choice.colour(), kind), shape, colour(kind)));
        }
        for (int i = 0; i < chart.shapes().size(); i++) {
            items.add(mark(labelled(choice.shape(), chart.shapes().get(i)), shape(i), ChartStyle.awt(palette.muted())));
        }
        if (front) {
            items.add(new LegendItem(
                    "Pareto front", null, null, null, new Line2D.Double(-9, 0, 9, 0), FRONT, front(palette)));
        }
        return items;
    }

    /** A number alone would not say what it counts. */
    private static String labelled(Trait trait, String value) {
        if (value.equals(SizeChart.OTHERS)) {
            return value;
        }
        if (value.equals(Trait.ABSENT)) {
            return trait == Trait.HIDDEN ? "no hidden layer" : "no code";
        }
        return switch (trait) {
            case BITS -> value + " bits";
            case HIDDEN -> "h = " + value;
            case WIDTH -> "d = " + value;
            case STEPS -> value + " steps";
            case TOKENS_SEEN -> value + " tokens";
            case VOCABULARY -> "V = " + value;
            case NONE, KIND, HEAD, LOSS, DECODER, FAMILY, ASSIGNMENT, BACKBONE, TEXT, PRECISION -> value;
        };
    }

    private static LegendItem mark(String text, Shape shape, Color colour) {
        return new LegendItem(text, null, null, null, shape, colour);
    }
}
