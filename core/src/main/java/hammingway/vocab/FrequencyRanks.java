package hammingway.vocab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Tokens by their counts in the training part: the most frequent has rank 0, equal counts rank by lower id. */
public final class FrequencyRanks {
    private final int[] rank;

    private FrequencyRanks(int[] rank) {
        this.rank = rank;
    }

    public static FrequencyRanks of(Vocabulary vocabulary) {
        int[] order = IntStream.range(0, vocabulary.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(t -> -vocabulary.count(t))
                        .thenComparing(t -> t))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[order.length];
        for (int r = 0; r < order.length; r++) {
            rank[order[r]] = r;
        }
        return new FrequencyRanks(rank);
    }

    public int rank(int token) {
        return rank[token];
    }

    /** Ranks {@code from} to {@code to - 1}. */
    public record Band(int from, int to) {
        public boolean holds(int rank) {
            return rank >= from && rank < to;
        }
    }

    /** Ranks 0-9, 10-99, 100-999, ... */
    public List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        for (long from = 0, to = 10; from < rank.length; from = to, to *= 10) {
            bands.add(new Band((int) from, (int) Math.min(to, rank.length)));
        }
        return bands;
    }
}
