package hammingway.report.table;

import hammingway.base.Doc;
import java.util.ArrayList;
import java.util.List;

/** {@code views.json} of a project: how its table of runs is looked at. */
public record Views(
        @Doc(value = "Version of the file's format", min = 1, max = FORMAT)
        int format,

        @Doc(value = "Filters kept by name", byDefault = "[]")
        List<NamedFilter> filters,

        @Doc(value = "Columns in their order; none: the usual ones", byDefault = "[]")
        List<ShownColumn> columns,

        @Doc(value = "What the table is sorted by", byDefault = "[]")
        List<SortKey> sort,

        @Doc(value = "Axes of the parallel coordinates by key; none: the usual ones", byDefault = "[]")
        List<String> axes,

        @Doc(value = "Whether columns without a difference are hidden", byDefault = "false")
        boolean onlyDiffering) {
    /** The format this version writes and reads. */
    public static final int FORMAT = 1;

    public static final Views DEFAULT = new Views(FORMAT, List.of(), List.of(), List.of(), List.of(), false);

    public Views {
        filters = List.copyOf(filters);
        columns = List.copyOf(columns);
        sort = List.copyOf(sort);
        axes = List.copyOf(axes);
    }

    /** A filter kept by name. */
    public record NamedFilter(
            @Doc("Its name") String name,
            @Doc("The filter as it is typed") String text) {}

    /** A column and its width. */
    public record ShownColumn(
            @Doc("Key of the column") String key,

            @Doc(value = "Width", unit = "pixels", min = 10, max = 4000)
            double width) {}

    /** With a filter of this name, in place of one that had it. */
    public Views keep(NamedFilter filter) {
        List<NamedFilter> all = new ArrayList<>(forget(filter.name()).filters);
        all.add(filter);
        return new Views(format, all, columns, sort, axes, onlyDiffering);
    }

    public Views forget(String name) {
        return new Views(
                format,
                filters.stream().filter(f -> !f.name().equals(name)).toList(),
                columns,
                sort,
                axes,
                onlyDiffering);
    }

    public Views withTable(List<ShownColumn> newColumns, List<SortKey> newSort, boolean onlyDifferences) {
        return new Views(format, filters, newColumns, newSort, axes, onlyDifferences);
    }

    public Views withAxes(List<String> keys) {
        return new Views(format, filters, columns, sort, keys, onlyDiffering);
    }
}
