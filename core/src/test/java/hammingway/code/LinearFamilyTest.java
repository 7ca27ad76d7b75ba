package hammingway.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.construct.CyclicCodes;
import hammingway.code.construct.InnerCode;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear families against published tables and other people's software. */
class LinearFamilyTest {
    private static final Assignment IDENTITY = new Assignment.Identity();

    /** The family that rebuilds each code of the reference, by its name there. */
    private static LinearFamily family(String name) {
        List<Integer> numbers = Arrays.stream(
                        name.replaceAll("\\D+", " ").strip().split(" "))
                .map(Integer::valueOf)
                .toList();
        return switch (name.replaceAll("\\W.*", "")) {
            case "BCH" -> new CyclicFamily.Bch(numbers.get(0), numbers.get(1));
            case "RM" -> new ReedMullerFamily.ReedMuller(numbers.get(0), numbers.get(1));
            case "Golay" -> new CyclicFamily.Golay(numbers.getFirst() == 24);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void everyCodeOfTheReferenceIsRebuilt() {
        int tried = 0;
        for (JsonNode code : Json.read(SharedFolder.require("reference/codes/linear_codes.json"))) {
            String name = code.path("name").asText();
            int n = code.path("n").asInt();
            int k = code.path("k").asInt();
            LinearFamily family = family(name);
            BitMatrix generator = family.generator(1 << k, 0, Progress.NONE);
            assertThat(generator.rows()).as(name).isEqualTo(k);
            assertThat(generator.columns()).as(name).isEqualTo(n).isEqualTo(family.bits(1 << k));
            long[] weights = Gf2.weights(generator, Progress.NONE);
            for (int w = 0; w <= n; w++) {
                assertThat(weights[w])
                        .as(name + ", weight " + w)
                        .isEqualTo(code.path("weight_distribution").path("" + w).asLong(0));
            }
            assertThat(family.parameters(1 << k).distance())
                    .as(name)
                    .isEqualTo(code.path("d").asInt());
            tried++;
        }
        assertThat(tried).isEqualTo(12);
    }

    /** galois' systematic form and the monomials of degree at most r: the same bits in the same order. */
    @Test
    void generatorsOfBchAndReedMullerAreTheReferencesBitForBit() {
        int tried = 0;
        for (JsonNode code : Json.read(SharedFolder.require("reference/codes/linear_codes.json"))) {
            String name = code.path("name").asText();
            if (name.startsWith("Golay")) {
                continue; // the reference's is not systematic
            }
            BitMatrix generator = family(name).generator(1 << code.path("k").asInt(), 0, Progress.NONE);
            for (int r = 0; r < generator.rows(); r++) {
                assertThat(generator.text(r))
                        .as(name + ", row " + r)
                        .isEqualTo(code.path("generator_rows").path(r).asText());
            }
            tried++;
        }
        assertThat(tried).isEqualTo(10);
    }

    /** The codebooks of the reference study: BCH[63,10] with parity and RM(1,9), message = id, most significant bit first. */
    @Test
    void theStudysCodebooksAreSumsOfGeneratorRowsOfTheId() {
        JsonNode codes = Json.read(SharedFolder.require("reference/codes/linear_codes.json"));
        CodebookSpec bch64 =
                new CodebookSpec(new CyclicFamily.Bch(63, 10), List.of(new Operator.ExtendByParity()), IDENTITY, 42);
        CodebookSpec rm512 = new CodebookSpec(new ReedMullerFamily.ReedMuller(1, 9), IDENTITY, 42);
        for (JsonNode code : codes) {
            String name = code.path("name").asText();
            if (name.equals("BCH[63,10]")) {
                check(code, Codebook.build(bch64, 1000, Path.of(""), Progress.NONE), true);
            } else if (name.equals("RM(1,9)")) {
                check(code, Codebook.build(rm512, 1000, Path.of(""), Progress.NONE), false);
            }
        }
        assertThat(bch64.parameters(1000)).hasToString("[64,10,>=28]");
        assertThat(rm512.parameters(1000)).hasToString("[512,10,256]");
    }

    private static void check(JsonNode code, Codebook codebook, boolean parity) {
        int n = code.path("n").asInt();
        assertThat(codebook.length()).isEqualTo(n + (parity ? 1 : 0));
        List<String> rows = IntStream.range(0, 10)
                .mapToObj(r -> code.path("generator_rows").path(r).asText())
                .toList();
        for (int id = 0; id < 1000; id++) {
            StringBuilder word = new StringBuilder();
            int sum = 0;
            for (int b = 0; b < n; b++) {
                int bit = 0;
                for (int r = 0; r < 10; r++) {
                    bit ^= (id >> (9 - r) & 1) & (rows.get(r).charAt(b) - '0');
                }
                word.append(bit);
                sum ^= bit;
            }
            assertThat(codebook.bits().text(id)).as("id " + id).isEqualTo(word + (parity ? "" + sum : ""));
        }
    }

    /**
     * Dimensions k and corrected errors t of all primitive narrow-sense BCH codes: Lin and Costello, "Error Control Coding", 2004, table 6.1,
     * and galois 0.4.11. Two entries there are smaller than the Bose distance gives, (511,367) 16 and (511,10) 121; the latter is RM(1,9)
     * punctured, whose distance is 255.
     */
    @ParameterizedTest
    @CsvSource({
        "7, 4:1 1:3",
        "15, 11:1 7:2 5:3 1:7",
        "31, 26:1 21:2 16:3 11:5 6:7 1:15",
        "63, 57:1 51:2 45:3 39:4 36:5 30:6 24:7 18:10 16:11 10:13 7:15 1:31",
        "127, 120:1 113:2 106:3 99:4 92:5 85:6 78:7 71:9 64:10 57:11 50:13 43:14 36:15 29:21 22:23 15:27 8:31 1:63",
        "255, 247:1 239:2 231:3 223:4 215:5 207:6 199:7 191:8 187:9 179:10 171:11 163:12 155:13 147:14 139:15 131:18 123:19 115:21 107:22 99:23 91:25 87:26 79:27 71:29 63:30 55:31 47:42 45:43 37:45 29:47 21:55 13:59 9:63 1:127",
        "511, 502:1 493:2 484:3 475:4 466:5 457:6 448:7 439:8 430:9 421:10 412:11 403:12 394:13 385:14 376:15 367:17 358:18 349:19 340:20 331:21 322:22 313:23 304:25 295:26 286:27 277:28 268:29 259:30 250:31 241:36 238:37 229:38 220:39 211:41 202:42 193:43 184:45 175:46 166:47 157:51 148:53 139:54 130:55 121:58 112:59 103:61 94:62 85:63 76:85 67:87 58:91 49:93 40:95 31:109 28:111 19:119 10:127 1:255",
        "1023, 1013:1 1003:2 993:3 983:4 973:5 963:6 953:7 943:8 933:9 923:10 913:11 903:12 893:13 883:14 873:15 863:16 858:17 848:18 838:19 828:20 818:21 808:22 798:23 788:24 778:25 768:26 758:27 748:28 738:29 728:30 718:31 708:34 698:35 688:36 678:37 668:38 658:39 648:41 638:42 628:43 618:44 608:45 598:46 588:47 578:49 573:50 563:51 553:52 543:53 533:54 523:55 513:57 503:58 493:59 483:60 473:61 463:62 453:63 443:73 433:74 423:75 413:77 403:78 393:79 383:82 378:83 368:85 358:86 348:87 338:89 328:90 318:91 308:93 298:94 288:95 278:102 268:103 258:106 248:107 238:109 228:110 218:111 208:115 203:117 193:118 183:119 173:122 163:123 153:125 143:126 133:127 123:170 121:171 111:173 101:175 91:181 86:183 76:187 66:189 56:191 46:219 36:223 26:239 16:247 11:255 1:511"
    })
    void bchDimensionsAndErrorsAreThePublishedOnes(int n, String table) {
        assertThat(CyclicCodes.bch(n).stream()
                        .map(c -> c.dimension() + ":" + (c.distance() - 1) / 2)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(table);
        for (CyclicCodes.Bch code : CyclicCodes.bch(n)) {
            var g = CyclicCodes.bchPolynomial(n, code.distance());
            assertThat(n - (g.bitLength() - 1))
                    .as("degree of the generator, k=" + code.dimension())
                    .isEqualTo(code.dimension());
        }
    }

    /** All messages of every BCH code with at most 2^18 words: no word lighter than the Bose distance, and for these lengths one as light. */
    @ParameterizedTest
    @ValueSource(ints = {7, 15, 31, 63, 127, 255})
    void bchMinimumDistanceIsTheGuaranteedOne(int n) {
        for (CyclicCodes.Bch code : CyclicCodes.bch(n)) {
            if (code.dimension() <= 18) {
                BitMatrix g = new CyclicFamily.Bch(n, code.dimension()).generator(2, 0, Progress.NONE);
                assertThat(minimum(g)).as(code.toString()).isEqualTo(code.distance());
            }
        }
    }

    private static int minimum(BitMatrix generator) {
        long[] weights = Gf2.weights(generator, Progress.NONE);
        int d = 1;
        while (weights[d] == 0) {
            d++;
        }
        return d;
    }

    @ParameterizedTest
    @CsvSource({"7,3", "17,5", "23,7", "31,7", "41,9"})
    void quadraticResidueCodesHaveTheirDistance(int p, int d) {
        CyclicFamily.QuadraticResidue family = new CyclicFamily.QuadraticResidue(p);
        BitMatrix g = family.generator(2, 0, Progress.NONE);
        assertThat(g.rows()).isEqualTo((p + 1) / 2);
        assertThat(minimum(g)).isEqualTo(d).isEqualTo(family.parameters(2).distance());
        assertThat(CyclicCodes.quadraticResidueDistance(p)).isLessThanOrEqualTo(d);
    }

    /** MacWilliams and Sloane 1977, chapter 16: A_12 = 17296, A_16 = 535095, A_20 = 3995376, A_24 = 7681680. */
    @Test
    void theExtendedQuadraticResidueCodeOfLength48() {
        BitMatrix g = Gf2.withParity(new CyclicFamily.QuadraticResidue(47).generator(2, 0, Progress.NONE));
        long[] weights = Gf2.weights(g, Progress.NONE);
        assertThat(IntStream.rangeClosed(0, 48)
                        .filter(w -> weights[w] > 0)
                        .mapToObj(w -> w + ":" + weights[w])
                        .collect(Collectors.joining(" ")))
                .isEqualTo("0:1 12:17296 16:535095 20:3995376 24:7681680 28:3995376 32:535095 36:17296 48:1");
    }

    @Test
    void simplexWordsAreAllEquallyFar() {
        Codebook simplex = Codebook.build(
                new CodebookSpec(new ReedMullerFamily.Simplex(), IDENTITY, 0), 200, Path.of(""), Progress.NONE);
        assertThat(simplex.length()).isEqualTo(255);
        Set<Integer> distances = new HashSet<>();
        for (int a = 0; a < 200; a++) {
            for (int b = 0; b < a; b++) {
                distances.add(simplex.bits().distance(a, b));
            }
        }
        assertThat(distances).containsExactly(128);
    }

    /** The field's study: RS over GF(16) [16,4,13] with the extended Hamming code [8,4,4]. */
    @Test
    void concatenatedCodesMultiplyDistances() {
        Concatenated family = new Concatenated(4, 16, 4, InnerCode.EXTENDED_HAMMING);
        assertThat(family.parameters(50257)).hasToString("[128,16,>=52]");
        assertThat(minimum(family.generator(50257, 0, Progress.NONE))).isEqualTo(52);
        for (InnerCode inner : InnerCode.values()) {
            for (int m : new int[] {4, 8}) {
                assertThat(minimum(inner.generator(m))).as(inner + " " + m).isEqualTo(inner.distance(m));
                Concatenated two = new Concatenated(m, 9, 2, inner);
                BitMatrix g = two.generator(2, 0, Progress.NONE);
                assertThat(g.columns()).isEqualTo(two.bits(2));
                assertThat(minimum(g)).as(two.toString()).isGreaterThanOrEqualTo(8 * inner.distance(m));
            }
        }
    }

    /** Least weight over all paths that leave the zero state and come back, by relaxation over the states; a plain twin of the table. */
    @Test
    void convolutionalCodesHaveTheirFreeDistance() {
        for (int outputs = 2; outputs <= 3; outputs++) {
            for (int constraint = 3; constraint <= 9; constraint++) {
                Convolutional family = new Convolutional(outputs, constraint);
                int free = family.parameters(1 << 12).distance();
                assertThat(freeDistance(family.generators(), constraint))
                        .as(family.label())
                        .isEqualTo(free);
                assertThat(minimum(family.generator(1 << 14, 0, Progress.NONE)))
                        .as(family.label())
                        .isEqualTo(free);
            }
        }
        assertThat(new Convolutional(2, 7).bits(65536)).isEqualTo(2 * (16 + 6));
    }

    private static int freeDistance(int[] generators, int constraint) {
        int states = 1 << (constraint - 1);
        int[] least = new int[states];
        Arrays.fill(least, 1000);
        int best = 1000;
        least[states >> 1] = weight(generators, 1 << (constraint - 1)); // the input 1 leaves the zero state
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int s = 1; s < states; s++) {
                for (int input = 0; input < 2 && least[s] < 1000; input++) {
                    int register = input << (constraint - 1) | s;
                    int cost = least[s] + weight(generators, register);
                    int next = register >> 1;
                    if (next == 0) {
                        best = Math.min(best, cost);
                    } else if (cost < least[next]) {
                        least[next] = cost;
                        changed = true;
                    }
                }
            }
        }
        return best;
    }

    private static int weight(int[] generators, int register) {
        return Arrays.stream(generators)
                .map(g -> Integer.bitCount(g & register) & 1)
                .sum();
    }

    @Test
    void cyclicCodesAreInvariantUnderRotation() {
        CyclicFamily.Cyclic family = new CyclicFamily.Cyclic(21, "x^6+x^4+x^2+x+1");
        assertThat(family.problems()).isEmpty();
        BitMatrix g = family.generator(2, 0, Progress.NONE);
        BitMatrix rotated =
                g.columnsInOrder(IntStream.range(0, 21).map(c -> (c + 1) % 21).toArray());
        BitMatrix both =
                BitMatrix.of(2 * g.rows(), 21, (r, c) -> r < g.rows() ? g.get(r, c) : rotated.get(r - g.rows(), c));
        assertThat(Gf2.rank(both)).isEqualTo(Gf2.rank(g)).isEqualTo(15);
        assertThat(new CyclicFamily.Cyclic(21, "1010111").generator(2, 0, Progress.NONE))
                .isEqualTo(g);
    }

    @Test
    void randomLinearCodesKeepTheBestOfTheirDraws() {
        int before = 0;
        for (int draws : new int[] {1, 5, 50}) {
            int d = minimum(new LinearFamily.RandomLinear(50, draws).generator(1000, 42, Progress.NONE));
            assertThat(d).isGreaterThanOrEqualTo(before);
            before = d;
        }
        assertThat(before).isGreaterThanOrEqualTo(15); // the paper's 50 random bits: 8
    }

    /** Brouwer's table: nobody has found better than its upper bounds, and our best families reach its lower ones. */
    @Test
    void distancesAgreeWithTheTableOfBestKnownCodes() throws IOException {
        Map<String, int[]> best = new HashMap<>();
        for (String line : Files.readAllLines(SharedFolder.require("reference/best_known_distances.csv"))) {
            if (Character.isDigit(line.charAt(0))) {
                int[] v = Arrays.stream(line.split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray();
                best.put(v[0] + "," + v[1], new int[] {v[2], v[3]});
            }
        }
        List<LinearFamily> families = List.of(
                new CyclicFamily.Bch(63, 0),
                new CyclicFamily.Bch(127, 0),
                new CyclicFamily.Bch(255, 0),
                new CyclicFamily.Golay(true),
                new CyclicFamily.QuadraticResidue(31),
                new ReedMullerFamily.ReedMuller(1, 0),
                new ReedMullerFamily.ReedMuller(2, 0),
                new Concatenated(4, 16, 0, InnerCode.EXTENDED_HAMMING),
                new Convolutional(2, 5),
                new Convolutional(3, 7),
                new LinearFamily.RandomLinear(60, 5));
        int reached = 0;
        int compared = 0;
        for (LinearFamily family : families) {
            for (int size : new int[] {100, 1000, 4096}) {
                BitMatrix g = family.generator(size, 1, Progress.NONE);
                int[] bounds = best.get(g.columns() + "," + g.rows());
                if (bounds != null) {
                    int d = minimum(g);
                    String what = "[" + g.columns() + "," + g.rows() + "," + d + "] " + family.label() + ", best known "
                            + bounds[0];
                    assertThat(d).as(what).isLessThanOrEqualTo(bounds[1]);
                    assertThat(d)
                            .as(what)
                            .isGreaterThanOrEqualTo(
                                    Math.max(1, family.parameters(size).distance()));
                    reached += d >= bounds[0] ? 1 : 0;
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(20);
        assertThat(reached).isGreaterThan(8);
    }
}
