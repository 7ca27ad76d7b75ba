package hammingway.code;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.code.construct.CyclicCodes;
import hammingway.code.construct.Polynomials;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cyclic codes, in systematic form: the first k bits of a word are its message. */
public sealed interface CyclicFamily extends LinearFamily {
    @Doc("Primitive narrow-sense BCH: a guaranteed distance at many rates, lengths 7 to 1023")
    record Bch(
            @Doc(
                    value = "Length n = 2^m - 1: 7, 15, 31, ..., 1023",
                    unit = "bits",
                    min = 7,
                    max = 1023,
                    byDefault = "63")
            int length,

            @Doc(
                    value = "Dimension k, of which each length has its own; 0: the least that has room for the tokens",
                    min = 0,
                    max = 1013,
                    byDefault = "0")
            int dimension)
            implements CyclicFamily, Checked {
        @Override
        public String label() {
            return dimension == 0 ? "BCH" : "BCH[" + length + "," + dimension + "]";
        }

        @Override
        public int bits(int size) {
            return length;
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            return CyclicCodes.generator(
                    length, CyclicCodes.bchPolynomial(length, code(size).distance()));
        }

        @Override
        public CodeParameters parameters(int size) {
            CyclicCodes.Bch code = code(size);
            return CodeParameters.linear(length, code.dimension(), code.distance(), code.dimension() == 1);
        }

        private CyclicCodes.Bch code(int size) {
            List<CyclicCodes.Bch> fit = CyclicCodes.bch(length).stream()
                    .filter(c -> dimension == 0 ? roomy(c, size) : c.dimension() == dimension)
                    .toList();
            return fit.getLast();
        }

        private static boolean roomy(CyclicCodes.Bch code, int size) {
            return code.dimension() >= CodeFamily.minimalBits(size);
        }

        @Override
        public List<Problem> problems() {
            if (Integer.bitCount(length + 1) != 1) {
                int below = Integer.highestOneBit(length) - 1;
                return List.of(new Problem(
                        "length",
                        "" + length,
                        "2^m - 1, such as " + Math.max(7, below) + " or " + Math.min(1023, 2 * below + 1),
                        "Primitive BCH codes have these lengths; puncture or shorten a longer one"));
            }
            List<Integer> known = dimensions();
            return dimension == 0 || known.contains(dimension)
                    ? List.of()
                    : List.of(new Problem(
                            "dimension",
                            "" + dimension,
                            "for n=" + length + " 0 or one of " + near(known, dimension),
                            "Other dimensions come by shortening"));
        }

        private List<Integer> dimensions() {
            return CyclicCodes.bch(length).stream()
                    .map(CyclicCodes.Bch::dimension)
                    .toList();
        }

        /** All of a short list, or the twelve nearest of a long one. */
        private static String near(List<Integer> values, int to) {
            int above = (int) values.stream().filter(v -> v > to).count();
            int from = values.size() <= 12 ? 0 : Math.clamp(above - 6, 0, values.size() - 12);
            List<Integer> shown = values.subList(from, Math.min(values.size(), from + 12));
            return (from > 0 ? "..., " : "")
                    + shown.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + (from + 12 < values.size() ? ", ..." : "");
        }

        @Override
        public List<Problem> problems(int size) {
            int k = CodeFamily.minimalBits(size);
            List<Integer> known = dimensions();
            if (dimension == 0 && known.getFirst() < k) {
                return List.of(new Problem(
                        "length",
                        "" + length,
                        Integer.highestOneBit(length + 1) * 2 - 1 + " or more",
                        "The largest dimension for n=" + length + " is " + known.getFirst() + "; " + size
                                + " tokens need " + k));
            }
            return dimension == 0
                    ? List.of()
                    : LinearFamily.room(
                            dimension,
                            size,
                            "dimension",
                            dimension,
                            "for n=" + length + " one of " + near(known, k) + "; for " + size + " tokens at least "
                                    + k);
        }
    }

    /** Golay, "Notes on digital coding", Proc. IRE 37, 1949. */
    @Doc("The perfect code [23,12,7], or with parity [24,12,8]: up to 4096 tokens")
    record Golay(
            @Doc(value = "With a parity bit: [24,12,8]; without: [23,12,7]", byDefault = "true")
            boolean extended) implements CyclicFamily {
        @Override
        public String label() {
            return extended ? "extended Golay" : "Golay";
        }

        @Override
        public int bits(int size) {
            return extended ? 24 : 23;
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            BitMatrix golay = CyclicCodes.golay();
            return extended ? Gf2.withParity(golay) : golay;
        }

        @Override
        public CodeParameters parameters(int size) {
            return extended ? CodeParameters.linear(24, 12, 8, true) : CodeParameters.linear(23, 12, 7, true);
        }

        @Override
        public List<Problem> problems(int size) {
            return CodeFamily.minimalBits(size) <= 12
                    ? List.of()
                    : List.of(new Problem(
                            "extended",
                            "" + extended,
                            "at most 4096 tokens",
                            "For " + size + " tokens use BCH of length 31 or 63, or a quadratic residue code"));
        }
    }

