package hammingway.code.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.EmbeddingSource;
import hammingway.code.Embeddings;
import hammingway.code.analysis.Distances;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps change figures as counting all of them again does. */
class LandscapeTest {
    private static final long SEED = 3;

    /** V tokens with vectors drawn from the seed, and no counts. */
    private static CodeContext context(int size) {
        CodeContext plain = CodeContext.of(size, Path.of(""));
        return new CodeContext() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Path base() {
                return plain.base();
            }

            @Override
            public Optional<Vocabulary> vocabulary() {
                return Optional.empty();
            }

            @Override
            public Embeddings embeddings(EmbeddingSource source, Progress progress) {
                SplitRandom random = new SplitRandom(SEED);
                float[] values = new float[size * 5];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                return new Embeddings(size, 5, values);
            }
        };
    }

    private static Objective all(SplitRandom random) {
        return new Objective(
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(2),
                Optional.of(new EmbeddingSource.Cooccurrence(5)),
                random.nextInt(2),
                1);
    }

    @Test
    void aLookAtAStepTellsWhatMakingItGives() {
        SplitRandom random = new SplitRandom(SEED);
        int made = 0;
        for (int trial = 0; trial < 60; trial++) {
            int size = 4 + random.nextInt(40);
            int length = CodeFamily.minimalBits(size) + 1 + random.nextInt(trial % 5 == 0 ? 130 : 12);
            int k = CodeFamily.minimalBits(size);
            BitMatrix start = BitMatrix.of(size, length, (r, c) -> c < k ? (r >> c & 1) == 1 : random.nextBoolean());
            boolean swaps = trial % 3 == 0;
            Objective objective = all(random);
            CodeContext context = context(size);
            Landscape at = new CodewordLandscape(start, swaps, objective, context, Progress.NONE);
            double reference = offset(at, start, swaps, objective, context);
            for (int i = 0; i < 60; i++) {
                String what = "seed " + SEED + ", trial " + trial + ", step " + i;
                long step = at.draw(random);
                double before = at.guide();
                double told = at.guideAfter(step);
                assertThat(at.guide()).as(what).isCloseTo(before, within(1e-12));
                if (told == Double.NEGATIVE_INFINITY) {
                    continue;
                }
                at.make(step);
                made++;
                assertThat(at.guide()).as(what).isCloseTo(told, within(1e-9));
                BitMatrix book = at.book(at.place());
                Landscape fresh = new CodewordLandscape(book, swaps, objective, context, Progress.NONE);
                assertThat(at.guide() - fresh.guide()).as(what).isCloseTo(reference, within(1e-9));
                assertThat(at.figures().objective())
                        .as(what)
                        .isCloseTo(fresh.figures().objective(), within(1e-9));
                Distances distances = Distances.of(Codebook.of(book, Optional.empty()), Progress.NONE);
                assertThat(at.figures().minimum()).as(what).isEqualTo(distances.minimum());
                assertThat(at.figures().atMinimum()).as(what).isEqualTo(distances.atMinimum());
            }
        }
        assertThat(made).isGreaterThan(2000);
    }

    /** The soft minimum is the same number whatever distance its powers refer to. */
    private static double offset(
            Landscape at, BitMatrix start, boolean swaps, Objective objective, CodeContext context) {
        return at.guide() - new CodewordLandscape(start, swaps, objective, context, Progress.NONE).guide();
    }

    @Test
    void theFiguresAreTheirDefinitions() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 40; trial++) {
            int size = 5 + random.nextInt(20);
            int k = CodeFamily.minimalBits(size);
            int n = k + 2 + random.nextInt(20);
            BitMatrix bits = BitMatrix.of(size, n, (r, c) -> c < k ? (r >> c & 1) == 1 : random.nextBoolean());
            Distances d = Distances.of(Codebook.of(bits, Optional.empty()), Progress.NONE);
            double pairs = size * (size - 1) / 2.0;
            assertThat(value(bits, new Objective(2, 0, 0, Optional.empty(), 0, 0)))
                    .isCloseTo(2 * (d.minimum() - d.atMinimum() / (pairs + 1)) / n, within(1e-12));
            assertThat(value(bits, new Objective(0, 1, 0, Optional.empty(), 0, 0)))
                    .isCloseTo(d.meanNearest() / n, within(1e-12));
            double imbalance = 0;
            for (int ones : bits.columnCounts()) {
                imbalance += Math.abs(2.0 * ones / size - 1) / n;
            }
            assertThat(value(bits, new Objective(0, 0, 0, Optional.empty(), 1, 0)))
                    .isCloseTo(-imbalance, within(1e-12));
            assertThat(value(bits, new Objective(0, 0, 0, Optional.empty(), 0, 1)))
                    .isCloseTo(correlation(bits), within(1e-9));
        }
    }

    private static double value(BitMatrix bits, Objective objective) {
        return new CodewordLandscape(bits, false, objective, context(bits.rows()), Progress.NONE)
                .figures()
                .objective();
    }

    /** Pearson's correlation of 0/1 columns, by its definition. */
    private static double correlation(BitMatrix bits) {
        double sum = 0;
        double greatest = 0;
        int n = bits.columns();
        int v = bits.rows();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                double sa = 0;
                double sb = 0;
                double sab = 0;
                for (int r = 0; r < v; r++) {
                    double x = bits.get(r, a) ? 1 : 0;
                    double y = bits.get(r, b) ? 1 : 0;
                    sa += x / v;
                    sb += y / v;
                    sab += x * y / v;
                }
                double spread = Math.sqrt((sa - sa * sa) * (sb - sb * sb));
                double r = spread < 1e-6 ? 1 : Math.abs(sab - sa * sb) / spread;
                sum += r;
                greatest = Math.max(greatest, r);
            }
        }
        return -(sum / (n * (n - 1) / 2.0) + greatest) / 2;
    }

    @Test
    void generatorsHaveTheDistancesOfTheirWords() {
        SplitRandom random = new SplitRandom(SEED);
        for (int trial = 0; trial < 40; trial++) {
            int size = 3 + random.nextInt(60);
            int k = CodeFamily.minimalBits(size);
            int n = k + random.nextInt(20);
            int[] columns = new int[n];
            for (int c = 0; c < n; c++) {
                columns[c] = c < k ? 1 << c : random.nextInt(1 << k);
            }
            Landscape at = new GeneratorLandscape(size, k, columns, 1);
            for (int i = 0; i < 60; i++) {
                String what = "seed " + SEED + ", trial " + trial + ", step " + i;
                long step = at.draw(random);
                double told = at.guideAfter(step);
                if (told == Double.NEGATIVE_INFINITY) {
                    continue;
                }
                at.make(step);
                assertThat(at.guide()).as(what).isCloseTo(told, within(1e-9));
                Distances d = Distances.of(Codebook.of(at.book(at.place()), Optional.empty()), Progress.NONE);
                assertThat(at.figures().minimum()).as(what).isEqualTo(d.minimum());
                assertThat(at.figures().atMinimum()).as(what).isEqualTo(d.atMinimum());
            }
            double guide = at.guide();
            long[] place = at.place();
            at.make(at.draw(random));
            at.goTo(place);
            assertThat(at.guide()).isEqualTo(guide);
        }
    }
}
