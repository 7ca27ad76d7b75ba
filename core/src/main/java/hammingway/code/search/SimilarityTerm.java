package hammingway.code.search;

/** Minus the mean distance of similar tokens, weighted by their similarity, as a share of the length. */
final class SimilarityTerm implements Term {
    private final Rows rows;
    private final double weight;
    private final Similar similar;
    private double sum;

    SimilarityTerm(Rows rows, double weight, Similar similar) {
        this.rows = rows;
        this.weight = weight;
        this.similar = similar;
        restart();
    }

    private double value(double s) {
        return -weight * s / (similar.total() * rows.length);
    }

    @Override
    public double guide() {
        return value(sum);
    }

    @Override
    public double guideAfter(int row, int a, int b) {
        return value(sum + change(row, a, b));
    }

    private double change(int row, int a, int b) {
        double change = 0;
        for (int e = similar.from(row); e < similar.from(row + 1); e++) {
            int other = similar.token(e);
            int bits = rows.get(row, a) == rows.get(other, a) ? 1 : -1;
            if (b != a) {
                bits += rows.get(row, b) == rows.get(other, b) ? 1 : -1;
            }
            change += bits * similar.weight(e);
        }
        return change;
    }

    @Override
    public void flip(int row, int a, int b) {
        sum += change(row, a, b);
    }

    @Override
    public double exact() {
        return guide();
    }

    private double recount() {
        double s = 0;
        for (int r = 0; r < rows.count; r++) {
            for (int e = similar.from(r); e < similar.from(r + 1); e++) {
                if (similar.token(e) > r) {
                    s += rows.distance(r, similar.token(e)) * (double) similar.weight(e);
                }
            }
        }
        return s;
    }

    @Override
    public void restart() {
        sum = recount();
    }
}
