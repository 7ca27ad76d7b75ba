package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import java.util.List;
import java.util.stream.IntStream;

/** Makes other codewords out of a family's, before they are assigned to tokens: MacWilliams and Sloane 1977, chapter 1, section 9. */
public sealed interface Operator
        permits Operator.ExtendByParity, ColumnOperator, Operator.Shorten, Operator.Repeat, Operator.Juxtapose {
    /** For people, after the family's label: {@code extended by parity}. */
    String label();

    /** Bits of a codeword, from the bits before; both positive. */
    int bits(int before, int size);

    /** Number of words that it needs to make {@code size}. */
    default int sizeBefore(int size) {
        return size;
    }

    /** What is known of the code, from what was known before. */
    CodeParameters parameters(CodeParameters before, int size);

    /**
     * Why it cannot be applied, with paths within this record.
     *
     * @param before bits of a codeword, 0 when only a file tells
     */
    default List<Problem> problems(int before, int size) {
        return List.of();
    }

    /** @param words {@code sizeBefore(context.size())} rows; the result has {@code context.size()} */
    BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress);

    @Doc("Adds the parity of all bits: an odd minimum distance grows by one")
    record ExtendByParity() implements Operator {
        @Override
        public String label() {
            return "extended by parity";
        }

        @Override
        public int bits(int before, int size) {
            return before + 1;
        }

        @Override
        public CodeParameters parameters(CodeParameters before, int size) {
            int d = before.distance();
            return before.with(longer(before, 1), d + d % 2, before.exact());
        }

        @Override
        public BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress) {
            return Gf2.withParity(words);
        }
    }

    /**
     * For V tokens the family is asked for {@code 2^columns V} codewords; of those that begin with zeros the first V are kept, without
     * the zeros. A linear [n,k,d] becomes [n-s,k-s,d] or better; families that choose their dimension by the number of tokens then take
     * a larger one. In systematic codes the kept words are those of messages that begin with zeros.
     */
    @Doc("Keeps the codewords that begin with zeros and removes those bits: [n,k,d] becomes [n-s,k-s,d]")
    record Shorten(
            @Doc(value = "Bits s at the beginning that must be zero", unit = "bits", min = 1, max = 16)
            int columns) implements Operator {
        @Override
        public String label() {
            return "shortened by " + columns;
        }

        @Override
        public int bits(int before, int size) {
            return Math.max(0, before - columns);
        }

        @Override
        public int sizeBefore(int size) {
            return (int) Math.min(Integer.MAX_VALUE, (long) size << columns);
        }

        @Override
        public CodeParameters parameters(CodeParameters before, int size) {
            CodeParameters shorter = before.with(longer(before, -columns), before.distance(), false);
            return before.isLinear()
                    ? CodeParameters.linear(shorter.length(), before.dimension() - columns, shorter.distance(), false)
                    : CodeParameters.words(shorter.length(), size, shorter.distance(), false);
        }

        @Override
        public List<Problem> problems(int before, int size) {
            if (before > 0 && columns >= before) {
                return List.of(new Problem("columns", "" + columns, "1 to " + (before - 1), "Leave a bit"));
            }
            return sizeBefore(size) == Integer.MAX_VALUE
                    ? List.of(new Problem(
                            "columns",
                            "" + columns,
                            "fewer",
                            size + " x 2^" + columns + " words are too many to choose from"))
                    : List.of();
        }

        @Override
        public BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress) {
            if (words.columns() <= columns) {
                throw new WorkbenchException("Codewords of " + words.columns() + " bits cannot be shortened by "
                        + columns + ". Shorten by fewer bits.");
            }
            long head = (1L << columns) - 1;
            int[] kept = IntStream.range(0, words.rows())
                    .filter(r -> (words.word(r, 0) & head) == 0)
                    .limit(context.size())
                    .toArray();
            if (kept.length < context.size()) {
                throw new WorkbenchException("Only " + kept.length + " of " + words.rows() + " codewords begin with "
                        + columns + " zeros; " + context.size()
                        + " tokens need as many. Shorten by fewer bits, or shorten a linear code.");
            }
            return words.rowsInOrder(kept)
                    .columnsInOrder(IntStream.range(columns, words.columns()).toArray());
        }
    }

    @Doc("Repeats each codeword: distance and length grow alike")
    record Repeat(
            @Doc(value = "How often each codeword stands in the new one", min = 2, max = 64, byDefault = "2")
            int times) implements Operator {
        @Override
        public String label() {
            return "repeated " + times + " times";
        }

        @Override
        public int bits(int before, int size) {
            return (int) Math.min(Integer.MAX_VALUE, (long) before * times);
        }

        @Override
        public CodeParameters parameters(CodeParameters before, int size) {
            return before.with(bits(before.length(), size), before.distance() * times, before.exact());
        }

        @Override
        public BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress) {
            int n = words.columns();
            return words.columnsInOrder(IntStream.range(0, Math.multiplyExact(n, times))
                    .map(c -> c % n)
                    .toArray());
        }
    }

    @Doc("Puts the codewords of a second family beside those of the first: lengths and distances add")
    record Juxtapose(
            @Doc("The second family") CodeFamily family,

            @Doc(value = "Seed of the second family's random bits", min = 0, max = 4294967295.0, byDefault = "43")
            long familySeed)
            implements Operator {
        @Override
        public String label() {
            return "beside " + family.label();
        }

        @Override
        public int bits(int before, int size) {
            int right = family.bits(size);
            return right == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (long) before + right);
        }

        @Override
        public CodeParameters parameters(CodeParameters before, int size) {
            CodeParameters right = family.parameters(size);
            int n = bits(before.length(), size);
            int d = before.distance() + right.distance();
            // the words of one message stand side by side: the sum is linear where both are
            return before.isLinear() && right.isLinear()
                    ? CodeParameters.linear(n, Math.min(before.dimension(), right.dimension()), d, false)
                    : CodeParameters.words(n, size, d, false);
        }

        @Override
        public List<Problem> problems(int before, int size) {
            return family.problems(size).stream()
                    .map(p -> new Problem("family." + p.path(), p.value(), p.allowed(), p.fix()))
                    .toList();
        }

        @Override
        public BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress) {
            return words.beside(family.codewords(context, familySeed, progress));
        }
    }

    /** A length that grows or shrinks; one that only a file tells stays untold. */
    static int longer(CodeParameters before, int by) {
        return before.length() == 0 ? 0 : before.length() + by;
    }
}
