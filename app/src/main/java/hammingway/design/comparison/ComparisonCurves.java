package hammingway.design.comparison;

import hammingway.code.analysis.CodebookMeasures;
import hammingway.control.CurveChart;
import hammingway.report.CodebookComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Curves of codebooks over one another; each keeps its colour. */
final class ComparisonCurves {
    /** Below this a bound on the share of wrong tokens is of no use to anybody. */
    private static final double LEAST_ERROR = 1e-9;

    private ComparisonCurves() {}

    private static List<CurveChart.Series> each(
            ComparisonViewModel.Table table, Function<CodebookMeasures, double[][]> curve) {
        List<CurveChart.Series> series = new ArrayList<>();
        for (int i = 0; i < table.tags().size(); i++) {
            CodebookComparison.Book book = table.comparison().books().get(i);
            double[][] xy = curve.apply(book.measures());
            series.add(new CurveChart.Series(
                    book.label(),
                    xy[0],
                    xy[1],
                    false,
                    OptionalInt.of(table.tags().get(i).colour())));
        }
        return series;
    }

    /**
     * Share of pairs by distance, in percent.
     *
     * @param relative    distances in percent of the length
     * @param logarithmic what has no pairs stands below all that has some, so that a lone distance is a peak and not a dot that nobody sees
     */
    static List<CurveChart.Series> distances(ComparisonViewModel.Table table, boolean relative, boolean logarithmic) {
        double floor = logarithmic ? rarest(table) / 2 : 0;
        return each(table, m -> {
            double[] shares = shares(m);
            int low = 0;
            int high = shares.length - 1;
            while (low < high && shares[low] == 0) {
                low++;
            }
            while (high > low && shares[high] == 0) {
                high--;
            }
            int from = Math.max(0, low - 1);
            int to = Math.min(shares.length - 1, high + 1);
            double unit = relative ? 100.0 / m.codebook().length() : 1;
            return new double[][] {
                IntStream.rangeClosed(from, to).mapToDouble(d -> d * unit).toArray(),
                IntStream.rangeClosed(from, to)
                        .mapToDouble(d -> Math.max(floor, shares[d]))
                        .toArray()
            };
        });
    }

    private static double rarest(ComparisonViewModel.Table table) {
        return table.comparison().books().stream()
                .flatMapToDouble(b -> Arrays.stream(shares(b.measures())))
                .filter(share -> share > 0)
                .min()
                .orElse(1);
    }

    private static double[] shares(CodebookMeasures m) {
        double pairs = m.codebook().size() * (m.codebook().size() - 1.0) / 2;
        return m.exact()
                .map(e -> e.distances().histogram().stream()
                        .mapToDouble(count -> 100 * count / pairs)
                        .toArray())
                .orElseGet(() -> m.report().preview().shares().stream()
                        .mapToDouble(share -> 100 * share)
                        .toArray());
    }

    /** Share of ones of each bit, ascending, over the share of bits, both in percent: lengths may differ. */
    static List<CurveChart.Series> balance(ComparisonViewModel.Table table) {
        return each(table, m -> {
            int n = m.codebook().length();
            return new double[][] {
                IntStream.range(0, n).mapToDouble(b -> 100 * (b + 0.5) / n).toArray(),
                IntStream.range(0, n)
                        .mapToDouble(b -> 100 * m.report().columns().share(b))
                        .sorted()
                        .toArray()
            };
        });
    }

    /** Union bound on the share of wrong tokens over the rate of bit flips in percent; nothing before the exact distances. */
    static List<CurveChart.Series> errors(ComparisonViewModel.Table table) {
        double[] rates =
                CodebookMeasures.FLIP_RATES.stream().mapToDouble(r -> 100 * r).toArray();
        return each(
                table,
                m -> m.exact()
                        .map(e -> new double[][] {
                            rates,
                            e.tokenErrors().stream()
                                    .mapToDouble(p -> p < LEAST_ERROR ? Double.NaN : p)
                                    .toArray()
                        })
                        .orElse(new double[][] {{}, {}}));
    }
}
