package hammingway.run.estimate;

import hammingway.base.Doc;
import hammingway.eval.ModelTimer;
import hammingway.run.RunSpec;

/**
 * How fast this computer does the steps of one model, measured in a child process.
 *
 * @param timing measured
 * @param start  seconds from the start of the process to the standing model
 */
public record Calibration(
        @Doc("Measured times") ModelTimer.Timing timing,

        @Doc(value = "Seconds until the model stood", min = 0)
        double start) {
    /** Steps of a long run are slower than the best of a second, as the processor's clock falls and checkpoints are written. */
    private static final double SLOWER = 1.35;

    private static final double FASTER = 0.9;

    /** Reading and encoding a megabyte of text, on one core; once for a project's vocabulary. Measured: 1 to 2.5 s. */
    private static final double TEXT_SECONDS = 2;

    /** What decides a calibration: two specifications that agree in it take the same time for a step. */
    public static String key(RunSpec spec, Ingredients with) {
        return spec.backbone() + " " + spec.head() + " " + with.vocabulary() + " " + with.bits() + " "
                + spec.training().batch() + " " + spec.training().precision() + " "
                + spec.device().threads();
    }

    /** One step. */
    public Seconds step(RunSpec spec) {
        double windows = (double) spec.training().batch() * spec.training().accumulation();
        double typical = windows * timing.typical() + timing.update();
        double best = windows * timing.fast() + timing.update();
        return new Seconds(Math.min(best, FASTER * typical), SLOWER * typical);
    }

    /** The whole run, its start, its looks at validation data and its evaluation included; a bound on the windows is taken as reached. */
    public Seconds run(RunSpec spec) {
        int steps = spec.training().steps();
        int every = spec.training().evaluateEvery();
        long looks = every == 0 ? 0 : (steps - 1) / every;
        double windows = looks * (double) spec.evaluation().windowsDuringTraining()
                + spec.evaluation().windows();
        double evaluation = windows * timing.evaluate() + (spec.evaluation().latency() ? 1 : 0);
        double text = text(spec) * TEXT_SECONDS;
        return step(spec)
                .times(steps)
                .plus(new Seconds(FASTER * evaluation + start, SLOWER * evaluation + 2 * start + text));
    }

    private static double text(RunSpec spec) {
        return switch (spec.data().source()) {
            case hammingway.data.TextSource.Stories s -> s.megabytes();
            case hammingway.data.TextSource.TextFile f -> f.megabytes();
            case hammingway.data.TextSource.JsonLines j -> 0;
            case hammingway.data.TextSource.Instructions i -> 0;
        };
    }
}
