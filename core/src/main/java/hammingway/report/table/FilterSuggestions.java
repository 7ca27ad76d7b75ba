package hammingway.report.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can follow in a filter that is being typed: names of columns, or values that runs have. */
public final class FilterSuggestions {
    private static final int MOST = 12;

    private FilterSuggestions() {}

    /**
     * One of them.
     *
     * @param from  the first character that it replaces; the caret is the last
     * @param text  what to put there
     * @param meaning for people
     */
    public record Suggestion(int from, String text, String meaning) {}

    /** @param caret the place in the filter where one types */
    public static List<Suggestion> at(String filter, int caret, RunTable table) {
        String before = filter.substring(0, Math.clamp(caret, 0, filter.length()));
        int from = before.length();
        while (from > 0 && " &|!()<>=:".indexOf(before.charAt(from - 1)) < 0) {
            from--;
        }
        String begun = before.substring(from).toLowerCase(Locale.ROOT);
        int end = from;
        while (end > 0 && "<>=:!".indexOf(before.charAt(end - 1)) >= 0) {
            end--;
        }
        boolean value = end < from && !before.substring(end, from).equals("!");
        return value ? values(before, end, begun, table, from) : names(begun, table, from);
    }

    private static List<Suggestion> names(String begun, RunTable table, int from) {
        if (begun.isEmpty()) {
            return List.of();
        }
        Stream<Column> starting = table.columns().all().stream()
                .filter(c -> c.key().toLowerCase(Locale.ROOT).startsWith(begun));
        Stream<Column> holding = table.columns().all().stream()
                .filter(c -> c.key().toLowerCase(Locale.ROOT).contains(begun));
        return Stream.concat(starting, holding)
                .distinct()
                .limit(MOST)
                .map(c -> new Suggestion(from, c.key() + (c.numeric() ? ">" : "="), c.meaning()))
                .toList();
    }

    private static List<Suggestion> values(String before, int end, String begun, RunTable table, int from) {
        int start = end;
        while (start > 0 && " &|!()".indexOf(before.charAt(start - 1)) < 0) {
            start--;
        }
        return table.columns()
                .find(before.substring(start, end))
                .filter(c -> !c.numeric())
                .map(c -> table.lines().stream()
                        .flatMap(l -> c.key().equals("tags")
                                ? l.tags().stream()
                                : Stream.of(l.cell(c.key()).text()))
                        .filter(v -> !v.isEmpty() && v.toLowerCase(Locale.ROOT).contains(begun))
                        .distinct()
                        .sorted()
                        .limit(MOST)
                        .map(v -> new Suggestion(from, quoted(v), c.title()))
                        .toList())
                .orElse(List.of());
    }

    private static String quoted(String value) {
        return value.matches("[^\\s\"&|!()<>=:]+") ? value : '"' + value.replace("\"", "") + '"';
    }
}
