package hammingway.report;

/**
 * What a size chart shows, and how.
 *
 * @param logX     cost on a logarithmic axis
 * @param logY     metric on a logarithmic axis
 * @param colour   what colours tell
 * @param shape    what shapes tell; {@link Trait#NONE}: the same as colours
 * @param eachSeed every run a point of its own, instead of the mean of runs that differ in the seed alone
 */
public record ChartChoice(
        Cost cost, Metric metric, boolean logX, boolean logY, Trait colour, Trait shape, boolean eachSeed) {
    /** Top-5 against stored parameters. */
    public static final ChartChoice STANDARD = of(Cost.PARAMETERS, Metric.TOP5);

    /** Axes and looks as they are where nobody chose them. */
    public static ChartChoice of(Cost cost, Metric metric) {
        return new ChartChoice(cost, metric, true, metric.logarithmic(), Trait.KIND, Trait.NONE, false);
    }

    public ChartChoice withLog(boolean x, boolean y) {
        return new ChartChoice(cost, metric, x, y, colour, shape, eachSeed);
    }

    public ChartChoice withLooks(Trait newColour, Trait newShape) {
        return new ChartChoice(cost, metric, logX, logY, newColour, newShape, eachSeed);
    }

    public ChartChoice withEachSeed(boolean each) {
        return new ChartChoice(cost, metric, logX, logY, colour, shape, each);
    }

    /** Of a picture of it, without an ending: {@code top-1-against-multiply-adds}. */
    public String fileName() {
        return equals(STANDARD) ? "accuracy-against-size" : metric.word() + "-against-" + cost.word();
    }

    /** What makes the command {@code compare} choose the same; empty for the standard chart, else with a space before it. */
    public String options() {
        ChartChoice usual = of(cost, metric);
        StringBuilder text = new StringBuilder();
        text.append(metric == STANDARD.metric ? "" : " --metric " + metric.word());
        text.append(cost == STANDARD.cost ? "" : " --cost " + cost.word());
        if (logX != usual.logX || logY != usual.logY) {
            String axes = (logX ? "x" : "") + (logY ? "y" : "");
            text.append(" --log ").append(axes.isEmpty() ? "none" : axes);
        }
        text.append(colour == usual.colour ? "" : " --colour " + colour.word());
        text.append(shape == usual.shape ? "" : " --shape " + shape.word());
        return text.append(eachSeed ? " --each-seed" : "").toString();
    }
}
