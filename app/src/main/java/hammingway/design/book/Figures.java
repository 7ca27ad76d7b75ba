package hammingway.design.book;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.analysis.Columns;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.SampledDistances;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the panel tells of a codebook.
 *
 * @param tokens      V
 * @param bits        n
 * @param exact       whether all pairs were compared; otherwise {@code minimum} is an upper bound and the histogram a sample's
 * @param minimum     d_min, in bits
 * @param atMinimum   pairs at d_min
 * @param mean        mean distance over all pairs, exact in any case
 * @param meanNearest mean distance to the nearest other codeword; estimated from a few tokens unless exact
 * @param histogram   pairs by distance
 * @param ones        share of ones in each bit
 */
public record Figures(
        int tokens,
        int bits,
        boolean exact,
        int minimum,
        double atMinimum,
        double mean,
        double meanNearest,
        double[] histogram,
        double[] ones) {
    /** Share of pairs beyond either end of the colours: these are the rare ones, and stand out by the last colour. */
    private static final double RARE = 0.001;

    /** Some distances, {@code low < high}. */
    public record Range(double low, double high) {}

    /** The distances of nearly all pairs: of long codes they are few of those that are possible. */
    public Range usual() {
        return usual(histogram);
    }

    /** The same of a histogram of distances 0 to n: pairs, or shares of them. */
    public static Range usual(double[] histogram) {
        int bits = histogram.length - 1;
        double total = Arrays.stream(histogram).sum();
        int low = 0;
        double below = histogram[0];
        while (low < bits && below <= RARE * total) {
            below += histogram[++low];
        }
        int high = bits;
        double above = histogram[bits];
        while (high > low && above <= RARE * total) {
            above += histogram[--high];
        }
        return high > low ? new Range(low, high) : new Range(Math.max(0, low - 1.0), low + 1.0);
    }

    /** Bits of information per bit sent. */
    public double rate() {
        return Math.log(tokens) / Math.log(2) / bits;
    }

    /** Wrong bits that are always corrected. */
    public int correctable() {
        return Math.max(0, (minimum - 1) / 2);
    }

    /** A first impression from a few pairs: milliseconds. */
    public static Figures sampled(Codebook codebook) {
        SampledDistances d = SampledDistances.of(codebook);
        double[] histogram =
                d.shares().stream().mapToDouble(share -> share * d.pairs()).toArray();
        Columns columns = Columns.of(codebook);
        double[] ones = IntStream.range(0, codebook.length())
                .mapToDouble(columns::share)
                .toArray();
        return new Figures(
                codebook.size(),
                codebook.length(),
                false,
                d.minimumAtMost(),
                Double.NaN,
                d.mean(),
                d.meanNearest().mean(),
                histogram,
                ones);
    }

    /** The same with all pairs compared. */
    public Figures exact(Codebook codebook, Progress progress) {
        Distances d = Distances.of(codebook, progress);
        double[] pairs = d.histogram().stream().mapToDouble(Long::doubleValue).toArray();
        return new Figures(tokens, bits, true, d.minimum(), d.atMinimum(), d.mean(), d.meanNearest(), pairs, ones);
    }
}
