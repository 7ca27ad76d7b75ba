package hammingway.code.format;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.math.Gf2;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * {@code .alist}, MacKay's sparse form of a parity-check matrix H of M rows and N columns: {@code N M}; the greatest weights of
 * columns and rows; the weight of each column; of each row; for each column the rows of its ones, counted from 1, filled up with zeros;
 * for each row its columns. A codeword c has H c = 0.
 */
public final class ParityCheckFile {
    /** Elimination takes n^3 / 64 steps: seconds at this length. */
    private static final int MAX_LENGTH = FileContent.MAX_LENGTH;

    /** A quarter of a million words: more tokens than any vocabulary of today has. */
    private static final int MAX_DIMENSION = 18;

    private ParityCheckFile() {}

    /**
     * The first codewords of the code in the order of messages: word i is the sum of generator rows at the ones of i, the last row being
     * worth 1. The generator is that of the null space of H, systematic on the columns without a pivot.
     *
     * @param tokens V, at most 2^k; without it all 2^k
     */
    public static BitMatrix read(Path file, OptionalInt tokens) {
        BitMatrix generator = generator(file);
        int k = generator.rows();
        if (tokens.isEmpty() && k > MAX_DIMENSION) {
            throw new WorkbenchException(
                    file + ": the code has 2^" + k + " codewords. Say how many of them are wanted: --size.");
        }
        int size = tokens.isPresent() ? tokens.getAsInt() : 1 << k;
        if (size < 1 || (k < 31 && size > 1L << k)) {
            throw new WorkbenchException(file + ": the code has 2^" + k + " codewords, asked for are " + size
                    + ". Use fewer tokens, or a code of higher dimension.");
        }
        FileContent.requireSize(file, "line 1", size, generator.columns());
        return Gf2.combinations(generator, size, Progress.NONE);
    }

    private static BitMatrix generator(Path file) {
        Gf2.Echelon echelon = Gf2.reduce(matrix(file));
        int n = echelon.rows().columns();
        int[] pivotRow = new int[n];
        Arrays.fill(pivotRow, -1);
        for (int r = 0; r < echelon.rank(); r++) {
            pivotRow[echelon.pivots().get(r)] = r;
        }
        int[] free = java.util.stream.IntStream.range(0, n)
                .filter(c -> pivotRow[c] < 0)
                .toArray();
        if (free.length == 0) {
            throw new FileFormatException(
                    file, "", "a matrix of full rank: zero is its only codeword", "Use fewer parity checks.");
        }
        return BitMatrix.of(
                free.length,
                n,
                (r, c) -> pivotRow[c] < 0 ? c == free[r] : echelon.rows().get(pivotRow[c], free[r]));
    }

    private static BitMatrix matrix(Path file) {
        Numbers numbers = new Numbers(file, FileContent.text(file));
        int n = numbers.next("N", 1, MAX_LENGTH);
        int m = numbers.next("M", 1, MAX_LENGTH);
        int greatestColumn = numbers.next("the greatest column weight", 0, m);
        int greatestRow = numbers.next("the greatest row weight", 0, n);
        int[] columnWeights = numbers.list(n, "a column weight", greatestColumn);
        int[] rowWeights = numbers.list(m, "a row weight", greatestRow);
        boolean[][] ones = new boolean[m][n];
        for (int c = 0; c < n; c++) {
            for (int row : numbers.places(columnWeights[c], greatestColumn, m, "the rows of column " + (c + 1))) {
                if (ones[row - 1][c]) {
                    throw numbers.refused("row " + row + " twice in column " + (c + 1), "Each one is told once.");
                }
                ones[row - 1][c] = true;
            }
        }
        for (int r = 0; r < m; r++) {
            int[] places = numbers.places(rowWeights[r], greatestRow, n, "the columns of row " + (r + 1));
            long agreeing = Arrays.stream(places).distinct().filter(c -> c > 0).count();
            for (int c : places) {
                agreeing -= ones[r][c - 1] ? 0 : 1;
            }
            int weight = 0;
            for (boolean one : ones[r]) {
                weight += one ? 1 : 0;
            }
            if (agreeing != weight || weight != places.length) {
                throw numbers.refused(
                        "the columns of row " + (r + 1) + " differ from what the columns' lists say",
                        "Both halves must tell the same matrix: write the file again.");
            }
        }
        numbers.requireEnd();
        return BitMatrix.of(m, n, (r, c) -> ones[r][c]);
    }

