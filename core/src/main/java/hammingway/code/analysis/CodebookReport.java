package hammingway.code.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.Parallel;
import java.util.List;
import java.util.Optional;

/**
 * What a codebook is worth, on one page.
 *
 * @param name        of the codebook
 * @param structure   rank, linear or not, rate
 * @param columns     balance of the bits
 * @param bounds      on the minimum distance
 * @param preview     distances from a sample: there at once
 * @param exact       all of them; empty in a preview
 */
public record CodebookReport(
        String name,
        Structure structure,
        Columns columns,
        Bounds bounds,
        SampledDistances preview,
        Optional<Exact> exact) {
    /**
     * What takes longer.
     *
     * @param distances    between all pairs
     * @param closest      pairs at minimum distance, the first few, and kissing numbers
     * @param correlations of columns
     * @param spectrum     of the Gram matrix
     */
    public record Exact(
            Distances distances,
            Neighbours.Closest closest,
            Columns.Correlations correlations,
            GramSpectrum spectrum) {}

    /** In milliseconds. */
    public static CodebookReport preview(Codebook codebook) {
        return new CodebookReport(
                codebook.name(),
                Structure.of(codebook),
                Columns.of(codebook),
                Bounds.of(codebook.size(), codebook.length(), BestKnown.load()),
                SampledDistances.of(codebook),
                Optional.empty());
    }

    /** Everything exact, in the time of {@link Distances#of} and of {@link Neighbours#closest}. Cancellable. */
    public CodebookReport withExact(Codebook codebook, int pairs, Progress progress) {
        Distances distances = Distances.of(codebook, progress);
        Exact all = new Exact(
                distances,
                Neighbours.closest(codebook, distances.minimum(), pairs, Parallel.all(progress, "Closest pairs")),
                Columns.correlations(codebook, progress),
                GramSpectrum.of(codebook, Parallel.all(progress, "Spectrum")));
        return new CodebookReport(name, structure, columns, bounds, preview, Optional.of(all));
    }

    /** For files and other programs; names and units as in the glossary, lengths in bits. */
    public ObjectNode toJson() {
        ObjectNode out = Json.object();
        out.put("name", name)
                .put("tokens", structure.tokens())
                .put("length", structure.length())
                .put("rate", structure.rate())
                .put("rank", structure.rank())
                .put("linear", structure.linear())
                .put("affine", structure.affine())
                .put("exact", exact.isPresent());
        numbers(out.putArray("informationSet"), structure.informationSet());
        numbers(out.putArray("onesPerColumn"), columns.ones());
        putBounds(out.putObject("bounds"));
        exact.ifPresentOrElse(e -> putExact(out, e), () -> putPreview(out));
        return out;
    }

    private void putBounds(ObjectNode out) {
        for (Bounds.Bound bound : bounds.all()) {
            out.putObject(bound.name())
                    .put("distance", bound.distance())
                    .put("kind", bound.kind().toString())
                    .put("formula", bound.formula());
        }
        bounds.bestKnown()
                .ifPresent(best -> out.putObject("bestKnownLinear")
                        .put("dimension", bounds.dimension())
                        .put("lower", best.lower())
                        .put("upper", best.upper()));
    }

    private void putExact(ObjectNode out, Exact all) {
        Distances d = all.distances();
        out.put("minimumDistance", d.minimum())
                .put("correctable", d.correctable())
                .put("pairsAtMinimum", d.atMinimum())
                .put("meanDistance", d.mean())
                .put("meanNearest", d.meanNearest())
                .put("meanKissing", all.closest().meanKissing())
                .put("mostKissing", all.closest().mostKissing())
                .put("meanAbsoluteCorrelation", all.correlations().meanAbsolute())
                .put("effectiveRank", all.spectrum().effectiveRank());
        numbers(out.putArray("distances"), d.histogram());
        numbers(out.putArray("constantColumns"), all.correlations().constant());
        ArrayNode same = out.putArray("sameColumns");
        for (Columns.Pair pair : all.correlations().same()) {
            same.addObject()
                    .put("first", pair.first())
                    .put("second", pair.second())
                    .put("complementary", pair.complementary());
        }
        ArrayNode eigenvalues = out.putArray("gramEigenvalues");
        all.spectrum().eigenvalues().forEach(eigenvalues::add);
    }

    private void putPreview(ObjectNode out) {
        out.put("minimumDistanceAtMost", preview.minimumAtMost())
                .put("meanDistance", preview.mean())
                .put("meanNearest", preview.meanNearest().mean())
                .put("meanNearestLow", preview.meanNearest().low())
                .put("meanNearestHigh", preview.meanNearest().high())
                .put("sampledPairs", preview.pairs());
        ArrayNode shares = out.putArray("shares");
        preview.shares().forEach(shares::add);
        ArrayNode errors = out.putArray("standardErrors");
        preview.standardErrors().forEach(errors::add);
    }

    private static void numbers(ArrayNode out, List<? extends Number> values) {
        values.forEach(v -> out.add(v.longValue()));
    }
}
