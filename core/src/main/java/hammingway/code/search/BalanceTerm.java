package hammingway.code.search;

/** Minus the mean over columns of |2p - 1|, p the share of ones with tokens weighted by their counts. Exact in integers. */
final class BalanceTerm implements Term {
    private final Rows rows;
    private final double weight;
    private final long[] counts;
    private final long total;
    private final long[] ones;
    /** Sum over columns of |2 ones - total|. */
    private long imbalance;

    /** @param counts of the tokens; at least one above 0 */
    BalanceTerm(Rows rows, double weight, long[] counts) {
        this.rows = rows;
        this.weight = weight;
        this.counts = counts.clone();
        long sum = 0;
        for (long c : counts) {
            sum = Math.addExact(sum, c);
        }
        this.total = sum;
        this.ones = new long[rows.length];
        restart();
    }

    private double value(long sum) {
        return -weight * sum / ((double) total * rows.length);
    }

    @Override
    public double guide() {
        return value(imbalance);
    }

    @Override
    public double guideAfter(int row, int a, int b) {
        return value(imbalance + change(row, a) + (b == a ? 0 : change(row, b)));
    }

    private long change(int row, int column) {
        return Math.abs(2 * onesAfter(row, column) - total) - Math.abs(2 * ones[column] - total);
    }

    private long onesAfter(int row, int column) {
        return ones[column] + (rows.get(row, column) ? -counts[row] : counts[row]);
    }

    @Override
    public void flip(int row, int a, int b) {
        flip(row, a);
        if (b != a) {
            flip(row, b);
        }
    }

    private void flip(int row, int column) {
        imbalance += change(row, column);
        ones[column] = onesAfter(row, column);
    }

    @Override
    public double exact() {
        return guide();
    }

    @Override
    public void restart() {
        imbalance = 0;
        for (int c = 0; c < rows.length; c++) {
            ones[c] = 0;
            for (int r = 0; r < rows.count; r++) {
                ones[c] += rows.get(r, c) ? counts[r] : 0;
            }
            imbalance += Math.abs(2 * ones[c] - total);
        }
    }
}
