package hammingway.run.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.run.RunSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The runs that come of one specification when some fields take several values.
 *
 * @param base   what is the same in all; its name is not
 * @param axes   fields and their values
 * @param points in the order of a nested loop, the first field outermost
 */
public record Sweep(ObjectNode base, List<Axis> axes, Order order, List<Point> points) {
    /** More runs than anybody waits for: a slip in the lists. */
    public static final int MOST = 10_000;

    /** The most that a name may have. */
    private static final int LONGEST_NAME = 80;

    /** How values are put together. */
    public enum Order {
        /** Each with each. */
        GRID,
        /** The first of all, the second of all, ...; a single value goes with all. */
        LIST
    }

    /**
     * Makes all points; those that cannot be have their reasons.
     *
     * @param base  a specification as JSON
     * @param sized problems that show for a number of tokens only, or none
     * @throws SpecException when there are no values, too many, or lists of different lengths
     */
    public static Sweep of(ObjectNode base, List<Axis> axes, Order order, Function<RunSpec, List<Problem>> sized) {
        List<List<String>> rows = order == Order.GRID ? grid(axes) : list(axes);
        List<String> names = names(axes, rows);
        List<Point> points = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Point point = point(base, axes, rows.get(i), names.get(i), sized);
            Optional<String> twin = point.spec().map(s -> seen.putIfAbsent(s.hash(), point.name()));
            points.add(twin.map(t -> point.with(new Problem(
                            "",
                            point.name(),
                            "runs that differ: this is the very run \"" + t + "\"",
                            "Leave it out, or change a value")))
                    .orElse(point));
        }
        return new Sweep(base, List.copyOf(axes), order, List.copyOf(points));
    }

    public List<RunSpec> runs() {
        return points.stream()
                .filter(Point::valid)
                .flatMap(p -> p.spec().stream())
                .toList();
    }

    /** Points that cannot be run. */
    public List<Point> wrong() {
        return points.stream().filter(p -> !p.valid()).toList();
    }

    private static List<List<String>> grid(List<Axis> axes) {
        List<List<String>> rows = List.of(List.of());
        for (Axis axis : axes) {
            if ((long) rows.size() * axis.values().size() > MOST) {
                throw wrong(axis, "at most " + MOST + " runs with the fields before", "Use fewer values");
            }
            List<List<String>> next = new ArrayList<>();
            for (List<String> row : rows) {
                for (String value : axis.values()) {
                    List<String> longer = new ArrayList<>(row);
                    longer.add(value);
                    next.add(longer);
                }
            }
            rows = next;
        }
        return axes.isEmpty() ? List.of() : rows;
    }

    private static List<List<String>> list(List<Axis> axes) {
        int length = axes.stream().mapToInt(a -> a.values().size()).max().orElse(0);
        if (length > MOST) {
            throw wrong(axes.getFirst(), "at most " + MOST + " runs", "Use fewer values");
        }
        for (Axis axis : axes) {
            if (axis.values().size() != 1 && axis.values().size() != length) {
                throw wrong(
                        axis,
                        "as many values as the longest list, " + length + ", or one",
                        "Add values, or choose a grid");
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int at = i;
            rows.add(axes.stream()
                    .map(a -> a.values().get(a.values().size() == 1 ? 0 : at))
                    .toList());
        }
        return rows;
    }

    private static SpecException wrong(Axis axis, String allowed, String fix) {
        return new SpecException(
                "The sweep cannot be made:",
                List.of(new Problem(axis.path(), axis.values().size() + " values", allowed, fix)));
    }

    private static Point point(
            ObjectNode base, List<Axis> axes, List<String> row, String name, Function<RunSpec, List<Problem>> sized) {
        ObjectNode json = base.deepCopy();
        try {
            List<Integer> kindsFirst = java.util.stream.IntStream.range(0, axes.size())
                    .boxed()
                    .sorted(Comparator.comparing(i -> !axes.get(i).ofKinds(base)))
                    .toList();
            for (int i : kindsFirst) {
                json = axes.get(i).apply(json, row.get(i));
            }
            json.put("name", name);
            RunSpec spec = SpecCodec.read(RunSpec.class, json, name);
            return new Point(name, row, json, Optional.of(spec), sized.apply(spec));
        } catch (SpecException e) {
            return new Point(name, row, json, Optional.empty(), e.problems());
        }
    }

    /** Fields of one value only are left out of names; names that are too long or equal get a number. */
    private static List<String> names(List<Axis> axes, List<List<String>> rows) {
        List<String> labels = labels(axes);
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < axes.size(); i++) {
                if (axes.get(i).values().size() > 1 || axes.size() == 1) {
                    parts.add(labels.get(i) + "=" + Axis.label(row.get(i)));
                }
            }
            String plain = parts.isEmpty() ? "run" : String.join(", ", parts);
            String name = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
            for (int n = 2; !taken.add(name); n++) {
                String number = " (" + n + ")";
                name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME - number.length())) + number;
            }
            names.add(name);
        }
        return names;
    }

    private static List<String> labels(List<Axis> axes) {
        return axes.stream()
                .map(a ->
                        axes.stream().filter(b -> b.label().equals(a.label())).count() > 1 ? a.longLabel() : a.label())
                .toList();
    }
}
