package hammingway.code.decode;

import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Codewords as a subset of a union of cosets of a linear code: word = representative + message x basis over GF(2). A linear code, shortened or punctured
 * too, is one coset; a Kerdock code some.
 *
 * @param basis           k rows
 * @param representatives one row per coset, zero at the basis' pivots
 * @param tokens          of message m and coset t at {@code m T + t}, bit i of m for row i of the basis; -1 where the word is no token's
 */
record Cosets(BitMatrix basis, BitMatrix representatives, int[] tokens) {
    /** Words that are no token's cost time and memory: at most this many words a token. */
    private static final int MAX_WORDS_PER_TOKEN = 4;

    /** Trials of whether x + C = C; among codewords drawn at random from a truncated union of cosets at least half pass. */
    private static final int TRIALS = 32;

    int dimension() {
        return basis.rows();
    }

    int count() {
        return representatives.rows();
    }

    /** Empty where no linear structure is found. Costs V eliminations, milliseconds for V = 50,000. */
    static Optional<Cosets> find(BitMatrix bits, CodewordIndex index) {
        Gf2.Basis span = new Gf2.Basis(bits.columns());
        long[] x = new long[bits.wordsPerRow()];
        int most = 33 - Integer.numberOfLeadingZeros(bits.rows() - 1); // 2^k at most 4 V
        for (int v = 1; v < bits.rows() && span.rank() <= most; v++) {
            sum(bits, v, 0, x);
            span.add(x);
        }
        if (span.rank() <= most) {
            return of(bits, span.echelon());
        }
        Gf2.Basis kernel = kernel(bits, index, most);
        return kernel.rank() == 0 ? Optional.empty() : of(bits, kernel.echelon());
    }

    /** Words that carry most codewords into codewords: K = {x : x + C = C} up to what a truncation has cut off. */
    private static Gf2.Basis kernel(BitMatrix bits, CodewordIndex index, int most) {
        Gf2.Basis kernel = new Gf2.Basis(bits.columns());
        long[] x = new long[bits.wordsPerRow()];
        long[] moved = new long[x.length];
        for (int v = 1; v < bits.rows() && kernel.rank() < most; v++) {
            sum(bits, v, 0, x);
            if (carries(bits, index, x, moved)) {
                kernel.add(x);
            }
        }
        return kernel;
    }

    private static boolean carries(BitMatrix bits, CodewordIndex index, long[] x, long[] moved) {
        int hits = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int token = (int) ((trial + 0.5) * bits.rows() / TRIALS);
            for (int w = 0; w < x.length; w++) {
                moved[w] = bits.word(token, w) ^ x[w];
            }
            hits += index.find(moved) >= 0 ? 1 : 0;
            if (hits == 0 && trial == 4) { // a kernel's element misses half of the trials at most: 5 misses are 1 in 32
                return false;
            }
        }
        return 2 * hits >= TRIALS;
    }

    private static void sum(BitMatrix bits, int a, int b, long[] out) {
        for (int w = 0; w < out.length; w++) {
            out[w] = bits.word(a, w) ^ bits.word(b, w);
        }
    }

    private static Optional<Cosets> of(BitMatrix bits, Gf2.Echelon echelon) {
        int k = echelon.rank();
        int perRow = bits.wordsPerRow();
        int[] messages = new int[bits.rows()];
        int[] coset = new int[bits.rows()];
        Map<List<Long>, Integer> seen = new HashMap<>();
        List<long[]> representatives = new ArrayList<>();
        int most = (int) ((MAX_WORDS_PER_TOKEN * (long) bits.rows()) >> k);
        for (int v = 0; v < bits.rows(); v++) {
            long[] word = new long[perRow];
            bits.copyRow(v, word, 0);
            for (int i = 0; i < k; i++) {
                int pivot = echelon.pivots().get(i);
                if ((word[pivot >>> 6] >>> pivot & 1) != 0) {
                    messages[v] |= 1 << i;
                    for (int w = 0; w < perRow; w++) {
                        word[w] ^= echelon.rows().word(i, w);
                    }
                }
            }
            List<Long> key = java.util.Arrays.stream(word).boxed().toList();
            coset[v] = seen.computeIfAbsent(key, w -> {
                representatives.add(word);
                return representatives.size() - 1;
            });
            if (representatives.size() > most) {
                return Optional.empty();
            }
        }
        int count = representatives.size();
        int[] tokens = new int[count << k];
        java.util.Arrays.fill(tokens, -1);
        for (int v = 0; v < bits.rows(); v++) {
            tokens[messages[v] * count + coset[v]] = v;
        }
        return Optional.of(new Cosets(echelon.rows(), matrix(representatives, bits.columns()), tokens));
    }

    private static BitMatrix matrix(List<long[]> rows, int columns) {
        int perRow = rows.getFirst().length;
        long[] words = new long[rows.size() * perRow];
        for (int r = 0; r < rows.size(); r++) {
            System.arraycopy(rows.get(r), 0, words, r * perRow, perRow);
        }
        return BitMatrix.ofWords(rows.size(), columns, words);
    }

    /** The same words with fewer dimensions and more cosets: the last basis rows become differences of representatives. */
    Cosets withDimension(int fewer) {
        int k = dimension();
        int t = count();
        int more = 1 << (k - fewer);
        BitMatrix words = BitMatrix.of(t * more, basis.columns(), (r, c) -> {
            boolean bit = representatives.get(r % t, c);
            for (int i = fewer; i < k; i++) {
                bit ^= (((r / t) >>> (i - fewer)) & 1) != 0 && basis.get(i, c);
            }
            return bit;
        });
        int[] moved = new int[tokens.length];
        for (int m = 0; m < 1 << k; m++) {
            int low = m & ((1 << fewer) - 1);
            int high = m >>> fewer;
            System.arraycopy(tokens, m * t, moved, (low * more + high) * t, t);
        }
        int[] kept = new int[fewer];
        java.util.Arrays.setAll(kept, i -> i);
        return new Cosets(basis.rowsInOrder(kept), words, moved);
    }

    /** The message of basis bits in a column: row g of the transform that the column's weight goes to. */
    int column(int c) {
        int g = 0;
        for (int i = 0; i < dimension(); i++) {
            g |= basis.get(i, c) ? 1 << i : 0;
        }
        return g;
    }
}