    /**
     * Writes a parity-check matrix of the linear code whose words the rows are.
     *
     * @param bits V codewords of a linear code of dimension ceil(log2 V)
     * @throws WorkbenchException for other codebooks, which no parity checks describe
     */
    public static void write(Path file, BitMatrix bits) {
        int least = 32 - Integer.numberOfLeadingZeros(bits.rows() - 1);
        Gf2.Echelon code = Gf2.reduce(bits);
        if (code.rank() > least) {
            throw new WorkbenchException(
                    "This codebook is not linear: its " + bits.rows() + " codewords span 2^" + code.rank()
                            + " words, a linear code of them would span 2^" + least
                            + ". An .alist holds parity checks of linear codes only: write .npz, .npy, .csv or .txt, or choose a linear family.");
        }
        BitMatrix checks = Gf2.nullSpace(code.rows())
                .orElseThrow(() -> new WorkbenchException("Every word of " + bits.columns()
                        + " bits is a codeword: there is no parity check to write. Write .npz, .npy, .csv or .txt."));
        List<int[]> rows = new ArrayList<>();
        for (int r = 0; r < checks.rows(); r++) {
            rows.add(ones(checks, r));
        }
        BitMatrix transposed = checks.transposed();
        List<int[]> columns = new ArrayList<>();
        for (int c = 0; c < transposed.rows(); c++) {
            columns.add(ones(transposed, c));
        }
        AtomicFiles.write(file, out -> {
            StringBuilder text = new StringBuilder();
            text.append(columns.size()).append(' ').append(rows.size()).append('\n');
            text.append(greatest(columns)).append(' ').append(greatest(rows)).append('\n');
            for (List<int[]> lists : List.of(columns, rows)) {
                StringJoiner weights = new StringJoiner(" ");
                lists.forEach(l -> weights.add(Integer.toString(l.length)));
                text.append(weights).append('\n');
            }
            for (List<int[]> lists : List.of(columns, rows)) {
                int width = greatest(lists);
                lists.forEach(l -> text.append(padded(l, width)).append('\n'));
            }
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        });
    }

    private static int greatest(List<int[]> lists) {
        return lists.stream().mapToInt(l -> l.length).max().orElse(0);
    }

    private static String padded(int[] places, int width) {
        StringJoiner line = new StringJoiner(" ");
        for (int i = 0; i < width; i++) {
            line.add(Integer.toString(i < places.length ? places[i] + 1 : 0));
        }
        return line.toString();
    }

    private static int[] ones(BitMatrix matrix, int row) {
        return java.util.stream.IntStream.range(0, matrix.columns())
                .filter(c -> matrix.get(row, c))
                .toArray();
    }

    /** Whole numbers of a text, with the line of the last one. */
    private static final class Numbers {
        private final Path file;
        private final String text;
        private int at;
        private int line = 1;

        Numbers(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        int next(String what, int least, int most) {
            skipBlanks();
            int from = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            String word = text.substring(from, at);
            if (word.isEmpty()) {
                throw refused("the file ends where " + what + " is expected", "It is truncated: write it again.");
            }
            if (!word.matches("[0-9]{1,9}") || Integer.parseInt(word) < least || Integer.parseInt(word) > most) {
                throw refused(
                        what + " = " + FileContent.excerpt(word),
                        "Allowed are whole numbers from " + least + " to " + most + ".");
            }
            return Integer.parseInt(word);
        }

        int[] list(int count, String what, int most) {
            int[] values = new int[count];
            for (int i = 0; i < count; i++) {
                values[i] = next(what, 0, most);
            }
            return values;
        }

        /** The places of ones in a row or column. Some programs leave out the zeros at the end. */
        int[] places(int weight, int width, int most, String what) {
            if (lineEnds() && at < text.length()) { // each list has its line, which may be empty
                at++;
                line++;
            }
            int[] places = new int[weight];
            for (int i = 0; i < weight; i++) {
                places[i] = next(what, 1, most);
            }
            for (int i = weight; i < width && !lineEnds(); i++) {
                next("the filling of " + what, 0, 0);
            }
            return places;
        }

        private boolean lineEnds() {
            while (at < text.length() && text.charAt(at) != '\n' && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at >= text.length() || text.charAt(at) == '\n';
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                line += text.charAt(at++) == '\n' ? 1 : 0;
            }
        }

        void requireEnd() {
            skipBlanks();
            if (at < text.length()) {
                throw refused("more numbers than the matrix has", "Remove them, or correct the first line.");
            }
        }

        FileFormatException refused(String found, String fix) {
            return new FileFormatException(file, "line " + line, found, fix);
        }
    }
}
