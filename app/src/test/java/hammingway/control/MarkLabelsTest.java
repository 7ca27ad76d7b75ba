package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.math.SplitRandom;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkLabelsTest {
    private static final double ROW = 17;

    private static double y(MarkLabels.Place place) {
        return (place.above() ? -1 : 1) * (12 + (place.row() + 0.5) * ROW);
    }

    private static Rectangle2D box(MarkLabels.Place place, double width) {
        return new Rectangle2D.Double(place.left(), y(place) - ROW / 2 + 1, width, ROW - 2);
    }

    @Test
    void labelsTouchNeitherEachOtherNorLinesNorTheEdges() {
        for (int seed = 0; seed < 3000; seed++) {
            SplitRandom random = SplitRandom.of(seed, "labels", 0);
            int n = 1 + random.nextInt(9);
            double width = 280 + random.nextInt(200);
            double[] at = new double[n];
            double[] widths = new double[n];
            for (int i = 0; i < n; i++) {
                // ties are common: bounds of short codes often agree
                at[i] = 6 + random.nextInt(12) * (width - 12) / 11;
                widths[i] = 40 + random.nextInt(90);
            }
            List<MarkLabels.Place> places = MarkLabels.place(at, widths, width);
            for (int i = 0; i < n; i++) {
                Rectangle2D box = box(places.get(i), widths[i]);
                assertThat(box.getMinX()).as("seed %d", seed).isNotNegative();
                assertThat(box.getMaxX()).as("seed %d", seed).isLessThanOrEqualTo(width);
                for (int j = 0; j < n; j++) {
                    assertThat(i != j && box.intersects(box(places.get(j), widths[j])))
                            .as("seed %d: texts %d and %d", seed, i, j)
                            .isFalse();
                    assertThat(new Line2D.Double(at[j], 0, at[j], y(places.get(j))).intersects(box))
                            .as("seed %d: text %d and line %d", seed, i, j)
                            .isFalse();
                }
            }
        }
    }
}
