package hammingway.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StoryCorpusTest {
    private final List<String> stories = new StoryCorpus().stories(1_000_000, 1);
    private final String text = String.join("\n\n", stories);

    @Test
    void isDeterministic() {
        assertThat(new StoryCorpus().stories(50_000, 7)).isEqualTo(new StoryCorpus().stories(50_000, 7));
        assertThat(new StoryCorpus().stories(50_000, 8)).isNotEqualTo(new StoryCorpus().stories(50_000, 7));
    }

    @Test
    void leavesNoSlotUnfilled() {
        assertThat(text)
                .doesNotContain("{")
                .doesNotContain("}")
                .doesNotContain("  ")
                .doesNotContain("_")
                .doesNotContain("/");
        assertThat(text).doesNotContainPattern("(?<!than) any (?!other)").doesNotContain("look animal");
    }

    @Test
    void usesArticlesAndCapitalsRightly() {
        assertThat(matches("\\b[Aa] [aeio]\\w+")).isEmpty();
        assertThat(matches("\\b[Aa]n [^aeiou]\\w+")).isEmpty();
        assertThat(matches("(?<!Mr|Mrs)[.!?]\"? [a-z]\\w*").stream()
                        .filter(s -> !s.contains("\""))
                        .toList())
                .isEmpty();
        assertThat(stories).allMatch(s -> Character.isUpperCase(s.charAt(0)) && s.matches("(?s).*[.!?]\"?"));
    }

    private List<String> matches(String regex) {
        Matcher m = Pattern.compile(regex).matcher(text);
        List<String> found = new ArrayList<>();
        while (m.find() && found.size() < 5) {
            found.add(m.group());
        }
        return found;
    }

    @Test
    void variesEnough() {
        assertThat(new HashSet<>(stories)).hasSameSizeAs(stories);
        String[] sentences = text.split("(?<=[.!?])\\s+");
        double distinct = (double) new HashSet<>(List.of(sentences)).size() / sentences.length;
        assertThat(distinct).isGreaterThan(0.25);
    }

    @Test
    void followsZipfsLawRoughly() {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : text.toLowerCase(java.util.Locale.ROOT).split("[^a-z']+")) {
            counts.merge(word, 1, Integer::sum);
        }
        assertThat(counts.size()).isGreaterThan(500);
        List<Integer> sorted = counts.values().stream().sorted((a, b) -> b - a).toList();
        double slope = Math.log((double) sorted.get(9) / sorted.get(299)) / Math.log(300 / 10.0);
        assertThat(slope).isBetween(0.6, 1.6);
    }
}
