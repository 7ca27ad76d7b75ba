package hammingway.code.analysis;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import java.util.List;

/**
 * The algebra of a codebook over GF(2).
 *
 * @param tokens          V
 * @param length          n, in bits
 * @param rank            dimension of the smallest linear code that holds all codewords
 * @param dimension       dimension of the smallest coset (affine space) that holds them; rank or rank - 1
 * @param linear          the codewords are a linear code: V = 2^rank
 * @param affine          they are a linear code or a coset of one: V = 2^dimension
 * @param informationSet  columns, ascending, on which codewords of the linear code differ pairwise; as many as the rank
 * @param directions      a basis of the differences of codewords, {@code dimension} rows
 */
public record Structure(
        int tokens,
        int length,
        int rank,
        int dimension,
        boolean linear,
        boolean affine,
        List<Integer> informationSet,
        BitMatrix directions) {
    /** Two eliminations: V x rank x ceil(n / 64) words each, less once the rank is full. */
    public static Structure of(Codebook codebook) {
        BitMatrix bits = codebook.bits();
        int v = bits.rows();
        Gf2.Echelon all = Gf2.reduce(bits);
        Gf2.Basis differences = new Gf2.Basis(bits.columns());
        long[] row = new long[bits.wordsPerRow()];
        for (int r = 1; r < v && differences.rank() < all.rank(); r++) {
            for (int w = 0; w < row.length; w++) {
                row[w] = bits.word(r, w) ^ bits.word(0, w);
            }
            differences.add(row);
        }
        Gf2.Echelon directions = differences.echelon();
        return new Structure(
                v,
                bits.columns(),
                all.rank(),
                directions.rank(),
                fills(v, all.rank()),
                fills(v, directions.rank()),
                all.pivots(),
                directions.rows());
    }

    /** Codewords are distinct, so 2^k of them in a space of dimension k are all of it. */
    private static boolean fills(int tokens, int dimension) {
        return dimension < 31 && tokens == 1 << dimension;
    }

    /** log2 V / n, in bits of token per bit of codeword. */
    public double rate() {
        return Math.log(tokens) / Math.log(2) / length;
    }
}
