package hammingway.data;

import hammingway.math.SplitRandom;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Simple English stories from a grammar, so that everything can be tried without a data set. A story has a hero, a friend, an
 * elder, a thing, an animal, a food and a place that return through it, and one of eight troubles that ends well; words are
 * drawn with Zipf-like weights. The same seed and number give the same story on every machine.
 */
public final class StoryCorpus {
    private static final List<String> TROUBLES =
            List.of("lost", "stuck", "broken", "scared", "share", "storm", "hungry", "contest");

    private final Map<String, List<String>> words;
    private final Map<String, List<String>> sentences;

    public StoryCorpus() {
        this.words = words();
        this.sentences = sentences();
    }

    /** Stories of about so many bytes in all. */
    public List<String> stories(long bytes, long seed) {
        List<String> stories = new ArrayList<>();
        long length = 0;
        for (long i = 0; length < bytes; i++) {
            String story = story(SplitRandom.of(seed, "story", i));
            stories.add(story);
            length += story.length() + 2; // two line feeds lie between stories
        }
        return stories;
    }

    private String story(SplitRandom random) {
        Cast cast = new Cast(random);
        String trouble = TROUBLES.get(random.nextInt(TROUBLES.size()));
        StringBuilder text = new StringBuilder();
        add(text, cast, "open", 1);
        add(text, cast, "habit", 1 + random.nextInt(3));
        add(text, cast, "go", 1 + random.nextInt(2));
        text.append('\n');
        add(text, cast, "problem." + trouble, 1);
        if (random.nextBoolean()) {
            add(text, cast, "feel", 1);
        }
        add(text, cast, "talk." + trouble, 1 + random.nextInt(2));
        add(text, cast, "try." + trouble, 1 + random.nextInt(2));
        text.append('\n');
        add(text, cast, "fix." + trouble, 1);
        add(text, cast, "after", 1 + random.nextInt(2));
        if (random.nextInt(3) > 0) {
            add(text, cast, "moral", 1);
        }
        add(text, cast, "end", 1);
        return text.toString();
    }

    /** Adds different sentences of a section. */
    private void add(StringBuilder text, Cast cast, String section, int count) {
        List<String> patterns = new ArrayList<>(sentences.getOrDefault(section, List.of()));
        for (int i = 0; i < count && !patterns.isEmpty(); i++) {
            String pattern = patterns.remove(cast.random.nextInt(patterns.size()));
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append(' ');
            }
            text.append(cast.fill(pattern));
        }
    }

    /** The people and things of one story. */
    private final class Cast {
        private final SplitRandom random;
        private final Map<String, String> fixed = new HashMap<>();

        Cast(SplitRandom random) {
            this.random = random;
            person("hero", "he", "him", "his");
            fixed.put("youth", "she".equals(fixed.get("he")) ? "girl" : "boy");
            person("friend", "fhe", "fhim", "fhis");
            boolean she = random.nextBoolean();
            fixed.put("elder", pick(she ? "elder.she" : "elder.he"));
            fixed.put("ehe", she ? "she" : "he");
            fixed.put("her", she ? "her" : "his");
            for (String kind : List.of("thing", "animal", "food", "place", "color", "look", "hide")) {
                fixed.put(kind, pick(kind));
            }
        }

        private void person(String role, String subject, String object, String possessive) {
            boolean she = random.nextBoolean();
            String name = pick(she ? "girl" : "boy");
            while (name.equals(fixed.get("hero"))) {
                name = pick(she ? "girl" : "boy");
            }
            fixed.put(role, name);
            fixed.put(subject, she ? "she" : "he");
            fixed.put(object, she ? "her" : "him");
            fixed.put(possessive, she ? "her" : "his");
        }

        String fill(String pattern) {
            StringBuilder out = new StringBuilder();
            int at = 0;
            for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
                int close = pattern.indexOf('}', open);
                out.append(pattern, at, open);
                out.append(slot(pattern.substring(open + 1, close), startsSentence(out)));
                at = close + 1;
            }
            return out.append(pattern.substring(at)).toString();
        }

        private static boolean startsSentence(StringBuilder before) {
            String text = before.toString().stripTrailing();
            boolean title = text.endsWith("Mr.") || text.endsWith("Mrs.");
            return text.isEmpty() || (!title && text.matches("(?s).*[.!?]\"?"));
        }

        /** A slot: {@code Hero}, {@code a color thing}, {@code any animals}. */
        private String slot(String slot, boolean sentenceStart) {
            boolean capital = Character.isUpperCase(slot.charAt(0)) || sentenceStart;
            List<String> parts =
                    new ArrayList<>(List.of((Character.toLowerCase(slot.charAt(0)) + slot.substring(1)).split(" ")));
            boolean article = parts.getFirst().equals("a");
            if (article) {
                parts.removeFirst();
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                boolean fresh = parts.get(i).equals("any");
                if (fresh) {
                    i++;
                }
                text.append(text.isEmpty() ? "" : " ").append(word(parts.get(i), fresh));
            }
            String result = article
                    ? ("aeio".indexOf(text.charAt(0)) >= 0 || text.indexOf("um") == 0 ? "an " : "a ") + text
                    : text.toString();
            return capital ? Character.toUpperCase(result.charAt(0)) + result.substring(1) : result;
        }

        private String word(String name, boolean fresh) {
            if (fresh) {
                return words.containsKey(name) || isPlural(name) ? form(name, pick(singular(name))) : name;
            }
            String value = fixed.get(name);
            if (value != null) {
                return singularOf(value);
            }
            String kind = singular(name);
            return fixed.containsKey(kind) && isPlural(name) ? form(name, fixed.get(kind)) : name;
        }

        private boolean isPlural(String name) {
            return name.endsWith("s") && words.containsKey(name.substring(0, name.length() - 1));
        }

        private String singular(String name) {
            return isPlural(name) ? name.substring(0, name.length() - 1) : name;
        }

        private String form(String name, String value) {
            return isPlural(name) ? pluralOf(value) : singularOf(value);
        }

        /** Zipf-like: the word of rank r has weight 1 / (r + 3), r from 0. */
        private String pick(String kind) {
            List<String> list = words.getOrDefault(kind, List.of(kind));
            double total = 0;
            for (int r = 0; r < list.size(); r++) {
                total += 1.0 / (r + 3);
            }
            double at = random.nextDouble() * total;
            for (int r = 0; r < list.size(); r++) {
                at -= 1.0 / (r + 3);
                if (at < 0) {
                    return list.get(r);
                }
            }
            return list.getLast();
        }
    }

    private static String singularOf(String word) {
        int slash = word.indexOf('/');
        return slash < 0 ? word : word.substring(0, slash);
    }

    private static String pluralOf(String word) {
        int slash = word.indexOf('/');
        return slash < 0 ? word + "s" : word.substring(slash + 1);
    }

    private static Map<String, List<String>> words() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (String line : lines("words.txt")) {
            String[] parts = line.split(": ", 2);
            String separator = parts[1].contains("|") ? "\\|" : " ";
            words.put(
                    parts[0],
                    List.of(parts[1].split(separator)).stream()
                            .map(w -> w.replace('_', ' '))
                            .toList());
        }
        return words;
    }

    private static Map<String, List<String>> sentences() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines("sentences.txt")) {
            if (line.startsWith("[")) {
                current = new ArrayList<>();
                sections.put(line.substring(1, line.indexOf(']')), current);
            } else {
                current.add(line);
            }
        }
        return sections;
    }

    private static List<String> lines(String name) {
        try (InputStream in = StoryCorpus.class.getResourceAsStream("/hammingway/stories/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
