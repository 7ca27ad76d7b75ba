package hammingway.code.analysis;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Plan;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What codebooks are compared by: of one codebook, first from samples, then exact.
 *
 * @param codebook what was measured
 * @param report   structure, columns, bounds and distances of a sample of pairs
 * @param hash     of its bits
 * @param weighted by the tokens' counts; empty without counts
 * @param exact    empty in a preview
 */
public record CodebookMeasures(
        Codebook codebook, CodebookReport report, String hash, Optional<Weighted> weighted, Optional<Exact> exact) {
    /** Probabilities of a bit flip at which curves of token errors are drawn. */
    public static final List<Double> FLIP_RATES =
            List.of(0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3);

    /** Correlations are kept as n^2 floats: 4 MB. */
    static final int MOST_CORRELATED = 1024;

    /**
     * The columns as texts see them.
     *
     * @param shares      of ones in each bit, tokens weighted by their counts
     * @param information entropies of bits and tokens
     */
    public record Weighted(List<Double> shares, BitInformation information) {
        public Weighted {
            shares = List.copyOf(shares);
        }
    }

    /**
     * What takes longer.
     *
     * @param distances               of all pairs
     * @param meanAbsoluteCorrelation of pairs of bits; empty above 1024 bits
     * @param decoding                the cheapest exact algorithm
     * @param tokenErrors             union bound at each of {@link #FLIP_RATES}
     */
    public record Exact(
            Distances distances, OptionalDouble meanAbsoluteCorrelation, Plan decoding, List<Double> tokenErrors) {}

    /**
     * In milliseconds, some tenths of a second for 262,144 tokens.
     *
     * @param counts how often each token occurs; only if one is above 0
     */
    public static CodebookMeasures sampled(Codebook codebook, Optional<long[]> counts) {
        return new CodebookMeasures(
                codebook,
                CodebookReport.preview(codebook),
                codebook.hash(),
                counts.map(c -> weighted(codebook, c)),
                Optional.empty());
    }

    private static Weighted weighted(Codebook codebook, long[] counts) {
        return new Weighted(Columns.shares(codebook, counts), BitInformation.of(codebook, counts));
    }

    /** The same with other counts; what was exact stays. */
    public CodebookMeasures withCounts(Optional<long[]> counts) {
        return new CodebookMeasures(codebook, report, hash, counts.map(c -> weighted(codebook, c)), exact);
    }

    /** Everything exact, in the time of {@link Distances#of} and of the columns' correlations. Cancellable. */
    public CodebookMeasures withExact(Progress progress) {
        OptionalDouble correlation = codebook.length() > MOST_CORRELATED
                ? OptionalDouble.empty()
                : OptionalDouble.of(Columns.correlations(codebook, progress).meanAbsolute());
        Distances distances = Distances.of(codebook, progress);
        progress.check();
        Plan plan = TokenDecoder.plans(codebook, Scoring.of(new Decoder.LogLikelihood()))
                .getFirst();
        List<Double> errors = FLIP_RATES.stream()
                .map(rate -> {
                    progress.check();
                    return ErrorCurves.unionBound(distances, codebook.size(), rate);
                })
                .toList();
        return new CodebookMeasures(
                codebook, report, hash, weighted, Optional.of(new Exact(distances, correlation, plan, errors)));
    }
}
