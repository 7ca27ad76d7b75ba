package hammingway.shell;

import hammingway.control.MarkdownView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search of the guide. A section is found when it holds all the words, in any order and in its page's title or its own heading as well;
 * a line of a table whose first cell holds them is found too, which makes the glossary one of words.
 */
final class GuideSearch {
    private static final Pattern HEADING = Pattern.compile("#+ (.+)");
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+?) \\|.*");

    /** Shorter words are in every section. */
    private static final int LEAST_LETTERS = 2;

    /** Where words are found, the best places first. */
    private enum Place {
        /** The heading is just that. */
        NAME,
        /** As a phrase in the heading. */
        HEADING,
        /** In the glossary, or another table's first cells. */
        TERM,
        /** Each in the heading. */
        WORDS_OF_HEADING,
        /** Each in the heading or the page's title. */
        TITLE,
        /** As a phrase in the text. */
        PHRASE,
        /** Each somewhere in the section. */
        TEXT
    }

    private final String phrase;
    private final List<String> words;
    private final Map<Place, Map<String, GuideViewModel.Hit>> found = new LinkedHashMap<>();

    private GuideSearch(String typed) {
        phrase = String.join(" ", typed.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        words = List.of(phrase.split(" ")).stream().map(GuideSearch::singular).toList();
        for (Place place : Place.values()) {
            found.put(place, new LinkedHashMap<>());
        }
    }

    /** Codewords are found where a codeword is spoken of. */
    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** @param pages texts by name, in the order in which they are shown where nothing else decides */
    static List<GuideViewModel.Hit> hits(Map<String, String> pages, String typed) {
        GuideSearch search = new GuideSearch(typed);
        if (search.words.stream().allMatch(w -> w.length() < LEAST_LETTERS)) {
            return List.of();
        }
        pages.forEach(search::page);
        Map<String, GuideViewModel.Hit> hits = new LinkedHashMap<>();
        search.found.values().forEach(of -> of.forEach(hits::putIfAbsent));
        return List.copyOf(hits.values());
    }

    private void page(String name, String text) {
        String title = name;
        String heading = "";
        boolean code = false;
        List<String> section = new ArrayList<>();
        for (String line : text.lines().toList()) {
            code ^= line.startsWith("```");
            Matcher m = HEADING.matcher(line);
            if (code || !m.matches()) {
                section.add(line);
                continue;
            }
            section(name, title, heading, section);
            section.clear();
            title = heading.isEmpty() ? m.group(1) : title;
            heading = m.group(1);
        }
        section(name, title, heading, section);
    }

    private void section(String name, String title, String heading, List<String> lines) {
        if (heading.isEmpty()) {
            return;
        }
        boolean first = heading.equals(title);
        String place = first ? name : name + "#" + MarkdownView.anchor(heading);
        GuideViewModel.Hit hit = new GuideViewModel.Hit(place, first ? title : title + ": " + heading);
        for (String line : lines) {
            term(name, title, line);
        }
        String above = (heading + " " + title).toLowerCase(Locale.ROOT);
        String body = String.join(" ", lines).toLowerCase(Locale.ROOT);
        place(heading.toLowerCase(Locale.ROOT), above, body).ifPresent(p -> put(p, hit));
    }

    private Optional<Place> place(String heading, String above, String body) {
        if (heading.equals(phrase)) {
            return Optional.of(Place.NAME);
        }
        if (heading.contains(phrase)) {
            return Optional.of(Place.HEADING);
        }
        if (all(heading)) {
            return Optional.of(Place.WORDS_OF_HEADING);
        }
        if (all(above)) {
            return Optional.of(Place.TITLE);
        }
        if (body.contains(phrase)) {
            return Optional.of(Place.PHRASE);
        }
        return all(above + " " + body) ? Optional.of(Place.TEXT) : Optional.empty();
    }

    private void term(String name, String title, String line) {
        Matcher row = ROW.matcher(line);
        if (row.matches() && all(row.group(1).toLowerCase(Locale.ROOT))) {
            String term = row.group(1).replaceAll("[`*]|\\[|]\\([^)]*\\)", "");
            put(Place.TERM, new GuideViewModel.Hit(name + "#" + MarkdownView.anchor(term), title + ": " + term));
        }
    }

    private boolean all(String text) {
        return words.stream().allMatch(text::contains);
    }

    private void put(Place place, GuideViewModel.Hit hit) {
        found.getOrDefault(place, new LinkedHashMap<>()).put(hit.page(), hit);
    }
}
