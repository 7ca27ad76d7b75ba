package hammingway.code.decode;

import hammingway.math.BitMatrix;
import java.util.Arrays;
import java.util.Optional;

/**
 * A set of codewords as a disjoint union of subcubes of {0, 1}^n: some bits fixed, the others free. The numbers 0 to V - 1 in natural binary are
 * at most n of them (one for each one of V's binary form), in Gray code as well; whichever token has which word.
 *
 * @param fixed  of each cube, the bits that are fixed, bit c for column c
 * @param values of each cube, the fixed bits' values
 * @param tokens the token of each of the 2^n words, or -1
 */
record Subcubes(int n, int[] fixed, int[] values, int[] tokens) {
    /** 2^20 words: 4 MB of tokens. */
    private static final int MAX_BITS = 20;

    private static final int MAX_CUBES_PER_BIT = 4;

    /** Empty where the codewords are too long or too scattered. O(2^n). */
    static Optional<Subcubes> find(BitMatrix bits) {
        int n = bits.columns();
        if (n > MAX_BITS) {
            return Optional.empty();
        }
        int[] tokens = new int[1 << n];
        Arrays.fill(tokens, -1);
        for (int v = 0; v < bits.rows(); v++) {
            tokens[(int) bits.word(v, 0)] = v;
        }
        for (boolean lowFirst : new boolean[] {true, false}) {
            Split split = new Split(n, tokens, lowFirst);
            if (split.cut(0, 0)) {
                return Optional.of(new Subcubes(
                        n, Arrays.copyOf(split.fixed, split.count), Arrays.copyOf(split.values, split.count), tokens));
            }
        }
        return Optional.empty();
    }

    /** Halves the cube along one column after the other until each part is full or empty. */
    private static final class Split {
        private final int n;
        private final boolean lowFirst;
        private final int[] sizes;
        private final int[] fixed;
        private final int[] values;
        private int count;

        Split(int n, int[] tokens, boolean lowFirst) {
            this.n = n;
            this.lowFirst = lowFirst;
            this.fixed = new int[MAX_CUBES_PER_BIT * n];
            this.values = new int[MAX_CUBES_PER_BIT * n];
            // sizes of the parts, as a heap: part p's halves are 2 p + 1 and 2 p + 2
            this.sizes = new int[(2 << n) - 1];
            for (int word = 0; word < tokens.length; word++) {
                if (tokens[word] >= 0) {
                    int part = 0;
                    sizes[0]++;
                    for (int depth = 0; depth < n; depth++) {
                        part = 2 * part + 1 + (word >>> column(depth) & 1);
                        sizes[part]++;
                    }
                }
            }
        }

        private int column(int depth) {
            return lowFirst ? depth : n - 1 - depth;
        }

        /** Whether the cubes of a part fit. */
        boolean cut(int part, int depth) {
            int[] value = {0, 0};
            int at = part;
            for (int d = depth - 1; d >= 0; d--) {
                value[0] |= 1 << column(d);
                value[1] |= (at - 1 & 1) << column(d);
                at = (at - 1) >> 1;
            }
            if (sizes[part] == 0) {
                return true;
            }
            if (sizes[part] == 1 << (n - depth)) {
                if (count == fixed.length) {
                    return false;
                }
                fixed[count] = value[0];
                values[count++] = value[1];
                return true;
            }
            return cut(2 * part + 1, depth + 1) && cut(2 * part + 2, depth + 1);
        }
    }
}
