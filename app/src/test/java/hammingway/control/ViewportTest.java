package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.math.SplitRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Moving about a matrix: exact there and back, the pointed cell stays, nothing outside is shown. */
class ViewportTest {
    private static final long SEED = 20261125;

    private static Viewport random(SplitRandom r) {
        int cells = 200_000 + r.nextInt(62_144);
        return Viewport.fitting(cells, cells, 300 + r.nextInt(1500), 300 + r.nextInt(900))
                .zoomedBy(24 + r.nextInt(28), 200, 150)
                .centredOn(cells / 2.0, cells / 2.0);
    }

    @Test
    void pansAndZoomsInvertExactly() {
        SplitRandom r = new SplitRandom(SEED);
        for (int k = 0; k < 2000; k++) {
            Viewport start = random(r);
            List<double[]> moves = new ArrayList<>();
            Viewport at = start;
            for (int i = 0; i < 20; i++) {
                boolean zoom = r.nextBoolean();
                double x = zoom ? r.nextDouble() * start.width() : (r.nextDouble() - 0.5) * 30;
                double y = zoom ? r.nextDouble() * start.height() : (r.nextDouble() - 0.5) * 30;
                int steps = zoom ? (r.nextBoolean() ? 1 : -1) : 0;
                if (zoom && (at.level() + steps < 20 || at.level() + steps > at.maximumLevel())) {
                    continue; // at the ends a step is cut short, by design
                }
                moves.add(new double[] {steps, x, y});
                at = steps == 0 ? at.pannedBy(x, y) : at.zoomedBy(steps, x, y);
            }
            for (double[] m : moves.reversed()) {
                at = m[0] == 0 ? at.pannedBy(-m[1], -m[2]) : at.zoomedBy((int) -m[0], m[1], m[2]);
            }
            assertThat(at).as("seed %d, case %d", SEED, k).isEqualTo(start);
        }
    }

    @Test
    void theCellUnderThePointerStays() {
        SplitRandom r = new SplitRandom(SEED + 1);
        for (int k = 0; k < 5000; k++) {
            Viewport before = random(r);
            double x = r.nextDouble() * before.width();
            double y = r.nextDouble() * before.height();
            Viewport after = before.zoomedBy(r.nextInt(9), x, y);
            assertThat(after.columnAt(x)).as("case %d", k).isCloseTo(before.columnAt(x), within(1e-6));
            assertThat(after.rowAt(y)).as("case %d", k).isCloseTo(before.rowAt(y), within(1e-6));
            assertThat(after.xOf(after.columnAt(x))).isCloseTo(x, within(1e-6));
        }
    }

    @Test
    void neverLeavesTheMatrix() {
        SplitRandom r = new SplitRandom(SEED + 2);
        for (int k = 0; k < 3000; k++) {
            Viewport v = random(r);
            for (int i = 0; i < 10; i++) {
                v = r.nextBoolean()
                        ? v.pannedBy(r.nextGaussian() * 1e5, r.nextGaussian() * 1e5)
                        : v.zoomedBy(r.nextInt(41) - 20, r.nextDouble() * v.width(), r.nextDouble() * v.height());
                boolean wider = v.columns() * v.scale() > v.width() + 1e-6;
                assertThat(wider ? v.columnAt(0) : 0).as("case %d", k).isGreaterThanOrEqualTo(0);
                assertThat(wider ? v.columnAt(v.width()) : 0).isLessThanOrEqualTo(v.columns() + 1e-6);
            }
        }
    }

    @Test
    void fitsAndCentresWhatIsSmaller() {
        Viewport v = Viewport.fitting(100, 100, 400, 200);
        assertThat(v.scale()).isEqualTo(2);
        assertThat(v.xOf(0)).isEqualTo(100);
        assertThat(v.contains(99, 100)).isFalse();
        assertThat(v.contains(100, 100)).isTrue();
        assertThat(v.revealing(50, 50)).isEqualTo(v);
    }

    @Test
    void revealsACellWhollyAndResizesAboutTheCentre() {
        Viewport v = Viewport.fitting(1000, 1000, 500, 500).zoomedBy(20, 0, 0).revealing(700, 3);
        assertThat(v.yOf(701)).isCloseTo(500, within(1e-3));
        assertThat(v.xOf(3)).isGreaterThanOrEqualTo(0);
        Viewport larger = v.resized(900, 700);
        assertThat(larger.rowAt(350)).isCloseTo(v.rowAt(250), within(0.1));
    }

    @Test
    void anotherViewOfAnEqualMatrixFollows() {
        Viewport here = Viewport.fitting(1000, 1000, 400, 400).zoomedBy(9, 300, 100);
        assertThat(Viewport.fitting(1000, 1000, 400, 400).like(here)).isEqualTo(here);
        Viewport narrow = Viewport.fitting(1000, 1000, 300, 500).like(here);
        assertThat(narrow.level()).isEqualTo(here.level());
        assertThat(narrow.columnAt(150)).isCloseTo(here.columnAt(200), within(1.0));
        Viewport other = Viewport.fitting(500, 500, 400, 400);
        assertThat(other.like(here)).isEqualTo(other);
    }
}
