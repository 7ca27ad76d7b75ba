package hammingway.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.eval.errors.DistanceEffect;
import hammingway.eval.errors.ErrorSummary;
import hammingway.math.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The headline of a run's errors, for people and programs.
 *
 * @param effect   with a codebook
 * @param alsoLost lost positions that the run compared with lost too
 */
public record ErrorReport(String run, ErrorSummary summary, Optional<DistanceEffect> effect, OptionalInt alsoLost) {
    /** Lines for a terminal. */
    public String text() {
        List<String> lines = new ArrayList<>(List.of(
                run,
                String.format(
                        Locale.ROOT,
                        "%,d tokens in %,d windows, %,d lost",
                        summary.positions(),
                        summary.windows(),
                        summary.lost()),
                "top-1 " + share(summary.top1(), summary.top1Windows()),
                "top-5 " + share(summary.top5(), summary.top5Windows()),
                String.format(
                        Locale.ROOT, "%.4f nats a token, perplexity %.2f", summary.nats(), summary.perplexity())));
        lines.addAll(causes());
        return String.join("\n", lines) + "\n";
    }

    /** What the errors have in common, a sentence a line. */
    public List<String> causes() {
        List<String> lines = new ArrayList<>();
        summary.bits().ifPresent(b -> lines.addAll(bits(b)));
        effect.ifPresent(e -> lines.addAll(effect(e)));
        alsoLost.ifPresent(n -> lines.add(percent((double) n / Math.max(1, summary.lost()))
                + " of the lost tokens are lost by the other run too"));
        return lines;
    }

    private List<String> bits(ErrorSummary.Bits b) {
        double lost = Math.max(1, summary.lost());
        return List.of(
                "bits right " + percent(b.accuracy()) + ", whole words " + percent(b.exact()),
                "of the lost tokens, wrong bits 1: " + percent((b.lostWith(1) - b.lostWith(2)) / lost) + ", 2: "
                        + percent((b.lostWith(2) - b.lostWith(3)) / lost) + ", 3 and more: "
                        + percent(b.lostWith(3) / lost) + ", none: "
                        + percent((b.lostWith(0) - b.lostWith(1)) / lost),
                "of the lost tokens, the decided word is another token's codeword in "
                        + percent(b.otherCodeword() / lost) + ", nobody's in " + percent(b.noCodeword() / lost));
    }

    private static List<String> effect(DistanceEffect e) {
        List<String> lines = new ArrayList<>();
        e.nearest()
                .forEach(n -> lines.add("taken for one of the " + n.k() + " nearest codewords: " + percent(n.share())
                        + " of the lost tokens; frequencies alone would give " + percent(n.byChance())));
        lines.add("confusions beyond chance at the distances that have more of them: " + percent(e.shareByDistance())
                + "; were distance to tell nothing, noise alone would give about " + percent(e.shareByNoise()));
        lines.add("rank correlation of distance and confusions: "
                + (Double.isNaN(e.spearman()) ? "-" : String.format(Locale.ROOT, "%+.3f", e.spearman()))
                + String.format(Locale.ROOT, " (%,d pairs)", e.judgedPairs()));
        return lines;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    private static String share(double share, Interval windows) {
        return String.format(
                Locale.ROOT, "%.2f%% (95%%: %.2f to %.2f)", 100 * share, 100 * windows.low(), 100 * windows.high());
    }

    /** Everything, at full precision. */
    public ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("run", run);
        node.set("summary", SpecCodec.write(summary));
        effect.ifPresent(e -> {
            ObjectNode distance = node.putObject("distanceEffect");
            distance.put("shareByDistance", e.shareByDistance())
                    .put("shareByNoise", e.shareByNoise())
                    .put("judgedPairs", e.judgedPairs());
            if (!Double.isNaN(e.spearman())) {
                distance.put("spearman", e.spearman());
            }
            e.nearest().forEach(n -> distance.withArray("nearest").add(SpecCodec.write(n)));
            e.curve().forEach(d -> distance.withArray("curve").add(SpecCodec.write(d)));
        });
        alsoLost.ifPresent(n -> node.put("alsoLost", n));
        return node;
    }
}
