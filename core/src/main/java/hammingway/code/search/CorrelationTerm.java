package hammingway.code.search;

/**
 * Minus half of the mean and half of the greatest |correlation| of two columns, tokens weighted alike. A column without both values
 * has correlation 1 with all others: it tells nothing. O(n^2) for a look at a step.
 */
final class CorrelationTerm implements Term {
    private final Rows rows;
    private final double weight;
    private final int[] ones;
    /** Rows where both columns are one, for a < b at {@code a * n + b}. */
    private final int[] both;
    /** |correlation| for a != b, both ways. */
    private final double[] size;

    private final double[] scratchA;
    private final double[] scratchB;

    CorrelationTerm(Rows rows, double weight) {
        this.rows = rows;
        this.weight = weight;
        int n = rows.length;
        this.ones = new int[n];
        this.both = new int[Math.multiplyExact(n, n)];
        this.size = new double[n * n];
        this.scratchA = new double[n];
        this.scratchB = new double[n];
        restart();
    }

    @Override
    public double guide() {
        return value(-1, -1);
    }

    /** The value with the correlations of columns a and b taken from the scratch rows; -1: none. */
    private double value(int a, int b) {
        int n = rows.length;
        if (n == 1) {
            return 0;
        }
        double sum = 0;
        double greatest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double r = i == a || j == a
                        ? scratchA[i == a ? j : i]
                        : i == b || j == b ? scratchB[i == b ? j : i] : size[i * n + j];
                sum += r;
                greatest = Math.max(greatest, r);
            }
        }
        return -weight * (sum / (n * (n - 1) / 2.0) + greatest) / 2;
    }

    @Override
    public double guideAfter(int row, int a, int b) {
        correlations(row, a, b, a, scratchA);
        if (b != a) {
            correlations(row, a, b, b, scratchB);
        }
        return value(a, b == a ? -1 : b);
    }

    /** Correlations of a column with all others after bits a and b of a row flip. */
    private void correlations(int row, int a, int b, int column, double[] out) {
        for (int c = 0; c < rows.length; c++) {
            out[c] = c == column ? 0 : correlation(row, a, b, column, c);
        }
    }

    private double correlation(int row, int a, int b, int x, int y) {
        int beforeX = rows.get(row, x) ? 1 : 0;
        int beforeY = rows.get(row, y) ? 1 : 0;
        int afterX = x == a || x == b ? 1 - beforeX : beforeX;
        int afterY = y == a || y == b ? 1 - beforeY : beforeY;
        return size(
                ones[x] + afterX - beforeX,
                ones[y] + afterY - beforeY,
                joint(x, y) + afterX * afterY - beforeX * beforeY);
    }

    private int joint(int x, int y) {
        return both[Math.min(x, y) * rows.length + Math.max(x, y)];
    }

    /** |phi| = |V n11 - n1 n2| / sqrt(n1 (V - n1) n2 (V - n2)). */
    private double size(int onesX, int onesY, int joint) {
        long v = rows.count;
        double spread = StrictMath.sqrt((double) onesX * (v - onesX)) * StrictMath.sqrt((double) onesY * (v - onesY));
        return spread == 0 ? 1 : Math.abs(v * joint - (long) onesX * onesY) / spread;
    }

    @Override
    public void flip(int row, int a, int b) {
        flip(row, a, b, a);
        if (b != a) {
            flip(row, a, b, b);
        }
        int n = rows.length;
        for (int column : b == a ? new int[] {a} : new int[] {a, b}) {
            ones[column] += rows.get(row, column) ? -1 : 1;
        }
        for (int column : b == a ? new int[] {a} : new int[] {a, b}) {
            for (int c = 0; c < n; c++) {
                if (c != column) {
                    size[column * n + c] = size(ones[column], ones[c], joint(column, c));
                    size[c * n + column] = size[column * n + c];
                }
            }
        }
    }

    /** Updates the joint counts of a column; the pair (a, b) only once. */
    private void flip(int row, int a, int b, int column) {
        int before = rows.get(row, column) ? 1 : 0;
        for (int c = 0; c < rows.length; c++) {
            if (c == column || (column == b && b != a && c == a)) {
                continue;
            }
            int other = rows.get(row, c) ? 1 : 0;
            int otherAfter = c == a || c == b ? 1 - other : other;
            both[Math.min(column, c) * rows.length + Math.max(column, c)] += (1 - before) * otherAfter - before * other;
        }
    }

    @Override
    public double exact() {
        return guide();
    }

    @Override
    public void restart() {
        int n = rows.length;
        java.util.Arrays.fill(ones, 0);
        java.util.Arrays.fill(both, 0);
        for (int r = 0; r < rows.count; r++) {
            for (int a = 0; a < n; a++) {
                if (!rows.get(r, a)) {
                    continue;
                }
                ones[a]++;
                for (int b = a + 1; b < n; b++) {
                    both[a * n + b] += rows.get(r, b) ? 1 : 0;
                }
            }
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                size[a * n + b] = a == b ? 0 : size(ones[a], ones[b], joint(a, b));
            }
        }
    }
}
