package hammingway.report.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines and columns made up for tests. */
final class Lines {
    static final Columns COLUMNS = new Columns(List.of(
            column("name", false),
            new Column("tags", List.of("tag"), "Tags", "", "", false),
            column("note", false),
            column("head", false),
            column("code", false),
            column("state", false),
            column("top5", true),
            column("params", true),
            column("training.steps", true),
            column("training.schedule.warmup", true),
            column("data.shuffle.warmup", true)));

    private Lines() {}

    private static Column column(String key, boolean numeric) {
        return new Column(key, List.of(), key, "", "", numeric);
    }

    static RunLine line(String name, String... cells) {
        Map<String, Cell> all = new HashMap<>(Map.of("name", Cell.words(name)));
        for (int i = 0; i < cells.length; i += 2) {
            boolean numeric = COLUMNS.find(cells[i]).orElseThrow().numeric();
            all.put(
                    cells[i],
                    numeric ? Cell.plain(Double.parseDouble(cells[i + 1]), cells[i + 1]) : Cell.words(cells[i + 1]));
        }
        return new RunLine(List.of(name), Optional.empty(), all);
    }
}
