package hammingway.eval.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words, or runs of words, with their numbers. */
final class WordCounts {
    private final Map<String, Integer> counts = new HashMap<>();
    private final int total;

    /** All runs of n words. */
    WordCounts(List<String> words, int n) {
        int runs = Math.max(0, words.size() - n + 1);
        for (int i = 0; i < runs; i++) {
            counts.merge(String.join(" ", words.subList(i, i + n)), 1, Integer::sum);
        }
        total = runs;
    }

    int total() {
        return total;
    }

    /** Each as often as both have it. */
    int common(WordCounts other) {
        int sum = 0;
        for (Map.Entry<String, Integer> e : counts.entrySet()) {
            sum += Math.min(e.getValue(), other.counts.getOrDefault(e.getKey(), 0));
        }
        return sum;
    }
}
