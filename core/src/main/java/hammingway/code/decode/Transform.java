package hammingway.code.decode;

import java.util.Arrays;

/**
 * All scores of a union of cosets by Walsh-Hadamard transforms. With generator columns g_b of k bits and coset representatives r_t, word (m, t) has
 * the score (sum_b w_b - sum_b w_b (-1)^(r_tb) (-1)^(m . g_b)) / 2: put - w_b (-1)^(r_tb) at row g_b, column t of an array of 2^k rows and T
 * columns and transform along the rows. Cost: n T + k 2^k T additions, on whole rows at a time, which the compiler turns into vector instructions. A linear
 * code is taken as 2^j cosets of a smaller one, so that rows are long: then the first j stages cost n 2^j instead of j 2^k.
 *
 * <p>Single precision throughout; the words whose rounded score is within the rounding error of the k-th best are scored again by definition.
 */
final class Transform implements Search {
    /** Rows of 256 floats: 1 KB; the loop overhead of a row is small beside it, and 2^16 words still leave 256 rows to transform. */
    private static final int ROW = 256;

    /** Unit roundoff of single precision. */
    private static final double UNIT = 0x1.0p-24;

    /** Rows whose maximum is kept together. */
    private static final int GROUP = 16;

    private final Cosets cosets;
    private final int[] rowOf;
    private final float[][] signs;
    private final float[][] priors;
    /** Bound of the rounding error of a transformed number, in parts of the sum of |w|, and the least in absolute terms. */
    private final double roundings;

    Transform(Cosets found, double[] prior) {
        this.cosets = found.withDimension(dimension(found));
        int t = cosets.count();
        int n = cosets.basis().columns();
        this.rowOf = new int[n];
        this.signs = new float[n][t];
        for (int b = 0; b < n; b++) {
            rowOf[b] = cosets.column(b);
            for (int i = 0; i < t; i++) {
                signs[b][i] = cosets.representatives().get(i, b) ? 1 : -1;
            }
        }
        int[] entries = new int[1 << cosets.dimension()];
        for (int row : rowOf) {
            entries[row]++;
        }
        // one rounding of the weight, one for each addition into its row, one a stage; doubled for the products of
        // roundings
        this.roundings = 2.0 * (1 + Arrays.stream(entries).max().orElse(0) + cosets.dimension());
        this.priors = prior.length == 0 ? new float[0][] : spread(prior);
    }

    /** Dimensions left to transform when the rest has gone into rows. */
    static int dimension(Cosets cosets) {
        int left = cosets.dimension();
        int row = cosets.count();
        while (left > 1 && row < ROW && row < 1 << left) {
            row *= 2;
            left--;
        }
        return left;
    }

    static long operations(Cosets cosets) {
        int left = dimension(cosets);
        long row = (long) cosets.count() << (cosets.dimension() - left);
        return row * cosets.basis().columns() + (left + 2L) * (row << left);
    }

    static long bytes(Cosets cosets) {
        long row = (long) cosets.count() << (cosets.dimension() - dimension(cosets));
        return 4 * row * cosets.basis().columns() + 4L * cosets.tokens().length;
    }

    /** Priors where the scores of their tokens are; minus infinity where there is no token. */
    private float[][] spread(double[] prior) {
        int t = cosets.count();
        float[][] out = new float[1 << cosets.dimension()][t];
        for (int at = 0; at < cosets.tokens().length; at++) {
            int token = cosets.tokens()[at];
            out[at / t][at % t] = token < 0 ? Float.NEGATIVE_INFINITY : (float) prior[token];
        }
        return out;
    }

    @Override
    public Run start() {
        int rows = 1 << cosets.dimension();
        int t = cosets.count();
        float[][] f = new float[rows][t];
        boolean[] used = new boolean[rows];
        float[][] groups = new float[(rows + GROUP - 1) / GROUP][t];
        float[] columns = new float[t];
        return (query, top) -> {
            scatter(query, f, used);
            transform(f);
            double error = roundings * (query.scale * UNIT + rowOf.length * Float.MIN_VALUE);
            double factor = 2;
            double constant = query.sum;
            if (priors.length > 0) {
                for (int r = 0; r < rows; r++) {
                    addPrior(f[r], priors[r]);
                }
                factor = 1;
                constant = query.sum / 2;
                error += 4 * UNIT * (query.scale + query.largestPrior());
            }
            maxima(f, groups, columns);
            select(query, top, new Found(f, groups, columns), new Cut(factor, constant, error));
        };
    }

