package hammingway.cli;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.report.table.Column;
import hammingway.report.table.Columns;
import hammingway.report.table.RunFilter;
import hammingway.report.table.RunLine;
import hammingway.report.table.RunTable;
import hammingway.report.table.RunTableReader;
import hammingway.report.table.RunText;
import hammingway.report.table.SortKey;
import hammingway.report.table.Views;
import hammingway.report.table.ViewsFile;
import hammingway.run.Project;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which runs are listed, with what of them, in which order. */
final class RunTableOptions {
    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description =
                    "Runs to list, such as \"top5>60 & params<1e5 & tag:paper & !failed\"; @NAME: one kept in the project")
    private String filter = "";

    @Option(
            names = "--columns",
            paramLabel = "NAMES",
            split = ",",
            description = "What to list, such as name,top5,training.steps; all: every figure and field")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--sort",
            paramLabel = "NAMES",
            split = ",",
            description = "Order, such as -top5,params; - means greatest first")
    private List<String> sort = new ArrayList<>();

    @Option(names = "--differing", description = "Only columns in which the listed runs differ")
    private boolean differing;

    @Option(names = "--csv", description = "As CSV, with numbers in full")
    private boolean csv;

    /** Whether a table is asked for, and not the plain list. */
    boolean asked() {
        return csv || differing || !filter.isBlank() || !columns.isEmpty() || !sort.isEmpty();
    }

    void print(Project project, PrintWriter out) {
        List<String> damaged = new ArrayList<>();
        RunTable table = RunTableReader.ofAll(project, damaged, Progress.NONE);
        RunFilter wanted = RunFilter.parse(filter(project), table.columns());
        List<SortKey> keys =
                sort.stream().map(s -> SortKey.parse(s, table.columns())).toList();
        List<RunLine> lines = table.lines().stream()
                .filter(wanted::accepts)
                .sorted(SortKey.order(keys))
                .toList();
        List<Column> shown = shown(table);
        if (differing) {
            shown = Columns.differing(shown, lines);
        }
        out.print(csv ? RunText.csv(lines, shown) : RunText.aligned(lines, shown));
        out.flush();
        if (!csv) {
            damaged.forEach(d -> out.println("Left out: " + d));
        }
    }

    private String filter(Project project) {
        if (!filter.startsWith("@")) {
            return filter;
        }
        List<Views.NamedFilter> kept = new ViewsFile(project).read().filters();
        return kept.stream()
                .filter(f -> f.name().equals(filter.substring(1)))
                .findFirst()
                .orElseThrow(() ->
                        new WorkbenchException("The project keeps no filter \"" + filter.substring(1) + "\". "
                                + (kept.isEmpty()
                                        ? "It keeps none."
                                        : "It keeps "
                                                + String.join(
                                                        ", ",
                                                        kept.stream()
                                                                .map(Views.NamedFilter::name)
                                                                .toList())
                                                + ".")))
                .text();
    }

    private List<Column> shown(RunTable table) {
        if (columns.equals(List.of("all"))) {
            return table.columns().all();
        }
        List<String> names = columns.isEmpty() ? USUAL : columns;
        return names.stream()
                .map(n -> table.columns().all().stream()
                        .filter(c ->
                                c.key().equals(SortKey.parse(n, table.columns()).column()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static final List<String> USUAL =
            List.of("state", "name", "head", "code", "params", "top1", "top5", "perplexity", "tags", "note");
}
