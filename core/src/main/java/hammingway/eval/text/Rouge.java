package hammingway.eval.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * ROUGE (Lin 2004) as the Python package rouge_score 0.1.2 computes it without a stemmer: letters are made small, and words are
 * runs of a-z and 0-9. Of several references each figure takes the one with the highest F1, the first of equals.
 *
 * @param one     of words
 * @param two     of pairs of neighbouring words
 * @param longest of the longest common subsequence of words
 */
public record Rouge(Overlap one, Overlap two, Overlap longest) {
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");

    /** Time O(words of the prediction x words of the references). */
    static Rouge of(TextPair pair) {
        List<String> predicted = words(pair.prediction());
        List<Rouge> all =
                pair.references().stream().map(r -> of(predicted, words(r))).toList();
        return new Rouge(
                best(all.stream().map(Rouge::one).toList()),
                best(all.stream().map(Rouge::two).toList()),
                best(all.stream().map(Rouge::longest).toList()));
    }

    private static Overlap best(List<Overlap> overlaps) {
        Overlap best = overlaps.getFirst();
        for (Overlap o : overlaps) {
            best = o.f1() > best.f1() ? o : best;
        }
        return best;
    }

    private static Rouge of(List<String> predicted, List<String> expected) {
        return new Rouge(
                runs(predicted, expected, 1),
                runs(predicted, expected, 2),
                Overlap.of(commonSubsequence(predicted, expected), predicted.size(), expected.size()));
    }

    private static Overlap runs(List<String> predicted, List<String> expected, int n) {
        WordCounts found = new WordCounts(predicted, n);
        WordCounts wanted = new WordCounts(expected, n);
        return Overlap.of(found.common(wanted), found.total(), wanted.total());
    }

    /** Length of the longest common subsequence, row by row of the usual table. */
    private static int commonSubsequence(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (String word : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                row[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.size()];
    }

    private static List<String> words(String text) {
        return Arrays.stream(BETWEEN.split(text.toLowerCase(Locale.ROOT)))
                .filter(w -> !w.isEmpty())
                .toList();
    }
}
