package hammingway.run;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.AssignmentChange;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.code.PairSource;
import hammingway.code.SearchedAssignment;
import java.util.Optional;

/**
 * What a run's errors say about its code, carried back into it: the same codewords, given to the tokens anew by which tokens the run took
 * for each other.
 *
 * @param recipe   of the new codebook; it names the run, so the run is kept for as long as the recipe is
 * @param bitError share of bits that the run decided wrong, which the distance of a pair is judged by
 */
public record FeedBack(CodebookSpec recipe, double bitError) {
    /** What becomes of tokens that were confused. */
    public enum Aim {
        /** They share bits: what the text does not tell need not be learnt. */
        TOGETHER,
        /** Their codewords differ in many bits, as measured bit errors make it worth while. */
        APART
    }

    /** Exchanges tried when nothing else is said: as many as the designer tries. */
    public static final long SWAPS = 2_000_000;

    private static final int LONGEST_NAME = 80;

    /**
     * Of an evaluated run with a codebook. The search begins with the run's own assignment.
     *
     * @param swaps exchanges tried
     * @throws WorkbenchException where the run has no codebook, or one that is not made by a recipe
     */
    public static FeedBack of(TracedRun run, Aim aim, long swaps) {
        CodebookSpec recipe = run.spec()
                .codebook()
                .orElseThrow(() -> new WorkbenchException("The run " + run.run().id()
                        + " has no codebook: confusions are carried back into a code. Choose a run with a code head."));
        double bitError = 1 - run.result().bits().orElseThrow().accuracy();
        String id = run.run().id();
        PairSource confused = switch (aim) {
            case TOGETHER -> new PairSource.ConfusedTogether(id);
            case APART -> PairSource.ConfusedPairs.measured(id, bitError);
        };
        return new FeedBack(
                new CodebookSpec(
                        recipe.family(),
                        recipe.operators(),
                        new SearchedAssignment.LocalSearch(confused, recipe.assignment(), swaps),
                        recipe.seed()),
                bitError);
    }

    /** Builds the codebook and tells both by the confusions. @throws Progress.CancelledException once cancelled */
    public AssignmentChange change(TracedRun run, Progress progress) {
        ProjectContext context = ProjectContext.of(run.run(), progress);
        Codebook after = Codebook.build(recipe, context, progress);
        return AssignmentChange.of(
                run.codebook().orElseThrow().bits(), after.bits(), Optional.of(pairs()), context, progress);
    }

    private PairSource pairs() {
        return AssignmentChange.pairs(recipe.assignment()).orElseThrow();
    }

    /** The name of a run that is like another but for what is added. */
    public static String name(String run, String added) {
        return run.substring(0, Math.min(run.length(), LONGEST_NAME - added.length() - 2)) + ", " + added;
    }

    /** The same run with the new codebook. */
    public RunSpec next(RunSpec run) {
        return new RunSpec(
                name(
                        run.name(),
                        pairs() instanceof PairSource.ConfusedTogether ? "confused together" : "confused apart"),
                run.vocabulary(),
                run.data(),
                run.backbone(),
                Optional.of(recipe),
                run.head(),
                run.training(),
                run.evaluation(),
                run.device(),
                run.seed());
    }
}
