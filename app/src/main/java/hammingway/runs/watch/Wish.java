package hammingway.runs.watch;

import hammingway.control.LiveChart;
import hammingway.run.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be watched, and how it is drawn. An immutable value.
 *
 * @param runs        at most {@link #MOST_RUNS}, the selected one first
 * @param metrics     a chart each
 * @param smoothing   share of the mean before in each smoothed value, 0 to below 1; 0: not smoothed
 * @param logarithmic metrics with a logarithmic axis
 * @param span        the part of x that is shown; nothing: all of it
 * @param columns     pixels of a chart
 */
record Wish(
        List<Shown> runs,
        List<Metric> metrics,
        Progression over,
        double smoothing,
        Set<Metric> logarithmic,
        Optional<LiveChart.Span> span,
        int columns) {
    /** As many as colours can be told apart. */
    static final int MOST_RUNS = 8;

    static final Wish NOTHING = new Wish(List.of(), List.of(), Progression.STEP, 0, Set.of(), Optional.empty(), 1);

    /**
     * A run on the screen.
     *
     * @param colour its place in the palette, which it keeps as long as it is shown
     */
    record Shown(RunFolder run, String name, int colour) {}

    Wish {
        runs = List.copyOf(runs);
        metrics = List.copyOf(metrics);
        logarithmic = Set.copyOf(logarithmic);
    }
}
