package hammingway.code;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.code.construct.ReedMullerCodes;
import hammingway.math.BitMatrix;
import java.util.List;

/** Codes whose columns are the points of GF(2)^m: decoded for all tokens by one fast Hadamard transform. */
public sealed interface ReedMullerFamily extends LinearFamily {
    @Doc("Every two codewords differ in half of the bits: all non-zero parities of the token's number")
    record Simplex() implements ReedMullerFamily {
        @Override
        public String label() {
            return "simplex";
        }

        @Override
        public int bits(int size) {
            return (int) ((1L << CodeFamily.minimalBits(size)) - 1);
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            return ReedMullerCodes.allColumns(CodeFamily.minimalBits(size), 1);
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.linear(
                    bits(size), CodeFamily.minimalBits(size), 1 << (CodeFamily.minimalBits(size) - 1), true);
        }
    }

    @Doc("The rows of Sylvester's Hadamard matrix: the simplex code with a constant bit before it")
    record Hadamard() implements ReedMullerFamily {
        @Override
        public String label() {
            return "Hadamard";
        }

        @Override
        public int bits(int size) {
            return (int) Math.min(Integer.MAX_VALUE, 1L << CodeFamily.minimalBits(size));
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            return ReedMullerCodes.allColumns(CodeFamily.minimalBits(size), 0);
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.linear(
                    bits(size), CodeFamily.minimalBits(size), 1 << (CodeFamily.minimalBits(size) - 1), true);
        }
    }

    /** First order: the biorthogonal code, decoded by one fast Hadamard transform of n log2 n additions. */
    @Doc("RM(r,m): polynomials of degree r at most on m bits; first order is the biorthogonal code")
    record ReedMuller(
            @Doc(value = "Degree r of the polynomials; 1: the biorthogonal code", min = 1, max = 16, byDefault = "1")
            int order,

            @Doc(
                    value = "Variables m, for codewords of 2^m bits; 0: the fewest that have room for the tokens",
                    min = 0,
                    max = 16,
                    byDefault = "0")
            int variables)
            implements ReedMullerFamily, Checked {
        private static final int MOST = 16;

        @Override
        public String label() {
            return "Reed-Muller " + (variables == 0 ? "order " + order : "RM(" + order + "," + variables + ")");
        }

        @Override
        public int bits(int size) {
            return 1 << m(size);
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            return ReedMullerCodes.generator(order, m(size));
        }

        @Override
        public CodeParameters parameters(int size) {
            int m = m(size);
            return CodeParameters.linear(1 << m, ReedMullerCodes.dimension(order, m), 1 << (m - order), true);
        }

        private int m(int size) {
            return variables == 0 ? fewest(CodeFamily.minimalBits(size)) : variables;
        }

        private int fewest(int k) {
            int m = order;
            while (m < MOST && ReedMullerCodes.dimension(order, m) < k) {
                m++;
            }
            return m;
        }

        @Override
        public List<Problem> problems() {
            return variables == 0 || order <= variables
                    ? List.of()
                    : List.of(new Problem(
                            "order",
                            "" + order,
                            "1 to " + variables,
                            "A product of different variables has at most as many as there are"));
        }

        @Override
        public List<Problem> problems(int size) {
            int m = m(size);
            int least = fewest(CodeFamily.minimalBits(size));
            return LinearFamily.room(
                    ReedMullerCodes.dimension(order, m),
                    size,
                    "variables",
                    m,
                    ReedMullerCodes.dimension(order, least) >= CodeFamily.minimalBits(size)
                            ? "0, or " + least + " to " + MOST + " for order " + order
                            : "a larger order: RM(" + order + "," + MOST + ") has too few words");
        }
    }
}
