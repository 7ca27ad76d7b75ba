package hammingway.code.construct;

import hammingway.base.Progress;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;

/** Kerdock codes (Kerdock 1972), the first of them Nordstrom and Robinson's (16, 256, 6). */
public final class KerdockCodes {
    private KerdockCodes() {}

    /**
     * The first words of the Kerdock code of length 2^m: (2^m, 2^(2m), 2^(m-1) - 2^((m-2)/2)), a union of 2^(m-1) cosets of RM(1,m).
     *
     * <p>Word i adds the quadratic form of the coset {@code i >> (m+1)} and the word of RM(1,m) whose message is the low m + 1 bits.
     * With a in GF(2^(m-1)), the coset's value at the point (half, x) is {@code Q(a x) + half tr(a x)} with
     * {@code Q(y) = sum over i < j of y^(2^i + 2^j)}: the Gray image of the Z4-linear words {@code T(a x)} of Hammons, Kumar, Calderbank,
     * Sloane and Sole, IEEE Trans. Inf. Theory 40 (1994), section IV, where T = tr + 2 Q.
     *
     * @param m     even, 4 to 10
     * @param count number of words, at most 2^(2m)
     */
    public static BitMatrix words(int m, int count, Progress progress) {
        int block = 2 << m;
        BitMatrix affine = Gf2.combinations(ReedMullerCodes.generator(1, m), Math.min(count, block), progress);
        BitMatrix.Builder words = new BitMatrix.Builder(count, 1 << m);
        for (int coset = 0; coset * block < count; coset++) {
            progress.check();
            BitMatrix form = form(m, coset);
            for (int i = 0; i < block && coset * block + i < count; i++) {
                for (int w = 0; w < words.wordsPerRow(); w++) {
                    words.word(coset * block + i, w, affine.word(i, w) ^ form.word(0, w));
                }
            }
        }
        return words.build();
    }

    private static BitMatrix form(int m, int a) {
        BinaryField field = new BinaryField(m - 1);
        int half = 1 << (m - 1);
        return BitMatrix.of(1, 1 << m, (row, point) -> {
            int y = field.multiply(a, point & (half - 1));
            int q = quadratic(field, y, m - 1);
            return (q ^ ((point & half) == 0 ? 0 : field.trace(y))) == 1;
        });
    }

    /** {@code sum over i < j of y^(2^i + 2^j)}, the second elementary symmetric function of the conjugates of y: 0 or 1. */
    private static int quadratic(BinaryField field, int y, int m) {
        int sum = 0;
        int before = 0;
        int conjugate = y;
        for (int j = 0; j < m; j++) {
            sum ^= field.multiply(before, conjugate);
            before ^= conjugate;
            conjugate = field.multiply(conjugate, conjugate);
        }
        return sum;
    }
}
