package hammingway.run.estimate;

import hammingway.run.RunSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * What many runs will take together.
 *
 * @param runs   how many
 * @param disk   bytes of all
 * @param memory bytes of the greatest; they run one after the other
 */
public record Outlook(int runs, long disk, long memory) {
    public static Outlook of(Path project, List<RunSpec> runs) {
        long disk = 0;
        long memory = 0;
        KnownIngredients known = new KnownIngredients(project);
        for (RunSpec run : runs) {
            Estimate e = Estimate.of(run, known.of(run));
            disk += e.disk();
            memory = Math.max(memory, e.memory().total());
        }
        return new Outlook(runs.size(), disk, memory);
    }

    /**
     * The time of all, by the measured time of one: others are scaled by the multiply-adds of a token, and known less well.
     *
     * @param measured of a specification such as {@code base}
     */
    public static Seconds time(Path project, Calibration measured, RunSpec base, List<RunSpec> runs) {
        KnownIngredients known = new KnownIngredients(project);
        double baseWork = work(known, base);
        Seconds sum = Seconds.NONE;
        for (RunSpec run : runs) {
            double ratio = work(known, run) / baseWork;
            Seconds one = measured.run(run).times(ratio);
            // work explains half of the difference of two models at the least; the rest is in how well the operators do
            // it
            double doubt = Math.sqrt(Math.max(ratio, 1 / ratio));
            sum = sum.plus(new Seconds(one.least() / doubt, one.most() * doubt));
        }
        return sum;
    }

    private static double work(KnownIngredients known, RunSpec run) {
        Ingredients with = known.of(run);
        return RunSize.of(run, with.vocabulary(), with.bits()).trainingWork(run)
                * run.backbone().context();
    }
}
