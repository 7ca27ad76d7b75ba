package hammingway.compare;

import java.util.Set;

/**
 * What a user has picked out, by the first run ids of rows.
 *
 * @param selected empty for none
 * @param brushed  empty: all are shown alike
 */
record Marked(String selected, Set<String> brushed) {
    /** As in a file. */
    static final Marked NOTHING = new Marked("", Set.of());

    boolean faded(String rowId) {
        return !brushed.isEmpty() && !brushed.contains(rowId);
    }
}
