package hammingway.code.construct;

/**
 * The field GF(2^m), 1 to 16 for m. Elements are the numbers 0 to 2^m - 1 in the polynomial basis, bit i being the coefficient of
 * x^i; addition is {@code ^}. Products by tables of logarithms. Immutable.
 */
final class BinaryField {
    /** A primitive polynomial for each m, bit i for x^i: W. W. Peterson's table as printed in Lin and Costello, "Error Control Coding", 2004, table 2.7. */
    private static final int[] PRIMITIVE = {
        0, 0x3, 0x7, 0xB, 0x13, 0x25, 0x43, 0x89, 0x11D, 0x211, 0x409, 0x805, 0x1053, 0x201B, 0x4443, 0x8003, 0x1100B
    };

    private final int m;
    private final int[] power;
    private final int[] logarithm;

    BinaryField(int m) {
        this.m = m;
        int order = (1 << m) - 1;
        this.power = new int[2 * order]; // twice around, so that a sum of two logarithms needs no remainder
        this.logarithm = new int[order + 1];
        int element = 1;
        for (int i = 0; i < order; i++) {
            power[i] = element;
            power[i + order] = element;
            logarithm[element] = i;
            element <<= 1;
            if (element > order) {
                element ^= PRIMITIVE[m];
            }
        }
    }

    /** Number of elements that are not zero, 2^m - 1. */
    int order() {
        return logarithm.length - 1;
    }

    int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : power[logarithm[a] + logarithm[b]];
    }

    /** @param b not zero */
    int divide(int a, int b) {
        return a == 0 ? 0 : power[logarithm[a] + order() - logarithm[b]];
    }

    /** The power {@code alpha^i} of the primitive element x. */
    int alpha(int i) {
        return power[i % order()];
    }

    /** The absolute trace, {@code a + a^2 + a^4 + ...}: 0 or 1. */
    int trace(int a) {
        int sum = 0;
        int conjugate = a;
        for (int i = 0; i < m; i++) {
            sum ^= conjugate;
            conjugate = multiply(conjugate, conjugate);
        }
        return sum;
    }
}
