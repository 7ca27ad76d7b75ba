package hammingway.compare;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Texts beside points, greedily and in the order given: the first free place around the point, from near to far. A text never runs
 * out of the plot, never covers a mark or another text, and stays away where there is no such place. O(n^2) in the number of points.
 */
final class LabelPlacement {
    /** Distances from the centre of the mark, in pixels: beside it, and two further rings, from which a line leads back. */
    private static final double[] RINGS = {9, 20, 34};

    /** Directions from the best to the worst: right, left, above, below, then the corners. */
    private static final int[][] DIRECTIONS = {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}};

    /** Half the side of a mark with the air around it, in pixels. */
    private static final double MARK = 6;

    private LabelPlacement() {}

    /** A text's point and size, in pixels. */
    record Label(double x, double y, double width, double height) {}

    /** Where a text goes, and whether it is so far from its point that a line must lead there. */
    record Place(Rectangle2D box, boolean led) {}

    /**
     * Places texts.
     *
     * @param hard what texts must not touch besides the marks: error bars, other texts
     * @param soft what they rather avoid: lines
     * @return as many as {@code labels}, in their order
     */
    static List<Optional<Place>> place(
            List<Label> labels, List<Rectangle2D> hard, List<Rectangle2D> soft, Rectangle2D within) {
        List<Rectangle2D> taken = new ArrayList<>(hard);
        labels.forEach(l -> taken.add(new Rectangle2D.Double(l.x() - MARK, l.y() - MARK, 2 * MARK, 2 * MARK)));
        List<Optional<Place>> places = new ArrayList<>();
        for (Label label : labels) {
            Optional<Place> place = best(label, taken, soft, within);
            place.ifPresent(p -> taken.add(p.box()));
            places.add(place);
        }
        return places;
    }

    /** The first place that crosses nothing, or else the one that crosses the fewest lines. */
    private static Optional<Place> best(
            Label label, List<Rectangle2D> taken, List<Rectangle2D> soft, Rectangle2D within) {
        Optional<Place> best = Optional.empty();
        long fewest = Long.MAX_VALUE;
        for (int ring = 0; ring < RINGS.length; ring++) {
            for (int[] direction : DIRECTIONS) {
                Rectangle2D box = box(label, RINGS[ring], direction);
                if (within.contains(box) && taken.stream().noneMatch(box::intersects)) {
                    long crossed = soft.stream().filter(box::intersects).count();
                    if (crossed < fewest) {
                        fewest = crossed;
                        best = Optional.of(new Place(box, ring > 0));
                    }
                }
            }
            if (fewest == 0) {
                return best;
            }
        }
        return best;
    }

    private static Rectangle2D box(Label label, double distance, int[] direction) {
        boolean corner = direction[0] != 0 && direction[1] != 0;
        double away = corner ? distance * Math.sqrt(0.5) : distance;
        double x = label.x() + direction[0] * away + (direction[0] - 1) * label.width() / 2;
        double y = label.y() + direction[1] * away + (direction[1] - 1) * label.height() / 2;
        return new Rectangle2D.Double(x, y, label.width(), label.height());
    }

    /** The point of a box that is nearest to another point. */
    static Point2D nearest(Rectangle2D box, double x, double y) {
        return new Point2D.Double(
                Math.clamp(x, box.getMinX(), box.getMaxX()), Math.clamp(y, box.getMinY(), box.getMaxY()));
    }
}
