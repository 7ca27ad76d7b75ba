package hammingway.design.keeping;

import hammingway.design.book.Draft;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Names and notes that came with drafts which were opened: who undoes the opening has the old ones back. */
final class Labels {
    /** Openings remembered; more than anyone goes back. */
    private static final int DEPTH = 100;

    private final Deque<Opening> openings = new ArrayDeque<>();

    private record Opening(Work before, Work after) {}

    void opened(Work before, Work after) {
        openings.push(new Opening(before, after));
        if (openings.size() > DEPTH) {
            openings.removeLast();
        }
    }

    /** What was named when one draft became the other, or the other way round, if that was an opening. */
    Optional<Work> across(Draft from, Draft to, String name) {
        for (Opening o : openings) {
            if (undone(o.before(), o.after(), from, to, name)) {
                return Optional.of(o.before());
            }
            if (undone(o.after(), o.before(), from, to, name)) {
                return Optional.of(o.after());
            }
        }
        return Optional.empty();
    }

    private static boolean undone(Work back, Work there, Draft from, Draft to, String name) {
        return there.draft().equals(from)
                && back.draft().equals(to)
                && there.name().equals(name);
    }
}
