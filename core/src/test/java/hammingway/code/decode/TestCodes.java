package hammingway.code.decode;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Small codebooks of every structure that a decoder may find, most of them truncated and in a random order of tokens. */
final class TestCodes {
    private TestCodes() {}

    enum Kind {
        NATURAL,
        GRAY,
        LINEAR,
        LONG_LINEAR,
        CONVOLUTIONAL,
        KERDOCK,
        RANDOM,
        ONE_HOT,
        SEMANTIC;

        /** Some of its codebooks must be decodable so, and all by the algorithms for any code. */
        List<Algorithm> allows() {
            List<Algorithm> all =
                    new ArrayList<>(List.of(Algorithm.SCAN, Algorithm.TABLES, Algorithm.TRIE, Algorithm.PRODUCT));
            all.addAll(
                    switch (this) {
                        case NATURAL -> List.of(Algorithm.FLIPS, Algorithm.TRANSFORM, Algorithm.TRELLIS);
                        case GRAY -> List.of(Algorithm.FLIPS, Algorithm.TRANSFORM);
                        case CONVOLUTIONAL -> List.of(Algorithm.TRANSFORM, Algorithm.TRELLIS);
                        case LINEAR, LONG_LINEAR, KERDOCK -> List.of(Algorithm.TRANSFORM);
                        case RANDOM, ONE_HOT, SEMANTIC -> List.of();
                    });
            return all;
        }
    }

    static Codebook draw(Kind kind, SplitRandom random) {
        return switch (kind) {
            case NATURAL -> binary(random, false);
            case GRAY -> binary(random, true);
            case LINEAR -> linear(random, 1 + random.nextInt(9), 1 + random.nextInt(70));
            case LONG_LINEAR -> linear(random, 2 + random.nextInt(8), 100 + random.nextInt(200));
            case CONVOLUTIONAL -> convolutional(random);
            case KERDOCK -> kerdock(random);
            case RANDOM -> {
                int n = 4 + random.nextInt(140);
                yield distinct(
                        random,
                        2 + random.nextInt(Math.min(700, 1 << Math.min(n, 16)) - 2),
                        n,
                        (r, c) -> random.nextBoolean());
            }
            case ONE_HOT -> {
                int v = 2 + random.nextInt(100);
                yield codebook(BitMatrix.of(v, v, (r, c) -> r == c));
            }
            case SEMANTIC -> semantic(random);
        };
    }

    /** Numbers 0 to V - 1 as {@code NaturalBinary} writes them, or their Gray code. */
    private static Codebook binary(SplitRandom random, boolean gray) {
        int v = 2 + random.nextInt(400);
        int n = Math.max(1, 32 - Integer.numberOfLeadingZeros(v - 1));
        return shuffled(random, BitMatrix.of(v, n, (r, c) -> ((gray ? r ^ (r >> 1) : r) >>> (n - 1 - c) & 1) != 0));
    }

    private static Codebook linear(SplitRandom random, int k, int more) {
        int n = k + more;
        long[] generator = new long[n];
        for (int c = 0; c < n; c++) {
            generator[c] = c < k ? 1L << c : random.nextInt(1 << k);
        }
        int[] places = random.permutation(n);
        boolean[] offset = new boolean[n];
        boolean coset = random.nextBoolean();
        for (int c = 0; c < n; c++) {
            offset[c] = coset && random.nextBoolean();
        }
        int v = truncated(random, 1 << k);
        return shuffled(
                random, BitMatrix.of(v, n, (r, c) -> offset[c] ^ ((Long.bitCount(r & generator[places[c]]) & 1) != 0)));
    }

    /** Rate 1/2, generators 5 and 7 octal, terminated: n = 2 (k + 2). */
    private static Codebook convolutional(SplitRandom random) {
        int k = 3 + random.nextInt(6);
        int v = truncated(random, 1 << k);
        return shuffled(random, BitMatrix.of(v, 2 * (k + 2), (r, c) -> {
            int register = ((r << 2) >>> (c >>> 1)) & 7;
            return (Integer.bitCount(register & ((c & 1) == 0 ? 5 : 7)) & 1) != 0;
        }));
    }

    /** The Nordstrom-Robinson code, Kerdock of length 16: 8 cosets of RM(1, 4) by bent functions, the sums of pairs of which are bent. */
    private static Codebook kerdock(SplitRandom random) {
        List<int[]> quadratic = kerdockSet();
        int v = truncated(random, 32 * quadratic.size());
        return shuffled(random, BitMatrix.of(v, 16, (r, x) -> {
            int linear = r & 31;
            boolean bit = ((linear & 16) != 0) ^ ((Integer.bitCount(linear & 15 & x) & 1) != 0);
            for (int e : quadratic.get(r >>> 5)) {
                bit ^= (x & e) == e;
            }
            return bit;
        }));
    }

    /** Sets of edges (quadratic forms of 4 variables), found greedily: all differences are of full rank 4. */
    private static List<int[]> kerdockSet() {
        int[] edges = {0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100};
        List<Integer> chosen = new ArrayList<>();
        for (int form = 0; form < 64; form++) {
            int own = form;
            if (chosen.stream().allMatch(o -> pfaffian(own ^ o))) {
                chosen.add(form);
            }
        }
        return chosen.stream()
                .map(f -> java.util.stream.IntStream.range(0, 6)
                        .filter(i -> (f >>> i & 1) != 0)
                        .map(i -> edges[i])
                        .toArray())
                .toList();
    }

    /** Alternating 4 x 4 forms have full rank where a12 a34 + a13 a24 + a14 a23 = 1; edges 01 02 03 12 13 23. */
    private static boolean pfaffian(int form) {
        return (((form & (form >>> 5)) ^ ((form >>> 1) & (form >>> 4)) ^ ((form >>> 2) & (form >>> 3))) & 1) != 0;
    }

    /** Codewords in clusters of near ones, as embeddings give. */
    private static Codebook semantic(SplitRandom random) {
        int n = 12 + random.nextInt(60);
        boolean[][] centres = new boolean[5][n];
        for (boolean[] centre : centres) {
            for (int c = 0; c < n; c++) {
                centre[c] = random.nextBoolean();
            }
        }
        return distinct(random, 2 + random.nextInt(300), n, (r, c) -> centres[r % 5][c] ^ (random.nextInt(6) == 0));
    }

    private static int truncated(SplitRandom random, int full) {
        return random.nextInt(3) == 0 ? full : Math.max(2, full - random.nextInt(1 + full / 2));
    }

    /** Draws rows until V different ones are there. */
    static Codebook distinct(SplitRandom random, int v, int n, BitMatrix.Bits bits) {
        Set<String> seen = new LinkedHashSet<>();
        for (int r = 0; seen.size() < v; r++) {
            StringBuilder row = new StringBuilder();
            for (int c = 0; c < n; c++) {
                row.append(bits.get(r, c) ? '1' : '0');
            }
            seen.add(row.toString());
        }
        List<String> rows = List.copyOf(seen);
        return codebook(BitMatrix.of(v, n, (r, c) -> rows.get(r).charAt(c) == '1'));
    }

    private static Codebook shuffled(SplitRandom random, BitMatrix bits) {
        return codebook(random.nextBoolean() ? bits : bits.rowsInOrder(random.permutation(bits.rows())));
    }

    private static Codebook codebook(BitMatrix bits) {
        return Codebook.of(bits, Optional.empty());
    }
}
