package hammingway.runs;

import hammingway.runs.watch.Figures;

/** How the figures of a run's line read. */
final class RunDetail {
    private RunDetail() {}

    static String percent(double share) {
        return Figures.percent(share);
    }

    static String number(double value) {
        return Figures.number(value);
    }
}