    @Doc("Quadratic residue codes: rate 1/2 and unusually large distances at prime lengths, such as [47,24,11]")
    record QuadraticResidue(
            @Doc(
                    value = "Length: a prime that is 1 or 7 modulo 8, such as 17, 23, 31, 41, 47",
                    unit = "bits",
                    min = 7,
                    max = 1023,
                    byDefault = "47")
            int length)
            implements CyclicFamily, Checked {
        /** Minimum distances that are known: MacWilliams and Sloane 1977, chapter 16, figure 16.2. */
        private static final int[][] KNOWN = {
            {7, 3}, {17, 5}, {23, 7}, {31, 7}, {41, 9}, {47, 11}, {71, 11}, {73, 13}, {79, 15}, {89, 17}, {97, 15},
            {103, 19}, {127, 19}
        };

        @Override
        public String label() {
            return "quadratic residue";
        }

        @Override
        public int bits(int size) {
            return length;
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            return CyclicCodes.generator(length, CyclicCodes.quadraticResiduePolynomial(length));
        }

        @Override
        public CodeParameters parameters(int size) {
            for (int[] known : KNOWN) {
                if (known[0] == length) {
                    return CodeParameters.linear(length, (length + 1) / 2, known[1], true);
                }
            }
            return CodeParameters.linear(length, (length + 1) / 2, CyclicCodes.quadraticResidueDistance(length), false);
        }

        @Override
        public List<Problem> problems() {
            return CyclicCodes.hasQuadraticResidueCode(length)
                    ? List.of()
                    : List.of(new Problem(
                            "length",
                            "" + length,
                            "a prime that is 1 or 7 modulo 8, nearby " + nearby(length),
                            "For the even length p + 1 take p and extend it by parity"));
        }

        @Override
        public List<Problem> problems(int size) {
            int k = CodeFamily.minimalBits(size);
            return LinearFamily.room((length + 1) / 2, size, "length", length, nearby(2 * k - 1) + " or more");
        }

        /** The next such prime below and above; a length that has the code stands for itself. */
        private static String nearby(int length) {
            Optional<Integer> below = IntStream.rangeClosed(7, length)
                    .boxed()
                    .filter(CyclicCodes::hasQuadraticResidueCode)
                    .max(Integer::compare);
            Optional<Integer> above = IntStream.rangeClosed(length, 1023)
                    .boxed()
                    .filter(CyclicCodes::hasQuadraticResidueCode)
                    .min(Integer::compare);
            return List.of(below, above).stream()
                    .flatMap(Optional::stream)
                    .distinct()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" and "));
        }
    }

    @Doc("The cyclic code of a generator polynomial of your own")
    record Cyclic(
            @Doc(value = "Length n", unit = "bits", min = 2, max = 1023, byDefault = "21")
            int length,

            @Doc(
                    value =
                            "Generator polynomial, a divisor of x^n + 1: x^3+x+1, or its coefficients 1011, highest power first",
                    byDefault = "\"x^9+x^8+x^5+x^4+x^2+x+1\"")
            String polynomial)
            implements CyclicFamily, Checked {
        @Override
        public String label() {
            return "cyclic " + (polynomial.length() <= 24 ? polynomial : polynomial.substring(0, 21) + "...");
        }

        @Override
        public int bits(int size) {
            return length;
        }

        @Override
        public BitMatrix generator(int size, long seed, Progress progress) {
            return CyclicCodes.generator(length, g());
        }

        /** @throws IllegalStateException where {@link #problems()} were not asked */
        private BigInteger g() {
            return Polynomials.parse(polynomial).orElseThrow(() -> new IllegalStateException(polynomial));
        }

        @Override
        public CodeParameters parameters(int size) {
            return CodeParameters.linear(length, length - Polynomials.degree(g()), 0, false);
        }

        @Override
        public List<Problem> problems() {
            String what = "";
            Optional<BigInteger> g = polynomial.length() > 8192 ? Optional.empty() : Polynomials.parse(polynomial);
            if (g.isEmpty()) {
                what = "terms such as x^3+x+1, or coefficients such as 1011";
            } else if (g.get().signum() == 0 || Polynomials.degree(g.get()) >= length) {
                what = "a degree of 0 to " + (length - 1);
            } else if (Polynomials.remainder(Polynomials.circle(length), g.get())
                            .signum()
                    != 0) {
                BigInteger divisor = Polynomials.gcd(Polynomials.circle(length), g.get());
                what = "a divisor of x^" + length + "+1; the largest that divides both is " + Polynomials.text(divisor)
                        + ", for dimension " + (length - Polynomials.degree(divisor));
            }
            return what.isEmpty()
                    ? List.of()
                    : List.of(new Problem("polynomial", shorten(polynomial), what, "Correct the polynomial"));
        }

        private static String shorten(String text) {
            return text.length() <= 60 ? text : text.substring(0, 57) + "...";
        }

        @Override
        public List<Problem> problems(int size) {
            int k = CodeFamily.minimalBits(size);
            return k <= length - Polynomials.degree(g())
                    ? List.of()
                    : List.of(new Problem(
                            "polynomial",
                            shorten(polynomial),
                            length > k ? "a degree of at most " + (length - k) : "a length of more than " + k,
                            size + " tokens need a dimension of " + k));
        }
    }
}
