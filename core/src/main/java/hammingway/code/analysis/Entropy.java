package hammingway.code.analysis;

/** Shannon entropies, in bits. */
final class Entropy {
    private Entropy() {}

    /** -p log2 p, 0 at 0. */
    static double term(double p) {
        return p <= 0 ? 0 : -p * Math.log(p) / Math.log(2);
    }

    static double ofBit(double p) {
        return term(p) + term(1 - p);
    }
}
