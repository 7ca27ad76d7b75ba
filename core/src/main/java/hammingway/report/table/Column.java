package hammingway.report.table;

import java.util.List;

/**
 * A column that a table of runs can have.
 *
 * @param key     for filters, orders and files: a short word such as {@code top5}, or a field's path such as {@code training.steps}
 * @param aliases other words for it
 * @param title   above the column
 * @param meaning one sentence
 * @param unit    empty where there is none
 * @param numeric whether all that runs have there are numbers
 */
public record Column(String key, List<String> aliases, String title, String meaning, String unit, boolean numeric) {
    public Column {
        aliases = List.copyOf(aliases);
    }

    boolean isCalled(String word) {
        return key.equalsIgnoreCase(word) || aliases.stream().anyMatch(word::equalsIgnoreCase);
    }

    /** Title and unit. */
    public String heading() {
        return unit.isEmpty() ? title : title + ", " + unit;
    }

    /** Whether it is a field of the specification, and no figure. */
    public boolean isField() {
        return (key.contains(".") && !key.startsWith("time.") && !key.startsWith("single.")) || key.equals("seed");
    }

    Column withNumeric(boolean isNumeric) {
        return new Column(key, aliases, title, meaning, unit, isNumeric);
    }
}