    /** A transformed number y stands for the score (y + constant) / factor, within the error. */
    private record Cut(double factor, double constant, double error) {
        float limit(TopK top, Query query) {
            double least = factor * (top.floor() - query.slack) - constant - error;
            return Math.nextDown((float) least);
        }
    }

    private record Found(float[][] f, float[][] groups, float[] columns) {}

    private void scatter(Query query, float[][] f, boolean[] used) {
        Arrays.fill(used, false);
        for (int b = 0; b < rowOf.length; b++) {
            float w = (float) query.weights[b];
            float[] row = f[rowOf[b]];
            if (used[rowOf[b]]) {
                addScaled(row, signs[b], w);
            } else {
                scaled(row, signs[b], w);
                used[rowOf[b]] = true;
            }
        }
        for (int r = 0; r < f.length; r++) {
            if (!used[r]) {
                Arrays.fill(f[r], 0);
            }
        }
    }

    private static void scaled(float[] row, float[] signs, float w) {
        for (int i = 0; i < row.length; i++) {
            row[i] = w * signs[i];
        }
    }

    private static void addScaled(float[] row, float[] signs, float w) {
        for (int i = 0; i < row.length; i++) {
            row[i] += w * signs[i];
        }
    }

    private static void addPrior(float[] row, float[] prior) {
        for (int i = 0; i < row.length; i++) {
            row[i] = 0.5f * row[i] + prior[i];
        }
    }

    /** Two stages at a time, so that each row is read and written half as often. */
    private static void transform(float[][] f) {
        int half = f.length >> 1;
        for (; half >= 2; half >>= 2) {
            int quarter = half >> 1;
            for (int from = 0; from < f.length; from += 2 * half) {
                for (int r = from; r < from + quarter; r++) {
                    four(f[r], f[r + quarter], f[r + half], f[r + half + quarter]);
                }
            }
        }
        if (half == 1) {
            for (int r = 0; r < f.length; r += 2) {
                two(f[r], f[r + 1]);
            }
        }
    }

    private static void two(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            float p = a[i];
            float q = b[i];
            a[i] = p + q;
            b[i] = p - q;
        }
    }

    private static void four(float[] a, float[] b, float[] c, float[] d) {
        for (int i = 0; i < a.length; i++) {
            float p = a[i];
            float q = b[i];
            float r = c[i];
            float s = d[i];
            float t = p + q;
            float u = p - q;
            float v = r + s;
            float w = r - s;
            a[i] = t + v;
            b[i] = u + w;
            c[i] = t - v;
            d[i] = u - w;
        }
    }

    private static void maxima(float[][] f, float[][] groups, float[] columns) {
        Arrays.fill(columns, Float.NEGATIVE_INFINITY);
        for (int g = 0; g < groups.length; g++) {
            System.arraycopy(f[g * GROUP], 0, groups[g], 0, columns.length);
            for (int r = g * GROUP + 1; r < Math.min(f.length, (g + 1) * GROUP); r++) {
                max(groups[g], f[r]);
            }
            max(columns, groups[g]);
        }
    }

    private static void max(float[] most, float[] row) {
        for (int i = 0; i < most.length; i++) {
            most[i] = Math.max(most[i], row[i]);
        }
    }

    private void select(Query query, TopK top, Found found, Cut cut) {
        float limit = cut.limit(top, query);
        for (int i = 0; i < found.columns.length; i++) {
            if (found.columns[i] >= limit) {
                for (int g = 0; g < found.groups.length; g++) {
                    if (found.groups[g][i] >= limit) {
                        limit = selectGroup(query, top, found.f, cut, g * GROUP, i);
                    }
                }
            }
        }
    }

    private float selectGroup(Query query, TopK top, float[][] f, Cut cut, int from, int column) {
        float limit = cut.limit(top, query);
        for (int r = from; r < Math.min(f.length, from + GROUP); r++) {
            int token = cosets.tokens()[r * cosets.count() + column];
            if (f[r][column] >= limit && token >= 0) {
                top.offer(token, query.score(token));
                limit = cut.limit(top, query);
            }
        }
        return limit;
    }
}
