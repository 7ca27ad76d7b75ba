package hammingway.run.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.SpecDifference;
import hammingway.run.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** Keeps a sweep as a study of the project, {@code studies/<name>.json}, which the command {@code study} carries out and repeats. */
public final class StudyFile {
    private static final int LONGEST_NAME = 60;

    private StudyFile() {}

    /** A study that was written, its runs in the order in which they must be done. */
    public record Kept(Path file, Study study) {}

    /**
     * Writes the points that can be run. A grid is written as the product of its lists where that gives these very runs, run by run
     * otherwise.
     *
     * @param title for people
     */
    public static Kept write(Project project, Sweep sweep, String title) {
        if (sweep.runs().isEmpty()) {
            throw new WorkbenchException("The sweep has no run that can be made. Correct its values.");
        }
        Path file = free(project, sweep, title);
        if (sweep.order() == Sweep.Order.GRID && sweep.wrong().isEmpty()) {
            Json.write(file, product(sweep, title));
            try {
                Study study = Study.load(file.toString(), Study.Options.NONE);
                if (sameRuns(study.runs(), sweep.runs())) {
                    return new Kept(file, study);
                }
            } catch (WorkbenchException unused) {
                // such as fields of one list that depend on the choice from another: then run by run
                Json.write(file, runs(sweep, title));
                return new Kept(file, Study.load(file.toString(), Study.Options.NONE));
            }
        }
        Json.write(file, runs(sweep, title));
        return new Kept(file, Study.load(file.toString(), Study.Options.NONE));
    }

    private static boolean sameRuns(List<RunSpec> a, List<RunSpec> b) {
        return a.size() == b.size() && new HashSet<>(a).equals(new HashSet<>(b));
    }

    /** A name that is not taken, or that of the very same study. */
    private static Path free(Project project, Sweep sweep, String title) {
        String stem = title.replaceAll("[^\\p{L}\\p{N}._+-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String name = stem.isEmpty() ? "sweep" : stem.substring(0, Math.min(stem.length(), LONGEST_NAME));
        Path folder = project.folder().resolve("studies");
        for (int n = 1; ; n++) {
            Path file = folder.resolve(name + (n == 1 ? "" : "-" + n) + ".json");
            if (!Files.exists(file) || holds(file, sweep)) {
                return file;
            }
        }
    }

    private static boolean holds(Path file, Sweep sweep) {
        try {
            return sameRuns(Study.load(file.toString(), Study.Options.NONE).runs(), sweep.runs());
        } catch (WorkbenchException unused) {
            return false; // a file that somebody broke is left as it is
        }
    }

    private static ObjectNode head(Sweep sweep, String title) {
        ObjectNode study = Json.object();
        study.put("title", title);
        study.set("base", sweep.base());
        return study;
    }

    private static ObjectNode product(Sweep sweep, String title) {
        ObjectNode study = head(sweep, title);
        ArrayNode product = study.putArray("product");
        for (int i = 0; i < sweep.axes().size(); i++) {
            Axis axis = sweep.axes().get(i);
            ArrayNode list = product.addArray();
            for (int v = 0; v < axis.values().size(); v++) {
                String value = axis.values().get(v);
                ObjectNode entry = list.addObject().put("name", part(sweep, i, value));
                entry.set("set", sets(sweep.base(), applied(sweep.base(), axis, value)));
            }
        }
        return study;
    }

    /** The part of a run's name that a value gives. */
    private static String part(Sweep sweep, int axis, String value) {
        List<String> parts = sweep.points().stream()
                .filter(p -> p.values().get(axis).equals(value))
                .findFirst()
                .map(p -> List.of(p.name().split(", ")))
                .orElse(List.of());
        return axis < parts.size() ? parts.get(axis) : Axis.label(value);
    }

    private static ObjectNode applied(ObjectNode base, Axis axis, String value) {
        try {
            return axis.apply(base, value);
        } catch (SpecException unused) {
            return base; // depends on another list; then the product is not what is wanted, and is not kept
        }
    }

    private static ObjectNode runs(Sweep sweep, String title) {
        ObjectNode study = head(sweep, title);
        ArrayNode runs = study.putArray("runs");
        for (Point point : sweep.points()) {
            if (point.valid()) {
                ObjectNode entry = runs.addObject().put("name", point.name());
                entry.set("set", sets(sweep.base(), point.json()));
            }
        }
        return study;
    }

    private static ObjectNode sets(ObjectNode from, ObjectNode to) {
        ObjectNode sets = Json.object();
        SpecDifference.sets(from, to).forEach((path, value) -> {
            if (!path.equals("name")) {
                sets.set(path, value);
            }
        });
        return sets;
    }
}
