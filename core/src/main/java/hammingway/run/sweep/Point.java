package hammingway.run.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Problem;
import hammingway.run.RunSpec;
import java.util.List;
import java.util.Optional;

/**
 * One run of a sweep, right or wrong.
 *
 * @param name     such as {@code lr=3e-3, seed=2}
 * @param values   one for each axis, as they were typed
 * @param json     the specification as it came out
 * @param spec     empty while there are problems that forbid it
 * @param problems why it cannot be; a list so that all are told
 */
public record Point(String name, List<String> values, ObjectNode json, Optional<RunSpec> spec, List<Problem> problems) {
    public Point {
        values = List.copyOf(values);
        problems = List.copyOf(problems);
    }

    public boolean valid() {
        return spec.isPresent() && problems.isEmpty();
    }

    Point with(Problem problem) {
        return new Point(name, values, json, spec, List.of(problem));
    }
}
