package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Operators on columns that are named one by one. */
public sealed interface ColumnOperator extends Operator {
    @Doc("Removes bits: shorter codewords, a distance that falls by as many at most")
    record Puncture(
            @Doc("Columns to remove, the first being 0") List<Integer> columns) implements ColumnOperator {
        public Puncture {
            columns = List.copyOf(columns);
        }

        @Override
        public String label() {
            return "punctured by " + columns.size();
        }

        @Override
        public int bits(int before, int size) {
            return Math.max(0, before - columns.size());
        }

        @Override
        public CodeParameters parameters(CodeParameters before, int size) {
            return before.with(
                    Operator.longer(before, -columns.size()), before.distance() - columns.size(), columns.isEmpty());
        }

        @Override
        public List<Problem> problems(int before, int size) {
            return before > 0 && columns.size() >= before
                    ? List.of(new Problem(
                            "columns", columns.size() + " columns", "at most " + (before - 1), "Leave a bit"))
                    : different(columns, before);
        }

        @Override
        public BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress) {
            requireColumns(columns, words);
            Set<Integer> removed = new HashSet<>(columns);
            return words.columnsInOrder(IntStream.range(0, words.columns())
                    .filter(c -> !removed.contains(c))
                    .toArray());
        }
    }

    @Doc("Inverts bits: distances stay, the balance of ones and zeros turns round")
    record ComplementColumns(
            @Doc(value = "Columns to invert, the first being 0; none named: all", byDefault = "[]")
            List<Integer> columns)
            implements ColumnOperator {
        public ComplementColumns {
            columns = List.copyOf(columns);
        }

        @Override
        public String label() {
            return columns.isEmpty() ? "complemented" : columns.size() + " columns complemented";
        }

        @Override
        public int bits(int before, int size) {
            return before;
        }

        @Override
        public CodeParameters parameters(CodeParameters before, int size) {
            return before.isLinear() ? CodeParameters.words(before.length(), size, before.distance(), false) : before;
        }

        @Override
        public List<Problem> problems(int before, int size) {
            return different(columns, before);
        }

        @Override
        public BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress) {
            requireColumns(columns, words);
            Set<Integer> inverted = new HashSet<>(columns);
            BitMatrix mask = BitMatrix.of(1, words.columns(), (r, c) -> columns.isEmpty() || inverted.contains(c));
            BitMatrix.Builder out = new BitMatrix.Builder(words.rows(), words.columns());
            for (int r = 0; r < words.rows(); r++) {
                for (int w = 0; w < words.wordsPerRow(); w++) {
                    out.word(r, w, words.word(r, w) ^ mask.word(0, w));
                }
            }
            return out.build();
        }
    }

    @Doc("Puts the bits into another order: distances stay")
    record PermuteColumns(
            @Doc(
                    value =
                            "The column that comes to each place, the first being 0; none named: a random order by the recipe's seed",
                    byDefault = "[]")
            List<Integer> order)
            implements ColumnOperator {
        public PermuteColumns {
            order = List.copyOf(order);
        }

        @Override
        public String label() {
            return order.isEmpty() ? "columns in random order" : "columns permuted";
        }

        @Override
        public int bits(int before, int size) {
            return before;
        }

        @Override
        public CodeParameters parameters(CodeParameters before, int size) {
            return before;
        }

        @Override
        public List<Problem> problems(int before, int size) {
            return before > 0 && !order.isEmpty() && order.size() != before
                    ? List.of(new Problem(
                            "order", order.size() + " columns", before + " columns", "Name every column once, or none"))
                    : renamed(different(order, before));
        }

        private static List<Problem> renamed(List<Problem> problems) {
            return problems.stream()
                    .map(p -> new Problem(
                            "order" + p.path().substring("columns".length()), p.value(), p.allowed(), p.fix()))
                    .toList();
        }

        @Override
        public BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress) {
            requireColumns(order, words);
            return words.columnsInOrder(
                    order.isEmpty()
                            ? SplitRandom.of(seed, "columns", 0).permutation(words.columns())
                            : order.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    @Doc("Keeps the named bits, in the order named")
    record SelectColumns(
            @Doc("Columns to keep, the first being 0; one may come again")
            List<Integer> columns) implements ColumnOperator {
        public SelectColumns {
            columns = List.copyOf(columns);
        }

        @Override
        public String label() {
            return columns.size() + " columns selected";
        }

        @Override
        public int bits(int before, int size) {
            return columns.size();
        }

        @Override
        public CodeParameters parameters(CodeParameters before, int size) {
            int lost = before.length() - (int) columns.stream().distinct().count();
            return before.with(columns.size(), before.length() == 0 ? 0 : before.distance() - lost, false);
        }

        @Override
        public List<Problem> problems(int before, int size) {
            return columns.isEmpty()
                    ? List.of(new Problem("columns", "none", "one or more", "Name the columns to keep"))
                    : outside(columns, before);
        }

        @Override
        public BitMatrix apply(BitMatrix words, CodeContext context, long seed, Progress progress) {
            requireColumns(columns, words);
            return words.columnsInOrder(
                    columns.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** Columns named twice or not there. */
    private static List<Problem> different(List<Integer> columns, int n) {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!seen.add(columns.get(i))) {
                return List.of(new Problem(
                        "columns[" + i + "]",
                        "" + columns.get(i),
                        "each column once",
                        "It was named before; remove it"));
            }
        }
        return outside(columns, n);
    }

    private static List<Problem> outside(List<Integer> columns, int n) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) < 0 || (n > 0 && columns.get(i) >= n)) {
                return List.of(new Problem(
                        "columns[" + i + "]",
                        "" + columns.get(i),
                        n > 0 ? "0 to " + (n - 1) : "0 or more",
                        "Codewords have no such column here"));
            }
        }
        return List.of();
    }

    /** Where only a file told the length, columns are checked when it is known. */
    private static void requireColumns(List<Integer> columns, BitMatrix words) {
        int highest = columns.stream().mapToInt(Integer::intValue).max().orElse(-1);
        if (highest >= words.columns()) {
            throw new WorkbenchException("Column " + highest + " was named; the codewords have columns 0 to "
                    + (words.columns() - 1) + ". Correct the operator's columns.");
        }
    }
}
