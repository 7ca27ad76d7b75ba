package hammingway.eval.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.cli.Main;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.eval.trace.Trace;
import hammingway.math.Interval;
import hammingway.math.Statistics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure of the bits against a plain computation from the same logits. */
class BitReportTest {
    private static final int N = SyntheticBits.WINDOWS * SyntheticBits.CONTEXT;
    private static final int BITS = SyntheticBits.LENGTH;
    private static final long SEED = System.nanoTime();
    private static final SyntheticBits TRUTH = new SyntheticBits(SEED, 1);

    @TempDir
    private static Path folder;

    private static Trace trace;
    private static BitReport report;

    @BeforeAll
    static void compute() {
        System.out.println("BitReportTest seed " + SEED);
        trace = TRUTH.open(folder.resolve("noisy"));
        report = report(trace, TRUTH);
    }

    private static BitReport report(Trace of, SyntheticBits truth) {
        return BitReport.of(of, truth.codebook, Scoring.of(new Decoder.LogLikelihood()), Progress.NONE);
    }

    @Test
    void errorsOfABit() {
        for (int b : new int[] {0, 5, 63, 64, 69}) {
            int bit = b;
            double[] windows = IntStream.range(0, SyntheticBits.WINDOWS)
                    .mapToDouble(w -> IntStream.range(0, SyntheticBits.CONTEXT)
                                    .filter(i -> TRUTH.wrong(w * SyntheticBits.CONTEXT + i, bit))
                                    .count()
                            / (double) SyntheticBits.CONTEXT)
                    .toArray();
            double ones = IntStream.range(0, N).filter(i -> one(i, bit)).count();
            double missed = IntStream.range(0, N)
                    .filter(i -> one(i, bit) && TRUTH.wrong(i, bit))
                    .count();
            BitError found = report.errors().bits().get(b);
            double share = Statistics.mean(windows);
            assertThat(found.error().mean()).isCloseTo(share, within(1e-12));
            assertThat(found.balance().weighted()).isCloseTo(ones / N, within(1e-12));
            assertThat(found.gain()).isCloseTo(Math.min(ones, N - ones) / N - share, within(1e-12));
            if (ones > 0) {
                assertThat(found.sides().missed()).isCloseTo(missed / ones, within(1e-12));
            }
            assertThat(found.trust().calibrationError()).isCloseTo(calibrationError(bit), within(1e-6));
            double variance = Math.pow(Statistics.sd(windows), 2) / windows.length;
            double effect = Math.max(1, variance / (share * (1 - share) / N));
            Interval wanted = Statistics.wilsonOfShare(share, N / effect);
            assertThat(found.error().low()).isCloseTo(wanted.low(), within(1e-9));
            assertThat(found.error().high()).isCloseTo(wanted.high(), within(1e-9));
        }
        assertThat(BitErrors.Order.ERROR.of(report.errors().bits()))
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(b.error().mean(), a.error().mean()));
        assertThat(BitTables.csv(report.errors().bits()).lines()).hasSize(BITS + 1);
    }

    private static boolean one(int position, int bit) {
        return TRUTH.codebook.bits().get(TRUTH.targets[position], bit);
    }

    /** Guo et al. (2017), equation 3, over 15 bins from 1/2 to 1. */
    private static double calibrationError(int bit) {
        double sum = 0;
        for (int m = 0; m < 15; m++) {
            double confidence = 0;
            double right = 0;
            for (int i = 0; i < N; i++) {
                double p = 1 / (1 + Math.exp(-Math.abs(TRUTH.logits[i][bit])));
                if ((int) Math.min(14, (2 * p - 1) * 15) == m) {
                    confidence += p;
                    right += TRUTH.wrong(i, bit) ? 0 : 1;
                }
            }
            sum += Math.abs(confidence - right) / N;
        }
        return sum;
    }

    @Test
    void bitsThatAreWrongTogether() {
        double both = 0;
        double alone = 0;
        double[] share =
                IntStream.range(0, BITS).mapToDouble(BitReportTest::share).toArray();
        for (int a = 0; a < BITS; a++) {
            for (int b = a + 1; b < BITS; b++) {
                int one = a;
                int other = b;
                both += IntStream.range(0, N)
                                .filter(i -> TRUTH.wrong(i, one) && TRUTH.wrong(i, other))
                                .count()
                        / (double) N;
                alone += share[a] * share[b];
            }
        }
        assertThat(report.pairs().together())
                .isCloseTo(both / alone, within(1e-9))
                .isGreaterThan(1.1);
        for (int b : new int[] {4, 63, 64}) {
            double[] first = IntStream.range(0, N)
                    .mapToDouble(i -> TRUTH.wrong(i, 2) ? 1 : 0)
                    .toArray();
            double[] second = IntStream.range(0, N)
                    .mapToDouble(i -> TRUTH.wrong(i, b) ? 1 : 0)
                    .toArray();
            assertThat((double) report.pairs().errors()[2 * BITS + b]).isCloseTo(pearson(first, second), within(1e-5));
            double[] firstBit =
                    IntStream.range(0, N).mapToDouble(i -> one(i, 2) ? 1 : 0).toArray();
            double[] secondBit =
                    IntStream.range(0, N).mapToDouble(i -> one(i, b) ? 1 : 0).toArray();
            assertThat((double) report.pairs().codebook()[b * BITS + 2])
                    .isCloseTo(pearson(firstBit, secondBit), within(1e-5));
        }
    }

    private static double share(int bit) {
        return IntStream.range(0, N).filter(i -> TRUTH.wrong(i, bit)).count() / (double) N;
    }

    private static double pearson(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += (x[i] - Statistics.mean(x)) * (y[i] - Statistics.mean(y));
        }
        return sum / (N - 1) / Statistics.sd(x) / Statistics.sd(y);
    }

    @Test
    void numberOfWrongBitsAndWhatBecameOfThem() {
        WrongBits found = report.wrong();
        double mean = IntStream.range(0, BITS).mapToDouble(BitReportTest::share).sum();
        double variance = IntStream.range(0, BITS)
                .mapToDouble(b -> share(b) * (1 - share(b)))
                .sum();
        assertThat(Arrays.stream(found.expected()).sum()).isCloseTo(N, within(1e-6));
        assertThat(found.mean()).isCloseTo(mean, within(1e-9));
        assertThat(found.independentVariance()).isCloseTo(variance, within(1e-9));
        long[][] outcomes = new long[Outcome.values().length][BITS + 1];
        for (int i = 0; i < N; i++) {
            outcomes[Arrays.asList(Outcome.values()).indexOf(fate(i))][TRUTH.wrongBits(i)]++;
        }
        for (int w = 0; w <= BITS; w++) {
            int wrong = w;
            assertThat(found.observed()[w])
                    .isEqualTo(IntStream.range(0, N)
                            .filter(i -> TRUTH.wrongBits(i) == wrong)
                            .count());
            for (Outcome outcome : Outcome.values()) {
                assertThat(found.count(w, outcome))
                        .as("%s of %d wrong bits", outcome, w)
                        .isEqualTo(outcomes[Arrays.asList(Outcome.values()).indexOf(outcome)][w]);
            }
        }
        assertThat(found.share(Outcome.CORRECTED)).isPositive();
        assertThat(found.share(Outcome.INVALID)).isPositive();
    }

    private static Outcome fate(int position) {
        int wrong = TRUTH.wrongBits(position);
        if (TRUTH.ranks[position] == 0) {
            return wrong == 0 ? Outcome.CLEAN : Outcome.CORRECTED;
        }
        int[] distances = IntStream.range(0, SyntheticBits.TOKENS)
                .map(v -> (int) IntStream.range(0, BITS)
                        .filter(b -> TRUTH.codebook.bits().get(v, b) != TRUTH.logits[position][b] > 0)
                        .count())
                .toArray();
        int least = Arrays.stream(distances).min().orElseThrow();
        if (least == 0) {
            return wrong == 0 ? Outcome.OVERRULED : Outcome.MISCORRECTED;
        }
        return Arrays.stream(distances).filter(d -> d == least).count() > 1 ? Outcome.TIED : Outcome.INVALID;
    }

    @Test
    void firstBitsAlone() {
        FirstBits found = report.first();
        assertThat(found.sampled()).isEqualTo(N);
        assertThat(found.needed()).isEqualTo(6);
        assertThat(found.points()).hasSize(BITS - 5);
        for (int j : new int[] {6, 12, BITS}) {
            long soft = IntStream.range(0, N).filter(i -> first(i, j, true)).count();
            long hard = IntStream.range(0, N).filter(i -> first(i, j, false)).count();
            assertThat(found.at(j).soft().mean()).isCloseTo(soft / (double) N, within(1e-12));
            assertThat(found.at(j).hard().mean()).isCloseTo(hard / (double) N, within(1e-12));
        }
        assertThat(found.all().soft().mean()).isEqualTo(found.published());
        assertThat(found.all().independent().mean())
                .isGreaterThan(found.all().hard().mean());
    }

    private static boolean first(int position, int bits, boolean soft) {
        double[] scores = new double[SyntheticBits.TOKENS];
        for (int v = 0; v < scores.length; v++) {
            for (int b = 0; b < bits; b++) {
                float z = TRUTH.logits[position][b];
                scores[v] += !TRUTH.codebook.bits().get(v, b) ? 0 : soft ? z : z > 0 ? 1 : -1;
            }
        }
        int best = 0;
        for (int v = 1; v < scores.length; v++) {
            best = scores[v] > scores[best] ? v : best;
        }
        return best == TRUTH.targets[position];
    }

    @Test
    void tokensThatABitErrsOn() {
        var found = TokenOfBit.of(trace, TRUTH.codebook, 7, Progress.NONE);
        assertThat(found).isSortedAccordingTo((a, b) -> Long.compare(b.wrong(), a.wrong()));
        TokenOfBit most = found.getFirst();
        assertThat(most.wrong())
                .isEqualTo(IntStream.range(0, N)
                        .filter(i -> TRUTH.targets[i] == most.token() && TRUTH.wrong(i, 7))
                        .count());
        assertThat(found.stream().mapToLong(TokenOfBit::wrong).sum())
                .isEqualTo(report.errors().bits().get(7).wrong());
    }

    @Test
    void withoutErrorsNothingIsDividedByNothing() {
        SyntheticBits clean = new SyntheticBits(SEED, 0);
        BitReport without = report(clean.open(folder.resolve("clean")), clean);
        assertThat(without.wrong().dispersion()).isEqualTo(1);
        assertThat(without.pairs().together()).isEqualTo(1);
        assertThat(without.first().all().independent().mean()).isEqualTo(1);
        assertThat(without.errors().bits().get(5).error().high()).isBetween(1e-4, 0.01);
        assertThat(BitTables.summary(without)).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(BitTables.json(without, without.errors().bits()).toString()).doesNotContain("NaN");
    }

    @Test
    void matricesAsFiles() throws Exception {
        Path file = folder.resolve("pairs.npy");
        BitTables.writeCorrelations(file, report.pairs());
        ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(file));
        var header = hammingway.math.Npy.header(file, whole, whole.remaining());
        assertThat(header.shape()).containsExactly(2, BITS, BITS);
        assertThat(header.floats(file, whole)[2 * BITS + 4])
                .isEqualTo(report.pairs().errors()[2 * BITS + 4]);
        assertThat(BitTables.correlationsCsv(report.pairs()).lines()).hasSize(BITS * (BITS - 1) / 2 + 1);
        StringWriter told = new StringWriter();
        int code = Main.run(
                new String[] {"errors", "bits", "any", "--correlation", "pairs.txt"},
                new PrintWriter(told),
                Optional.empty());
        assertThat(code).isEqualTo(1);
        assertThat(told.toString()).contains("--correlation = pairs.txt", ".npy");
    }
}
