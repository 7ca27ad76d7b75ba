package hammingway.code.construct;

import hammingway.math.BitMatrix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Cyclic codes. A word {@code c_0 c_1 ... c_(n-1)} is the polynomial with c_0 before the highest power: the order in which it is
 * sent, message first.
 */
public final class CyclicCodes {
    /** {@code 1+x^2+x^4+x^5+x^6+x^10+x^11} (Golay 1949; MacWilliams and Sloane 1977, chapter 16). */
    private static final BigInteger GOLAY = new BigInteger("110001110101", 2);

    private CyclicCodes() {}

    /**
     * The systematic generator matrix, k = n - deg g rows: row i is x^(n-1-i) plus its remainder after g, so that the first k bits
     * of a word are its message.
     *
     * @param g a divisor of x^n + 1
     */
    public static BitMatrix generator(int n, BigInteger g) {
        int k = n - Polynomials.degree(g);
        List<BigInteger> rows = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            BigInteger power = BigInteger.ONE.shiftLeft(n - 1 - i);
            rows.add(power.xor(Polynomials.remainder(power, g)));
        }
        return BitMatrix.of(k, n, (r, c) -> rows.get(r).testBit(n - 1 - c));
    }

    /** The Golay code [23,12,7]. */
    public static BitMatrix golay() {
        return generator(23, GOLAY);
    }

    /**
     * One primitive narrow-sense BCH code.
     *
     * @param dimension k
     * @param distance  the Bose distance: the largest designed distance that gives this code. Its minimum distance is no smaller
     */
    public record Bch(int dimension, int distance) {}

    /**
     * All primitive narrow-sense BCH codes of a length, largest dimension first (Bose and Ray-Chaudhuri 1960, Hocquenghem 1959):
     * the zeros of designed distance D are alpha^1 ... alpha^(D-1) with their conjugates, alpha^(i 2^j).
     *
     * @param n 2^m - 1
     */
    public static List<Bch> bch(int n) {
        List<Bch> codes = new ArrayList<>();
        BitSet zeros = new BitSet(n);
        for (int next = 1; next < n; ) {
            addConjugates(zeros, next, n);
            next = zeros.nextClearBit(1);
            codes.add(new Bch(n - zeros.cardinality(), Math.min(next, n)));
        }
        return List.copyOf(codes);
    }

    private static void addConjugates(BitSet zeros, int exponent, int n) {
        for (int e = exponent; !zeros.get(e); e = 2 * e % n) {
            zeros.set(e);
        }
    }

    /** The generator polynomial of the BCH code of a designed distance. */
    public static BigInteger bchPolynomial(int n, int distance) {
        BinaryField field = new BinaryField(Integer.bitCount(n));
        BitSet zeros = new BitSet(n);
        BigInteger product = BigInteger.ONE;
        for (int e = 1; e < distance; e++) {
            if (!zeros.get(e)) {
                addConjugates(zeros, e, n);
                product = Polynomials.multiply(product, minimalPolynomial(field, e, n));
            }
        }
        return product;
    }

    /** The product of (x - alpha^(e 2^j)) over all conjugates: its coefficients are 0 and 1. */
    private static BigInteger minimalPolynomial(BinaryField field, int exponent, int n) {
        BitSet conjugates = new BitSet(n);
        addConjugates(conjugates, exponent, n);
        int[] product = new int[conjugates.cardinality() + 1];
        product[0] = 1;
        int degree = 0;
        for (int e = conjugates.nextSetBit(0); e >= 0; e = conjugates.nextSetBit(e + 1)) {
            degree++;
            for (int i = degree; i >= 0; i--) {
                product[i] = (i == 0 ? 0 : product[i - 1]) ^ field.multiply(product[i], field.alpha(e));
            }
        }
        BigInteger polynomial = BigInteger.ZERO;
        for (int i = 0; i <= degree; i++) {
            polynomial = product[i] == 1 ? polynomial.setBit(i) : polynomial;
        }
        return polynomial;
    }

    /** Whether there is a binary quadratic residue code of this length: primes that are 1 or 7 modulo 8, for which 2 is a square. */
    public static boolean hasQuadraticResidueCode(int p) {
        return (p % 8 == 1 || p % 8 == 7)
                && p > 1
                && BigInteger.valueOf(p).isProbablePrime(30); // exact for numbers of this size
    }

    /**
     * The generator polynomial of the quadratic residue code [p, (p+1)/2]. An idempotent of the four residue codes is the sum of x^r
     * over the residues, or over the others, with or without 1 (MacWilliams and Sloane 1977, chapter 16, theorem 3); the one whose
     * common divisor with x^p + 1 has degree (p-1)/2 generates the augmented code.
     */
    public static BigInteger quadraticResiduePolynomial(int p) {
        BigInteger residues = BigInteger.ZERO;
        for (int i = 1; i <= p / 2; i++) {
            residues = residues.setBit((int) ((long) i * i % p));
        }
        BigInteger g = Polynomials.gcd(Polynomials.circle(p), residues);
        return Polynomials.degree(g) == (p - 1) / 2 ? g : Polynomials.gcd(Polynomials.circle(p), residues.flipBit(0));
    }

    /**
     * What theory guarantees for the quadratic residue code: d is odd and d^2 >= p; where p = 7 modulo 8, d is 3 modulo 4 and
     * d^2 - d + 1 >= p (MacWilliams and Sloane 1977, chapter 16, theorems 1 and 8).
     */
    public static int quadraticResidueDistance(int p) {
        int d = 3;
        while (p % 8 == 7 ? d % 4 != 3 || d * d - d + 1 < p : d * d < p) {
            d += p % 8 == 7 ? 1 : 2;
        }
        return d;
    }
}
