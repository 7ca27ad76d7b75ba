package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.analysis.MatrixTiles.Span;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatrixTilesTest {
    private static final Parallel TWO = new Parallel(2, Progress.NONE, "");

    private static Span span(SplitRandom random, int size) {
        int from = random.nextInt(size);
        int to = from + 1 + random.nextInt(size - from);
        return new Span(from, to, 1 + random.nextInt(Math.min(to - from, 40)));
    }

    @Test
    void tilesAgreeWithBruteForceAtAllZooms() {
        long seed = 51;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 400; trial++) {
            int n = 8 + random.nextInt(140);
            Codebook book = Books.random(random, 2 + random.nextInt(200), n);
            int[] order = random.permutation(book.size());
            MatrixTiles tiles = MatrixTiles.of(book, order);
            Span rows = span(random, book.size());
            Span columns = span(random, book.size());
            String what = "seed " + seed + ", trial " + trial + ", " + rows + " x " + columns;
            float[] means = tiles.means(rows, columns, TWO);
            int[] minima = tiles.minima(rows, columns, TWO);
            for (int r = 0; r < rows.cells(); r++) {
                for (int c = 0; c < columns.cells(); c++) {
                    double sum = 0;
                    int pairs = 0;
                    int least = n + 1;
                    for (int i = rows.start(r); i < rows.start(r + 1); i++) {
                        for (int j = columns.start(c); j < columns.start(c + 1); j++) {
                            int d = book.bits().distance(order[i], order[j]);
                            sum += d;
                            pairs++;
                            least = i == j ? least : Math.min(least, d);
                        }
                    }
                    int at = r * columns.cells() + c;
                    assertThat((double) means[at]).as(what).isCloseTo(sum / pairs, within(1e-5 * n));
                    assertThat(minima[at]).as(what).isEqualTo(least > n ? 0 : least);
                }
            }
        }
    }

    @Test
    void cellsOfOnePairAreExact() {
        Codebook book = Books.random(new SplitRandom(52), 100, 300);
        int[] order = IntStream.range(0, 100).toArray();
        Span all = new Span(0, 100, 100);
        float[] means = MatrixTiles.of(book, order).means(all, all, TWO);
        int[] exact = Distances.grid(book, order, order);
        for (int i = 0; i < exact.length; i++) {
            assertThat(means[i]).isEqualTo(exact[i]);
        }
    }

    @Test
    void someTokensInAnyOrder() {
        Codebook book = Books.random(new SplitRandom(53), 50, 20);
        MatrixTiles tiles = MatrixTiles.of(book, new int[] {7, 3, 40});
        assertThat(tiles.size()).isEqualTo(3);
        float[] means = tiles.means(new Span(0, 1, 1), new Span(1, 3, 2), TWO);
        assertThat(means[0]).isEqualTo(book.bits().distance(7, 3));
        assertThat(means[1]).isEqualTo(book.bits().distance(7, 40));
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(0, 3, 4));
    }

    @Test
    void minimaCanBeCancelled() {
        Codebook book = Books.random(new SplitRandom(54), 300, 64);
        Progress cancelled = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        MatrixTiles tiles = MatrixTiles.of(book, IntStream.range(0, 300).toArray());
        Span all = new Span(0, 300, 10);
        assertThatExceptionOfType(Progress.CancelledException.class)
                .isThrownBy(() -> tiles.minima(all, all, new Parallel(2, cancelled, "")));
    }
}
