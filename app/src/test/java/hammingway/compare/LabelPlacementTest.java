package hammingway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.math.SplitRandom;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {
    private static final long SEED = 7;

    private static final Rectangle2D PLOT = new Rectangle2D.Double(50, 20, 600, 400);

    /** No text leaves the plot, covers another text, an obstacle or a mark. */
    @Test
    void textsNeverOverlap() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 2000; trial++) {
            List<LabelPlacement.Label> labels = new ArrayList<>();
            for (int i = random.nextInt(25); i > 0; i--) {
                // a coarse grid in every other trial, so that equal points are frequent
                int grid = trial % 2 == 0 ? 1 : 60;
                labels.add(new LabelPlacement.Label(
                        50 + random.nextInt(601 / grid) * grid,
                        20 + random.nextInt(401 / grid) * grid,
                        20 + random.nextInt(120),
                        14));
            }
            List<Rectangle2D> bars = labels.stream()
                    .map(l -> (Rectangle2D) new Rectangle2D.Double(l.x() - 4, l.y() - 20, 8, 40))
                    .toList();
            List<Optional<LabelPlacement.Place>> places = LabelPlacement.place(labels, bars, List.of(), PLOT);
            List<Rectangle2D> boxes = places.stream()
                    .flatMap(Optional::stream)
                    .map(LabelPlacement.Place::box)
                    .toList();
            String as = "seed " + SEED + ", trial " + trial;
            assertThat(places).as(as).hasSameSizeAs(labels);
            for (int i = 0; i < boxes.size(); i++) {
                Rectangle2D box = boxes.get(i);
                assertThat(PLOT.contains(box)).as(as).isTrue();
                assertThat(boxes.subList(0, i)).as(as).noneMatch(box::intersects);
                assertThat(bars).as(as).noneMatch(box::intersects);
                assertThat(labels).as(as).noneMatch(l -> box.contains(l.x(), l.y()));
            }
        }
    }

    /** At the size of the chart in a window of 1280 x 800, sixty names of the usual length: none meet, and most have a place. */
    @Test
    void sixtyNamesFitAWindow() {
        Rectangle2D plot = new Rectangle2D.Double(60, 40, 1040, 282);
        SplitRandom random = new SplitRandom(SEED);
        int placed = 0;
        int trials = 50;
        for (int trial = 0; trial < trials; trial++) {
            List<LabelPlacement.Label> labels = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                labels.add(new LabelPlacement.Label(
                        80 + random.nextInt(1000), 60 + random.nextInt(240), 60 + random.nextInt(100), 14));
            }
            List<Rectangle2D> boxes = LabelPlacement.place(labels, List.of(), List.of(), plot).stream()
                    .flatMap(Optional::stream)
                    .map(LabelPlacement.Place::box)
                    .toList();
            for (int i = 0; i < boxes.size(); i++) {
                assertThat(boxes.subList(0, i))
                        .as("seed " + SEED + ", trial " + trial)
                        .noneMatch(boxes.get(i)::intersects);
            }
            placed += boxes.size();
        }
        assertThat(placed / (double) trials).isGreaterThan(50);
    }

    @Test
    void aLonePointHasItsNameToTheRight() {
        LabelPlacement.Place place = LabelPlacement.place(
                        List.of(new LabelPlacement.Label(200, 200, 50, 14)), List.of(), List.of(), PLOT)
                .getFirst()
                .orElseThrow();
        assertThat(place.led()).isFalse();
        assertThat(place.box()).isEqualTo(new Rectangle2D.Double(209, 193, 50, 14));
    }

    @Test
    void aNameAvoidsALineWhereItCan() {
        Rectangle2D line = new Rectangle2D.Double(200, 199, 300, 2);
        LabelPlacement.Place place = LabelPlacement.place(
                        List.of(new LabelPlacement.Label(200, 200, 50, 14)), List.of(), List.of(line), PLOT)
                .getFirst()
                .orElseThrow();
        assertThat(place.box().intersects(line)).isFalse();
    }
}
