package hammingway.code.construct;

import hammingway.math.BitMatrix;
import java.util.ArrayList;
import java.util.List;

/** Codes of polynomials evaluated on GF(2)^m: Reed-Muller, simplex, Hadamard (Muller 1954, Reed 1954). */
public final class ReedMullerCodes {
    private ReedMullerCodes() {}

    /** {@code C(m,0) + ... + C(m,r)}, the dimension of RM(r,m); at most {@code Integer.MAX_VALUE}. */
    public static int dimension(int r, int m) {
        long sum = 0;
        long binomial = 1;
        for (int i = 0; i <= Math.min(r, m); i++) {
            sum += binomial;
            binomial = binomial * (m - i) / (i + 1);
        }
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    /**
     * Generator matrix of RM(r,m): rows are the products of at most r of the m coordinates, the constant first, then the coordinates,
     * then the products of two, ... Column c is the point whose coordinates are the bits of c, most significant first.
     */
    public static BitMatrix generator(int r, int m) {
        List<Integer> products = new ArrayList<>();
        for (int degree = 0; degree <= r; degree++) {
            products(m, degree, 0, 0, products);
        }
        return BitMatrix.of(products.size(), 1 << m, (row, point) -> (products.get(row) & ~point) == 0);
    }

    /** All choices of {@code left} coordinates from {@code from} on, as bits of a point, in lexicographic order. */
    private static void products(int m, int left, int from, int chosen, List<Integer> out) {
        if (left == 0) {
            out.add(chosen);
            return;
        }
        for (int i = from; i <= m - left; i++) {
            products(m, left - 1, i + 1, chosen | 1 << (m - 1 - i), out);
        }
    }

    /** Generator matrix whose columns are all k-bit numbers from {@code first} on: 0 for Hadamard's code, 1 for the simplex code. */
    public static BitMatrix allColumns(int k, int first) {
        return BitMatrix.of(k, (1 << k) - first, (row, c) -> ((c + first) >>> (k - 1 - row) & 1) != 0);
    }
}
