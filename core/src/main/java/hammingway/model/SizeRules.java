package hammingway.model;

import hammingway.base.Problem;
import java.util.List;

/** What sizes of all backbones must keep to each other. */
final class SizeRules {
    private SizeRules() {}

    static void requireDivisor(String name, int value, String of, int whole, List<Problem> problems) {
        if (whole % value != 0) {
            problems.add(new Problem(
                    name, "" + value, "a divisor of the " + of + " " + whole, "Change the " + name + " or the " + of));
        }
    }

    static void requirePositions(int positions, int context, List<Problem> problems) {
        if (positions != 0 && positions < context) {
            problems.add(new Problem("positions", "" + positions, "0, or at least the context " + context, "Raise it"));
        }
    }
}
