package hammingway.code.search;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.List;

/** When a search stops: at whichever bound comes first. */
public record Budget(
        @Doc(
                value = "Time; 0: no bound. How far it leads depends on the machine",
                unit = "seconds",
                min = 0,
                max = 1e6,
                byDefault = "10")
        double seconds,

        @Doc(
                value = "Candidates looked at; 0: no bound. The same number gives the same book everywhere",
                unit = "evaluations",
                min = 0,
                max = 1e15,
                byDefault = "0")
        long evaluations)
        implements Checked {
    @Override
    public List<Problem> problems() {
        return seconds > 0 || evaluations > 0
                ? List.of()
                : List.of(new Problem(
                        "",
                        "0 seconds, 0 evaluations",
                        "at least one bound above 0",
                        "Set seconds, evaluations, or both"));
    }
}
