package hammingway.runs.watch;

import hammingway.control.LiveChart;
import hammingway.control.PlotFrame;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the screen shows of the runs watched, at one moment. An immutable value, made off the toolkit's thread; nobody writes into its
 * arrays.
 *
 * @param runs    the runs of the curves, the selected one first
 * @param figures of the selected run
 * @param bits    of the selected run
 * @param samples of the selected run, newest first
 */
public record WatchPicture(
        List<RunFolder> runs,
        Map<Metric, Chart> charts,
        List<Fact> figures,
        Optional<Bits> bits,
        List<RunEvent.Sampled> samples) {
    static final WatchPicture NOTHING = new WatchPicture(List.of(), Map.of(), List.of(), Optional.empty(), List.of());

    /** One chart. */
    public record Chart(PlotFrame frame, List<Curve> curves) {}

    /**
     * One curve of it, thinned for the frame.
     *
     * @param told whether the readout beside the mouse has it
     */
    public record Curve(String name, int colour, double[] x, double[] y, LiveChart.Kind kind, boolean told) {}

    /** A figure with its name and unit. */
    public record Fact(String name, String value) {}

    /**
     * How many positions had each bit right.
     *
     * @param steps  of the validations, the newest last
     * @param shares a row a validation, a share a bit
     */
    public record Bits(long[] steps, double[][] shares) {}
}
