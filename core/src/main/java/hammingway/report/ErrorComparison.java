package hammingway.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.eval.errors.Observations;
import hammingway.eval.errors.PairErrors;
import hammingway.eval.errors.PairErrors.Outcome;
import hammingway.eval.errors.TokenListings;
import hammingway.run.TracedRun;
import hammingway.vocab.Vocabulary;
import java.util.Locale;

/** Two runs on the same tokens: how they differ, where they agree, which tokens each gets alone. */
public record ErrorComparison(RunPair pair, PairErrors errors, Vocabulary vocabulary) {
    /** Of the resampling: the same two runs always give the same figures. */
    public static final long SEED = 1;

    /** @param second on the same tokens as the first, as far as both go */
    public static ErrorComparison of(TracedRun first, TracedRun second, Progress progress) {
        return new ErrorComparison(
                RunPair.of(first, second, SEED, progress),
                PairErrors.of(observations(first), observations(second), progress),
                first.vocabulary());
    }

    /** What of an open evaluation figures of errors are made from. */
    public static Observations observations(TracedRun run) {
        return new Observations(run.trace(), run.codebook(), run.vocabulary());
    }

    /** @param limit most tokens of either list */
    public String text(int limit) {
        StringBuilder text = new StringBuilder(PairText.of(pair));
        text.append(agreement("top-1", errors.top1())).append(agreement("top-5", errors.top5()));
        text.append("\nTokens that A gets more often\n")
                .append(TokenListings.changes(errors.gained(limit), vocabulary).text());
        text.append("\nTokens that B gets more often\n")
                .append(TokenListings.changes(errors.missed(limit), vocabulary).text());
        return text.toString();
    }

    private static String agreement(String figure, PairErrors.Agreement a) {
        return String.format(
                Locale.ROOT,
                "%s: both right %.2f%%, only A %.2f%%, only B %.2f%%, neither %.2f%% (McNemar p %s)%n",
                figure,
                100 * a.share(Outcome.BOTH),
                100 * a.share(Outcome.ONLY_FIRST),
                100 * a.share(Outcome.ONLY_SECOND),
                100 * a.share(Outcome.NEITHER),
                PairText.pValue(a.pValue()));
    }

    /** @param limit most tokens of either list */
    public ObjectNode json(int limit) {
        ObjectNode node = Json.object();
        node.set("pair", SpecCodec.write(pair));
        node.set("top1", agreement(errors.top1()));
        node.set("top5", agreement(errors.top5()));
        node.set(
                "gained",
                TokenListings.changes(errors.gained(limit), vocabulary).json());
        node.set(
                "missed",
                TokenListings.changes(errors.missed(limit), vocabulary).json());
        return node;
    }

    private static ObjectNode agreement(PairErrors.Agreement a) {
        return SpecCodec.write(a).put("mcNemar", a.pValue());
    }
}
