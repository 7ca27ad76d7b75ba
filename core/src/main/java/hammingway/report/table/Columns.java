package hammingway.report.table;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** All columns that a table of a project's runs can have. */
public record Columns(List<Column> all) {
    /** What is shown before anyone chose. */
    public static final List<String> USUAL = List.of(
            "pareto",
            "name",
            "tags",
            "head",
            "code",
            "loss",
            "params",
            "share",
            "top1",
            "top5",
            "top5-share",
            "perplexity",
            "time",
            "note");

    public Columns {
        all = List.copyOf(all);
    }

    /**
     * A column by its key, by another word for it, or by the end of a field's path where only one field ends so.
     *
     * @param word upper and lower case alike
     */
    public Optional<Column> find(String word) {
        Optional<Column> called = all.stream().filter(c -> c.isCalled(word)).findFirst();
        if (called.isPresent()) {
            return called;
        }
        String end = "." + word.toLowerCase(Locale.ROOT);
        List<Column> ending = all.stream()
                .filter(Column::isField)
                .filter(c -> c.key().toLowerCase(Locale.ROOT).endsWith(end))
                .toList();
        return ending.size() == 1 ? Optional.of(ending.getFirst()) : Optional.empty();
    }

    /** Of these, those in which lines differ: with one line, or none, no column does. */
    public static List<Column> differing(List<Column> columns, List<RunLine> lines) {
        return columns.stream()
                .filter(c -> {
                    Set<String> seen = new HashSet<>();
                    lines.forEach(l -> seen.add(l.cell(c.key()).text()));
                    return seen.size() > 1;
                })
                .toList();
    }

    /** The words nearest to one that names nothing, for advice. */
    public List<String> near(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return all.stream()
                .map(Column::key)
                .sorted(Comparator.comparingInt((String k) -> Math.min(
                                distance(wanted, k.toLowerCase(Locale.ROOT)),
                                distance(wanted, k.toLowerCase(Locale.ROOT).replaceFirst(".*\\.", ""))))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
    }

    /** Edits between two words; a word that holds the other is near. */
    private static int distance(String a, String b) {
        if (b.contains(a)) {
            return 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
