package hammingway.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Why figures of some runs may not stand beside those of others, in plain words. */
final class Comparability {
    /** Names told in one warning; more would hide it. */
    private static final int NAMES = 4;

    private Comparability() {}

    /** What must be alike, most serious first. */
    private enum Aspect {
        DATA,
        VOCABULARY,
        BACKBONE,
        TOKENS_SEEN,
        WINDOWS;

        Object of(RunFacts f) {
            return switch (this) {
                case DATA -> f.dataHash().isEmpty() ? f.text() : f.dataHash();
                case VOCABULARY -> f.vocabulary();
                case BACKBONE -> f.backbone();
                case TOKENS_SEEN -> f.tokensSeen();
                case WINDOWS -> (long) f.windows() * f.context();
            };
        }
    }

    /** What sets two runs apart; empty when nothing does. */
    static List<String> of(RunFacts first, RunFacts second) {
        List<String> texts = new ArrayList<>();
        for (Aspect aspect : Aspect.values()) {
            if (!aspect.of(first).equals(aspect.of(second))) {
                texts.add(upper(apart(aspect, "the first run", first, "the second", second)) + ".");
            }
        }
        return texts;
    }

    /** What sets some runs apart from most of the others; a text for each difference. */
    static List<String> of(List<String> names, List<RunFacts> facts) {
        List<String> texts = new ArrayList<>();
        for (Aspect aspect : Aspect.values()) {
            Map<Object, List<Integer>> groups = new LinkedHashMap<>();
            for (int i = 0; i < facts.size(); i++) {
                if (!facts.get(i).equals(RunFacts.UNKNOWN)) {
                    groups.computeIfAbsent(aspect.of(facts.get(i)), v -> new ArrayList<>())
                            .add(i);
                }
            }
            if (groups.size() > 1) {
                texts.addAll(odd(aspect, List.copyOf(groups.values()), names, facts));
            }
        }
        return List.copyOf(texts);
    }

    private static List<String> odd(
            Aspect aspect, List<List<Integer>> groups, List<String> names, List<RunFacts> facts) {
        List<Integer> most =
                groups.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
        RunFacts usual = facts.get(most.getFirst());
        List<String> texts = new ArrayList<>();
        for (List<Integer> group : groups) {
            if (!group.equals(most) && texts.size() < NAMES) {
                String who = group.size() == 1 ? "1 run" : group.size() + " runs";
                String others = most.size() == 1 ? "1 other" : most.size() + " others";
                texts.add(apart(aspect, who, facts.get(group.getFirst()), others, usual) + ": "
                        + some(group.stream().map(names::get).toList()) + ".");
            }
        }
        int left = groups.size() - 1 - texts.size();
        if (left > 0) {
            texts.add("So do " + left + " more groups of runs, each in its own way.");
        }
        return texts;
    }

    private static String apart(Aspect aspect, String who, RunFacts a, String others, RunFacts b) {
        return switch (aspect) {
            case DATA ->
                who + " read other data than " + others + " ("
                        + (a.text().equals(b.text())
                                ? "both from " + a.text() + ", but not the same tokens"
                                : a.text() + " against " + b.text())
                        + ")";
            case VOCABULARY ->
                String.format(
                        Locale.ROOT,
                        "%s chose among %,d tokens, %s among %,d, so only bits per byte compare",
                        who,
                        a.vocabulary(),
                        others,
                        b.vocabulary());
            case BACKBONE ->
                who + " had another backbone than " + others + " (" + a.backbone() + " against " + b.backbone() + ")";
            case TOKENS_SEEN -> seen(who, a.tokensSeen(), others, b.tokensSeen());
            case WINDOWS ->
                String.format(
                        Locale.ROOT,
                        "%s were judged on %,d tokens, %s on %,d",
                        who,
                        (long) a.windows() * a.context(),
                        others,
                        (long) b.windows() * b.context());
        };
    }

    private static String seen(String who, long a, String others, long b) {
        double ratio = (double) Math.max(a, b) / Math.max(1, Math.min(a, b));
        return String.format(
                Locale.ROOT,
                "%s saw %s times %s tokens in training than %s (%,d against %,d)",
                who,
                ratio >= 10 || ratio == Math.rint(ratio)
                        ? String.format(Locale.ROOT, "%,.0f", ratio)
                        : String.format(Locale.ROOT, "%.2g", ratio),
                a < b ? "fewer" : "more",
                others,
                a,
                b);
    }

    private static String some(List<String> names) {
        String told = names.stream().limit(NAMES).collect(Collectors.joining(", "));
        return names.size() > NAMES ? told + " and " + (names.size() - NAMES) + " more" : told;
    }

    private static String upper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
