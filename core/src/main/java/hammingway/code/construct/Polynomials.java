package hammingway.code.construct;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Polynomials over GF(2), as numbers whose bit i is the coefficient of x^i. */
public final class Polynomials {
    private static final Pattern BITS = Pattern.compile("[01]+");
    private static final Pattern TERMS = Pattern.compile("(x(\\^\\d{1,5})?|1|0)(\\+(x(\\^\\d{1,5})?|1|0))*");

    private Polynomials() {}

    /**
     * Reads {@code x^3+x+1}, or the coefficients {@code 1011}, highest power first.
     *
     * @return empty when it is neither
     */
    public static Optional<BigInteger> parse(String text) {
        String t = text.replaceAll("\\s", "");
        if (BITS.matcher(t).matches()) {
            return Optional.of(new BigInteger(t, 2));
        }
        if (!TERMS.matcher(t).matches()) {
            return Optional.empty();
        }
        BigInteger sum = BigInteger.ZERO;
        for (String term : t.split("\\+")) {
            int degree = term.startsWith("x^") ? Integer.parseInt(term.substring(2)) : term.equals("x") ? 1 : 0;
            sum = term.equals("0") ? sum : sum.flipBit(degree);
        }
        return Optional.of(sum);
    }

    /** Such as {@code x^3+x+1}. */
    public static String text(BigInteger polynomial) {
        StringBuilder text = new StringBuilder();
        for (int i = degree(polynomial); i >= 0; i--) {
            if (polynomial.testBit(i)) {
                text.append(text.isEmpty() ? "" : "+").append(i == 0 ? "1" : i == 1 ? "x" : "x^" + i);
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    /** -1 for the polynomial 0. */
    public static int degree(BigInteger polynomial) {
        return polynomial.bitLength() - 1;
    }

    /** {@code x^n + 1}. */
    public static BigInteger circle(int n) {
        return BigInteger.ONE.setBit(n);
    }

    /** @param by not zero */
    public static BigInteger remainder(BigInteger polynomial, BigInteger by) {
        BigInteger rest = polynomial;
        while (degree(rest) >= degree(by)) {
            rest = rest.xor(by.shiftLeft(degree(rest) - degree(by)));
        }
        return rest;
    }

    /** The greatest common divisor (Euclid). */
    public static BigInteger gcd(BigInteger a, BigInteger b) {
        BigInteger x = a;
        BigInteger y = b;
        while (y.signum() != 0) {
            BigInteger rest = remainder(x, y);
            x = y;
            y = rest;
        }
        return x;
    }

    static BigInteger multiply(BigInteger a, BigInteger b) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i <= degree(b); i++) {
            sum = b.testBit(i) ? sum.xor(a.shiftLeft(i)) : sum;
        }
        return sum;
    }
}
