package hammingway.errors.token;

import hammingway.errors.figures.TrueMinus;
import hammingway.eval.errors.PositionLook;
import hammingway.eval.errors.PositionLook.WordLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures of the selected token in words. */
final class TokenFacts {
    private TokenFacts() {}

    record Fact(String name, String value, String meaning) {}

    static List<Fact> of(LookedToken l) {
        PositionLook look = l.first();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Target", named(l, look.run().target()), "The token that came, and its id"));
        facts.add(new Fact(
                "Predicted",
                named(l, look.run().predicted()) + (look.run().right() ? ", right" : ""),
                "The token that the run's decoder ranked first, and its id"));
        String again = look.again().rankedAbove() == look.run().rankedAbove()
                ? ""
                : String.format(
                        Locale.ROOT, " (from kept logits %,d)", look.again().rankedAbove() + 1);
        facts.add(new Fact(
                "Rank",
                String.format(
                        Locale.ROOT,
                        "%,d of %,d%s",
                        look.run().rankedAbove() + 1,
                        l.vocabulary().size(),
                        again),
                "The target's place. Logits are kept in half precision, so that near ties may come out otherwise"));
        double log = look.run().logProbability();
        facts.add(new Fact(
                "Log-probability",
                TrueMinus.format("%.3f nats, ", log) + CandidateTable.percent(Math.exp(log)),
                "Of the target, as the run wrote it, and the probability"));
        facts.add(new Fact(
                "Score gap",
                TrueMinus.format("%.4g", look.again().gap()),
                "The best other token's score less the target's, as the decoder scores: below 0 the target wins"));
        facts.add(new Fact(
                "Margin",
                TrueMinus.format("%.3f nats", look.again().margin()),
                "The target's log-probability less that of the best other token"));
        facts.add(new Fact(
                "Entropy",
                TrueMinus.format("%.3f nats", look.again().entropy()),
                "Of the distribution over all tokens"));
        look.word()
                .ifPresent(w -> facts.add(new Fact(
                        "Wrong bits",
                        w.wrong() + " of " + w.bits().size(),
                        "Bits of the target's codeword that were decided wrong")));
        return facts;
    }

    private static String named(LookedToken l, int token) {
        return l.display(token) + " (" + token + ")";
    }

    /** Which single bits the target lacked. */
    static String repairs(PositionLook look, WordLook word) {
        if (look.again().rankedAbove() == 0) {
            return "The target wins: no bit needs to change.";
        }
        List<Integer> right = word.enoughIfRight();
        List<Integer> erased = word.enoughIfErased();
        if (right.isEmpty()) {
            return "No single bit would have been enough, right or left out.";
        }
        return "One of these bits would have been enough, if right: " + list(right) + "."
                + (erased.isEmpty() ? " Leaving one bit out would not." : " If left out: " + list(erased) + ".");
    }

    private static String list(List<Integer> bits) {
        return bits.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
