package hammingway.eval.errors;

import hammingway.code.Codebook;
import hammingway.code.analysis.Neighbours;
import hammingway.vocab.FrequencyRanks;
import hammingway.vocab.TokenType;
import hammingway.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which group each token belongs to. Immutable. */
public final class Grouping {
    /** More bars than this cannot be told apart in a small chart. */
    private static final int MOST_GROUPS = 12;

    private final String title;
    private final List<String> labels;
    private final int[] groupOf;

    private Grouping(String title, List<String> labels, int[] groupOf) {
        this.title = title;
        this.labels = List.copyOf(labels);
        this.groupOf = groupOf;
    }

    public String title() {
        return title;
    }

    public List<String> labels() {
        return labels;
    }

    public int group(int token) {
        return groupOf[token];
    }

    /** By frequency in the training part, in the bands of the evaluation; labels count from 1. */
    public static Grouping byBand(Vocabulary vocabulary) {
        FrequencyRanks ranks = FrequencyRanks.of(vocabulary);
        List<FrequencyRanks.Band> bands = ranks.bands();
        int[] groups = new int[vocabulary.size()];
        for (int v = 0; v < groups.length; v++) {
            int b = 0;
            while (!bands.get(b).holds(ranks.rank(v))) {
                b++;
            }
            groups[v] = b;
        }
        return new Grouping(
                "frequency rank",
                bands.stream().map(b -> range(b.from() + 1, b.to())).toList(),
                groups);
    }

    public static Grouping byType(Vocabulary vocabulary) {
        int[] groups = new int[vocabulary.size()];
        List<TokenType> types = List.of(TokenType.values());
        Arrays.setAll(groups, v -> types.indexOf(TokenType.of(vocabulary, v)));
        return new Grouping(
                "type of token", types.stream().map(TokenType::label).toList(), groups);
    }

    /** By the ones of codewords: each number alone, or stretches of equally many numbers where there are too many. */
    public static Grouping byWeight(Codebook codebook) {
        int[] weights = new int[codebook.size()];
        Arrays.setAll(weights, codebook.bits()::weight);
        int least = Arrays.stream(weights).min().orElse(0);
        int most = Arrays.stream(weights).max().orElse(0);
        int width = Math.ceilDiv(most - least + 1, MOST_GROUPS);
        List<String> labels = new ArrayList<>();
        for (int from = least; from <= most; from += width) {
            labels.add(range(from, Math.min(most, from + width - 1)));
        }
        return new Grouping(
                "codeword weight",
                labels,
                Arrays.stream(weights).map(w -> (w - least) / width).toArray());
    }

    /** By the number of codewords at minimum distance: 0, 1, 2, 3 to 4, 5 to 8, and so on to powers of two. */
    public static Grouping byNeighbours(Neighbours.Closest closest) {
        int[] groups = new int[closest.kissing().length];
        Arrays.setAll(groups, v -> doubling(closest.kissing()[v]));
        List<String> labels = new ArrayList<>();
        for (int g = 0; g <= doubling(closest.mostKissing()); g++) {
            labels.add(g < 2 ? Integer.toString(g) : range((1 << (g - 2)) + 1, 1 << (g - 1)));
        }
        return new Grouping("neighbours at distance " + closest.distance(), labels, groups);
    }

    private static int doubling(int count) {
        return count < 2 ? count : 33 - Integer.numberOfLeadingZeros(count - 1);
    }

    private static String range(int from, int to) {
        return from == to ? Integer.toString(from) : from + "\u2013" + to;
    }
}
