package hammingway.eval.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Exact match and token F1 as SQuAD's evaluation has them (Rajpurkar et al. 2016; script of version 2.0): letters are made small,
 * ASCII punctuation and the articles a, an, the are dropped, white space is made one blank. Of two texts of which one has no word
 * left, F1 is 1 when neither has, else 0. Of several references each figure takes its best.
 *
 * @param exact whether the normalised texts are equal
 * @param f1    over words, each counted as often as it stands
 */
public record Answer(boolean exact, double f1) {
    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}"); // the 32 of ASCII, as Python's
    private static final Pattern ARTICLES = Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);

    static Answer of(TextPair pair) {
        List<String> predicted = words(pair.prediction());
        boolean exact = false;
        double f1 = 0;
        for (String reference : pair.references()) {
            List<String> expected = words(reference);
            exact |= predicted.equals(expected);
            f1 = Math.max(f1, f1(predicted, expected));
        }
        return new Answer(exact, f1);
    }

    private static double f1(List<String> predicted, List<String> expected) {
        if (predicted.isEmpty() || expected.isEmpty()) {
            return predicted.equals(expected) ? 1 : 0;
        }
        WordCounts found = new WordCounts(predicted, 1);
        WordCounts wanted = new WordCounts(expected, 1);
        return Overlap.of(found.common(wanted), found.total(), wanted.total()).f1();
    }

    static List<String> words(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        String bare =
                ARTICLES.matcher(PUNCTUATION.matcher(small).replaceAll("")).replaceAll(" ");
        return WhiteSpace.split(bare);
    }
}
