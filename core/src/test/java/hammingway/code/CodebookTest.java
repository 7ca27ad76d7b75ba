package hammingway.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.Python;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.analysis.Distances;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodebookTest {
    @TempDir
    Path folder;

    private static Codebook random(int bits, CodeFamily.RandomBits source) {
        CodebookSpec spec = new CodebookSpec(new CodeFamily.MinimalRandom(bits, source), new Assignment.Identity(), 42);
        return Codebook.build(spec, 1000, Path.of(""), Progress.NONE);
    }

    /** The paper's codebooks, drawn by numpy. */
    @ParameterizedTest
    @ValueSource(ints = {10, 50})
    void equalsThePapersCodebookBitForBit(int n) {
        Path theirs = SharedFolder.require("reference/codes/minrandom_v1000_n" + n + "_seed42.npy");
        assertThat(CodebookFiles.read(theirs).bits())
                .isEqualTo(random(n - 10, CodeFamily.RandomBits.NUMPY_LEGACY).bits());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 500})
    void hasTheDistancesOfThePapersCodebook(int n) {
        JsonNode expected = Json.read(SharedFolder.require("reference/codes/minrandom_v1000_n" + n + "_seed42.json"));
        Codebook codebook = random(n - 10, CodeFamily.RandomBits.NUMPY_LEGACY);
        Distances distances = Distances.of(codebook, Progress.NONE);
        assertThat(distances.minimum()).isEqualTo(expected.path("d_min").asInt());
        for (int d = 0; d <= n; d++) {
            assertThat(distances.histogram().get(d))
                    .as("pairs at distance " + d)
                    .isEqualTo(expected.path("distance_histogram").path("" + d).asLong(0));
        }
        int[] counts = codebook.bits().columnCounts();
        for (int b = 0; b < n; b++) {
            assertThat(counts[b])
                    .isEqualTo(expected.path("ones_per_column").path(b).asInt());
        }
    }

    /** In a linear code, the distances from any word are the weights: V / 2 pairs for each word of a weight. */
    @Test
    void linearCodesHaveTheirWeightDistribution() {
        int tried = 0;
        for (JsonNode code : Json.read(SharedFolder.require("reference/codes/linear_codes.json"))) {
            int k = code.path("k").asInt();
            if (k > 12) {
                continue; // 2^k words, 4^k / 2 pairs
            }
            tried++;
            Codebook codebook = Codebook.of(words(code), Optional.empty());
            Distances distances = Distances.of(codebook, Progress.NONE);
            String name = code.path("name").asText();
            assertThat(distances.minimum()).as(name).isEqualTo(code.path("d").asInt());
            for (int w = 1; w <= code.path("n").asInt(); w++) {
                long words = code.path("weight_distribution").path("" + w).asLong(0);
                assertThat(distances.histogram().get(w))
                        .as(name + ", weight " + w)
                        .isEqualTo((words << k) / 2);
            }
            assertThat(distances.meanNearest()).as(name).isEqualTo(distances.minimum());
        }
        assertThat(tried).isGreaterThan(5);
    }

    /** All sums of the generator's rows. */
    private static BitMatrix words(JsonNode code) {
        int k = code.path("k").asInt();
        return BitMatrix.of(1 << k, code.path("n").asInt(), (message, bit) -> {
            int sum = 0;
            for (int row = 0; row < k; row++) {
                boolean one = code.path("generator_rows").path(row).asText().charAt(bit) == '1';
                sum ^= (message >>> row & 1) & (one ? 1 : 0);
            }
            return sum == 1;
        });
    }

    @Test
    void distancesAgreeWithTheirPlainTwin() {
        long seed = 11;
        SplitRandom random = new SplitRandom(seed);
        for (int trial = 0; trial < 300; trial++) {
            int v = 2 + random.nextInt(40);
            int n = 8 + random.nextInt(130);
            BitMatrix bits = BitMatrix.of(v, n, (r, c) -> c < 6 ? (r >> c & 1) == 1 : random.nextBoolean());
            Distances found = Distances.of(Codebook.of(bits, Optional.empty()), Progress.NONE);
            long[] histogram = new long[n + 1];
            double nearest = 0;
            double sum = 0;
            for (int i = 0; i < v; i++) {
                int near = n + 1;
                for (int j = 0; j < v; j++) {
                    int d = 0;
                    for (int b = 0; b < n; b++) {
                        d += bits.get(i, b) == bits.get(j, b) ? 0 : 1;
                    }
                    if (j > i) {
                        histogram[d]++;
                        sum += d;
                    }
                    near = i == j ? near : Math.min(near, d);
                }
                nearest += near;
            }
            String what = "seed " + seed + ", trial " + trial;
            assertThat(found.histogram())
                    .as(what)
                    .containsExactly(java.util.Arrays.stream(histogram).boxed().toArray(Long[]::new));
            assertThat(found.meanNearest()).as(what).isEqualTo(nearest / v);
            assertThat(found.mean())
                    .as(what)
                    .isCloseTo(sum / (v * (v - 1) / 2.0), org.assertj.core.api.Assertions.within(1e-9));
            assertThat(histogram[found.minimum()])
                    .as(what)
                    .isEqualTo(found.atMinimum())
                    .isPositive();
            assertThat(Distances.grid(Codebook.of(bits, Optional.empty()), new int[] {0, 1}, new int[] {1}))
                    .as(what)
                    .containsExactly(bits.distance(0, 1), 0);
        }
    }

    @Test
    void minimalCodesAreTheNumbersOfTheTokens() {
        Codebook codebook = Codebook.build(
                new CodebookSpec(new CodeFamily.NaturalBinary(), new Assignment.Identity(), 0),
                5,
                Path.of(""),
                Progress.NONE);
        assertThat(codebook.length()).isEqualTo(3);
        assertThat(codebook.bits().text(1)).isEqualTo("001");
        assertThat(codebook.bits().text(4)).isEqualTo("100");
        assertThat(CodeFamily.minimalBits(2)).isEqualTo(1);
        assertThat(CodeFamily.minimalBits(1024)).isEqualTo(10);
        assertThat(CodeFamily.minimalBits(1025)).isEqualTo(11);
    }

    @Test
    void aRandomAssignmentMovesTheSameWords() {
        CodebookSpec spec = new CodebookSpec(new CodeFamily.NaturalBinary(), new Assignment.RandomPermutation(), 3);
        Codebook moved = Codebook.build(spec, 100, Path.of(""), Progress.NONE);
        assertThat(java.util.stream.IntStream.range(0, 100)
                        .map(i -> Integer.parseInt(moved.bits().text(i), 2))
                        .boxed())
                .doesNotHaveDuplicates()
                .allMatch(w -> w < 100)
                .isNotEqualTo(java.util.stream.IntStream.range(0, 100).boxed().toList());
        assertThat(Codebook.build(spec, 100, Path.of(""), Progress.NONE).hash()).isEqualTo(moved.hash());
    }

    @Test
    void refusesTwoTokensWithOneCodewordByName() {
        BitMatrix bits = BitMatrix.of(4, 3, (r, c) -> r % 3 == c);
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> Codebook.of(bits, Optional.empty()))
                .withMessageContaining("Tokens 0 and 3 have the same codeword 100");
    }

    @Test
    void filesAreReadBackWithTheirRecipeAndEqualBooksGiveEqualBytes() throws Exception {
        Codebook codebook = random(40, CodeFamily.RandomBits.SPLIT);
        Path one = folder.resolve("one.npz");
        Path two = folder.resolve("two.npz");
        CodebookFiles.write(one, codebook);
        CodebookFiles.write(two, random(40, CodeFamily.RandomBits.SPLIT));
        Codebook again = CodebookFiles.read(one);
        assertThat(again.bits()).isEqualTo(codebook.bits());
        assertThat(again.recipe()).isEqualTo(codebook.recipe());
        assertThat(again.name()).isEqualTo("minimal + 40 random (50 bits)");
        assertThat(one).hasSameBinaryContentAs(two);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void numpyReadsOurFiles() throws Exception {
        Codebook codebook = random(3, CodeFamily.RandomBits.SPLIT);
        Path file = folder.resolve("book.npz");
        CodebookFiles.write(file, codebook);
        String found = Python.numpy("""
                z = np.load(sys.argv[1], allow_pickle=False)
                m = json.loads(z["meta"].tobytes())
                bits = np.unpackbits(z["codes"], axis=1)[:, :m["length_bits"]]
                print(sorted(z.files), m["tokens"], m["length_bits"], z["token_ids"].dtype, (z["token_ids"] == np.arange(1000)).all())
                print("".join(map(str, bits[777])), bits.sum())
                """, file);
        long ones = 0;
        for (int c : codebook.bits().columnCounts()) {
            ones += c;
        }
        assertThat(found.lines())
                .containsExactly(
                        "['codes', 'meta', 'token_ids'] 1000 13 int32 True",
                        codebook.bits().text(777) + " " + ones);
    }

    @Test
    void readsTextWithOrWithoutCommas() throws Exception {
        Path file = folder.resolve("book.csv");
        Files.writeString(file, "0,1,1\n\n101\r\n1 1 0\n");
        BitMatrix bits = CodebookFiles.readBits(file, CodebookFiles.Reading.PLAIN);
        assertThat(bits.rows()).isEqualTo(3);
        assertThat(bits.text(0)).isEqualTo("011");
        assertThat(bits.text(2)).isEqualTo("110");
    }

    @Test
    void importsAFileOfTheProjectAsAFamily() throws Exception {
        Files.writeString(folder.resolve("mine.csv"), "00\n01\n10\n");
        CodebookSpec spec = new CodebookSpec(new CodeFamily.ExplicitImport("mine.csv"), new Assignment.Identity(), 0);
        assertThat(Codebook.build(spec, 3, folder, Progress.NONE).name()).isEqualTo("imported mine.csv (2 bits)");
        assertThatExceptionOfType(WorkbenchException.class)
                .isThrownBy(() -> Codebook.build(spec, 4, folder, Progress.NONE))
                .withMessageContaining("holds 3 codewords, the vocabulary has 4 tokens");
    }
}
