package hammingway.base;

import java.util.List;
import java.util.stream.Collectors;

/** A specification with one or more problems; all of them, so that a form can mark every field at once. */
public final class SpecException extends WorkbenchException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public SpecException(String what, List<Problem> problems) {
        super(what + problems.stream().map(p -> "\n  " + p).collect(Collectors.joining()));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
