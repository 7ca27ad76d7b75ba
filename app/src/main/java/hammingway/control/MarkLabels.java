package hammingway.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Labels of marks on a horizontal scale, each in a row of its own at the end of a line from its mark. Marks on the left have theirs below,
 * written to the right, the leftmost lowest; marks too far right for that have theirs above, written to the left, the rightmost
 * highest. So no label touches another or another's line.
 */
final class MarkLabels {
    /** From a mark's line to its text, in pixels. */
    static final double GAP = 4;

    private MarkLabels() {}

    /**
     * Where a label stands.
     *
     * @param left  of the text, in pixels
     * @param row   from the scale outwards, 0 is next to it
     * @param above the scale, or below
     */
    record Place(double left, int row, boolean above) {}

    /**
     * Places labels.
     *
     * @param at     of each mark, in pixels
     * @param widths of each text, in pixels
     * @param width  of the whole
     * @return in the order given
     */
    static List<Place> place(double[] at, double[] widths, double width) {
        List<Integer> order = IntStream.range(0, at.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> at[i]).thenComparing(Comparator.naturalOrder()))
                .toList();
        int below = 0;
        while (below < order.size() && fits(at, widths, order.get(below), width)) {
            below++;
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            int rank = order.indexOf(i);
            double right = Math.max(0, at[i] - GAP - widths[i]);
            places.add(
                    rank < below
                            ? new Place(at[i] + GAP, below - 1 - rank, false)
                            : new Place(right, rank - below, true));
        }
        return places;
    }

    private static boolean fits(double[] at, double[] widths, int i, double width) {
        return at[i] + GAP + widths[i] <= width;
    }
}
