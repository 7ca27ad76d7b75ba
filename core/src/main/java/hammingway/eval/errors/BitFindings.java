package hammingway.eval.errors;

import hammingway.math.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the figures of a report say, a sentence or two each, computed from them. */
public record BitFindings(BitReport report) {
    /** Ratios nearer to 1 are called none. */
    private static final double SAME = 0.1;

    /** On errors of bits. */
    public String errors() {
        BitErrors errors = report.errors();
        double base = errors.bits().stream()
                .mapToDouble(b -> b.balance().base())
                .average()
                .orElse(0);
        long useless = errors.bits().stream().filter(b -> b.gain() <= 0).count();
        return String.format(
                Locale.ROOT,
                "A bit is wrong %s of the time; always answering its more frequent value would be wrong %s of the time, so the model takes away %s of what is to be told.%s",
                percent(errors.mean()),
                percent(base),
                percent(base == 0 ? 0 : 1 - errors.mean() / base),
                useless == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %d of %d bits are no better than that constant.",
                                useless,
                                report.length()));
    }

    /** On errors against balance. */
    public String balance() {
        double[] base = report.errors().bits().stream()
                .mapToDouble(b -> b.balance().base())
                .toArray();
        double[] wrong = report.errors().bits().stream()
                .mapToDouble(b -> b.error().mean())
                .toArray();
        double r = Statistics.rankCorrelation(base, wrong);
        double missed = mean(true);
        double invented = mean(false);
        String sides = String.format(
                Locale.ROOT,
                "Ones are missed %s of the time, zeros are taken for ones %s.",
                percent(missed),
                percent(invented));
        if (Double.isNaN(r)) {
            return sides;
        }
        return (r > 0.5
                        ? String.format(
                                Locale.ROOT,
                                "The better a bit is balanced, the more often it is wrong (rank correlation %+.2f). ",
                                r)
                        : String.format(
                                Locale.ROOT,
                                "How often a bit is wrong follows little from its balance (rank correlation %+.2f). ",
                                r))
                + sides;
    }

    private double mean(boolean missed) {
        return report.errors().bits().stream()
                .mapToDouble(b -> missed ? b.sides().missed() : b.sides().invented())
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** On calibration. */
    public String calibration() {
        Reliability all = report.errors().all();
        double over = all.overconfidence();
        return String.format(
                Locale.ROOT,
                "Expected calibration error of all bits together %.3f: on the mean a decision is believed %s and right %s of the time, %s.",
                all.error(),
                percent(1 - report.errors().mean() + over),
                percent(1 - report.errors().mean()),
                Math.abs(over) < 0.005
                        ? "so the logits of a bit can be added as they are"
                        : over > 0 ? "so bits believe themselves too much" : "so bits believe themselves too little");
    }

    /** On bits that are wrong together. */
    public String pairs() {
        double errors = BitPairs.meanAbsolute(report.pairs().errors(), report.length());
        double codebook = BitPairs.meanAbsolute(report.pairs().codebook(), report.length());
        if (Double.isNaN(errors) || Double.isNaN(codebook)) {
            return "There are no two bits that err now and then, so nothing can be said of how errors go together.";
        }
        double together = report.pairs().together();
        return String.format(
                Locale.ROOT,
                "Two bits are wrong together %.2f times as often as independent errors would be%s Mean |correlation| of errors %.3f, of the codebook's bits %.3f.",
                together,
                together > 1 + SAME
                        ? ": redundancy corrects less than it could."
                        : ", so redundancy can do what it promises.",
                errors,
                codebook);
    }

    /** On the number of wrong bits. */
    public String wrongBits() {
        WrongBits wrong = report.wrong();
        double dispersion = wrong.dispersion();
        int n = report.length();
        return String.format(
                Locale.ROOT,
                "On the mean %.1f of %d bits are wrong, with a variance %.1f times that of independent errors: against errors, %d bits are worth %.1f independent ones. %s of tokens have no wrong bit, against %s expected.",
                wrong.mean(),
                n,
                dispersion,
                n,
                n / Math.max(1, dispersion),
                percent((double) wrong.observed()[0] / wrong.positions()),
                percent(wrong.expected()[0] / wrong.positions()));
    }

    /** On what became of them. */
    public String outcomes() {
        WrongBits wrong = report.wrong();
        double right = wrong.share(Outcome.CLEAN) + wrong.share(Outcome.CORRECTED);
        List<String> lost = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (!outcome.right() && wrong.share(outcome) > 0) {
                lost.add(percent(wrong.share(outcome)) + " " + lost(outcome));
            }
        }
        return percent(wrong.share(Outcome.CORRECTED)) + " of tokens are corrected and " + percent(1 - right) + " lost"
                + (lost.isEmpty() ? "." : ": " + String.join(", ", lost) + ".");
    }

    private static String lost(Outcome outcome) {
        return switch (outcome) {
            case CLEAN, CORRECTED -> "";
            case TIED -> "to a tie of nearest codewords";
            case INVALID -> "with an invalid word that another token was taken for";
            case MISCORRECTED -> "to another token's codeword";
            case OVERRULED -> "to the prior, which overruled right bits";
        };
    }

    /** On what redundancy corrects. */
    public String gain() {
        FirstBits first = report.first();
        int n = report.length();
        FirstBits.Point all = first.all();
        if (n == first.needed()) {
            return String.format(
                    Locale.ROOT,
                    "%d bits are the fewest that tell the tokens apart: there is no redundancy. Every wrong bit costs the token unless the decoder's weights save it: %s right, %s by hard decisions.",
                    n,
                    percent(all.soft().mean()),
                    percent(all.hard().mean()));
        }
        FirstBits.Point least = first.at(Math.min(n, Math.max(first.needed(), first.telling())));
        String told = first.telling() > first.needed()
                ? String.format(
                        Locale.ROOT,
                        " the first %d, the fewest that tell all tokens apart, get %s;",
                        first.telling(),
                        percent(least.soft().mean()))
                : "";
        return String.format(
                Locale.ROOT,
                "The first %d bits alone get %s of tokens right;%s all %d get %s, a gain of %+.1f points (hard decisions %+.1f). With independent errors of the same rates, hard decisions would get %s instead of %s.",
                first.needed(),
                percent(first.points().getFirst().soft().mean()),
                told,
                n,
                percent(all.soft().mean()),
                100 * (all.soft().mean() - first.points().getFirst().soft().mean()),
                100 * (all.hard().mean() - first.points().getFirst().hard().mean()),
                percent(all.independent().mean()),
                percent(all.hard().mean()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00A0%%", 100 * share);
    }
}
