package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.Python;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnsTest {
    private static final Parallel TWO = new Parallel(2, Progress.NONE, "");

    @TempDir
    Path folder;

    @Test
    void countsArePublishedOnes() {
        for (int n : new int[] {10, 50, 500}) {
            CodebookSpec spec = new CodebookSpec(
                    new CodeFamily.MinimalRandom(n - 10, CodeFamily.RandomBits.NUMPY_LEGACY),
                    new Assignment.Identity(),
                    42);
            Columns columns = Columns.of(Codebook.build(spec, 1000, Path.of(""), Progress.NONE));
            JsonNode expected =
                    Json.read(SharedFolder.require("reference/codes/minrandom_v1000_n" + n + "_seed42.json"));
            for (int b = 0; b < n; b++) {
                int ones = expected.path("ones_per_column").path(b).asInt();
                assertThat(columns.ones().get(b)).isEqualTo(ones);
                double p = ones / 1000.0;
                assertThat(columns.entropies().get(b))
                        .isCloseTo(-(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2), within(1e-12));
            }
        }
    }

    /** Column 2 repeats column 0, column 3 is its complement, column 4 is constant. */
    @Test
    void findsColumnsThatSayNothingNew() {
        BitMatrix bits = BitMatrix.of(4, 5, (r, c) -> switch (c) {
            case 0, 2 -> r % 2 == 1;
            case 1 -> r >= 2;
            case 3 -> r % 2 == 0;
            default -> true;
        });
        Columns.Correlations found = Columns.correlations(Books.of(bits), TWO);
        assertThat(found.same())
                .containsExactly(
                        new Columns.Pair(0, 2, false), new Columns.Pair(0, 3, true), new Columns.Pair(2, 3, true));
        assertThat(found.constant()).containsExactly(4);
        assertThat(found.get(0, 1)).isZero();
        assertThat(found.get(0, 3)).isEqualTo(-1);
        assertThat(found.get(0, 4)).isNaN();
        assertThat(found.meanAbsolute()).isEqualTo(0.5);
        assertThat(Columns.rowWeights(Books.of(bits))).containsExactly(0, 0, 1, 2, 1, 0);
    }

    @Test
    void numpyFindsTheSameCorrelationsEntropiesAndSpectrum() throws Exception {
        Codebook book = Books.random(new SplitRandom(31), 333, 70);
        Path file = folder.resolve("book.npz");
        CodebookFiles.write(file, book);
        JsonNode expected = Json.parse(file, Python.numpy("""
                z = np.load(sys.argv[1])
                bits = np.unpackbits(z["codes"], axis=1)[:, :70].astype(float)
                counts = np.arange(333) ** 2 % 97
                p = counts / counts.sum()
                q = p @ bits
                h = lambda x: float(-(x[x > 0] * np.log2(x[x > 0])).sum())
                s = 2 * bits - 1
                print(json.dumps({
                    "correlation": np.corrcoef(bits.T).ravel().tolist(),
                    "token": h(p), "bits": [h(np.array([x, 1 - x])) for x in q],
                    "spectrum": np.linalg.eigvalsh(s.T @ s)[::-1].tolist()}))
                """, file));
        Columns.Correlations found = Columns.correlations(book, TWO);
        for (int i = 0; i < 70 * 70; i++) {
            assertThat((double) found.values()[i])
                    .isCloseTo(expected.path("correlation").path(i).asDouble(), within(1e-6));
        }
        long[] counts = IntStream.range(0, 333).mapToLong(i -> i * i % 97).toArray();
        BitInformation information = BitInformation.of(book, counts);
        assertThat(information.tokenEntropy()).isCloseTo(expected.path("token").asDouble(), within(1e-9));
        GramSpectrum spectrum = GramSpectrum.of(book, TWO);
        double sum = 0;
        for (int b = 0; b < 70; b++) {
            assertThat(information.bitEntropies().get(b))
                    .isCloseTo(expected.path("bits").path(b).asDouble(), within(1e-9));
            assertThat(spectrum.eigenvalues().get(b))
                    .isCloseTo(expected.path("spectrum").path(b).asDouble(), within(1e-6));
            sum += spectrum.eigenvalues().get(b);
        }
        assertThat(sum).isCloseTo(333 * 70.0, within(1e-6));
        assertThat(spectrum.effectiveRank()).isBetween(40.0, 70.0);
        assertThat(information.totalCorrelation()).isPositive();
    }

    /** Of equally frequent tokens numbered in binary, the bits are independent and nothing is wasted. */
    @Test
    void independentBitsWasteNothing() {
        Codebook book = Books.of(BitMatrix.of(8, 3, (r, c) -> (r >> c & 1) == 1));
        BitInformation even = BitInformation.of(book, new long[] {5, 5, 5, 5, 5, 5, 5, 5});
        assertThat(even.tokenEntropy()).isCloseTo(3, within(1e-12));
        assertThat(even.totalCorrelation()).isCloseTo(0, within(1e-12));
        BitInformation two = BitInformation.of(book, new long[] {1, 0, 0, 0, 0, 0, 0, 1});
        assertThat(two.totalCorrelation()).isCloseTo(2, within(1e-12));
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> BitInformation.of(book, new long[3]))
                .withMessageContaining("3 tokens, the codebook has 8");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> BitInformation.of(book, new long[8]))
                .withMessageContaining("All tokens have the count 0");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> BitInformation.of(book, new long[] {1, -2, 0, 0, 0, 0, 0, 0}))
                .withMessageContaining("count of token 1 is -2");
    }

    /** All words of 4 bits: columns are orthogonal. */
    @Test
    void orthogonalColumnsHaveEqualEigenvalues() {
        Codebook book = Books.of(BitMatrix.of(16, 4, (r, c) -> (r >> c & 1) == 1));
        assertThat(GramSpectrum.of(book, TWO).eigenvalues()).isEqualTo(List.of(16.0, 16.0, 16.0, 16.0));
        assertThat(GramSpectrum.of(book, TWO).effectiveRank()).isEqualTo(4);
    }
}
