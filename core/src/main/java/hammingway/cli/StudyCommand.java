package hammingway.cli;

import hammingway.base.WorkbenchException;
import hammingway.report.Comparison;
import hammingway.report.Exports;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.run.Study;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description =
                "Runs a study, one run after the other, and ends in a table and the plot of accuracy against decision-layer size. "
                        + "The same command continues an interrupted study.")
final class StudyCommand implements Callable<Integer> {
    /** Beyond it, steps would not fit a specification. */
    private static final int MAX_SCALE = 1000;
    /** More runs than anybody waits for: a slip of the finger. */
    private static final int MAX_SEEDS = 1000;

    @ParentCommand
    private Main main;

    @Parameters(
            paramLabel = "STUDY",
            description =
                    "quickstart, codes, paper-pretrain, tinyshakespeare, finetune (needs --model), paper-finetune, or a study file (JSON)")
    private String name;

    @Mixin
    private ProjectOption project;

    @Option(names = "--mode", description = "A mode of the study, such as faithful or corrected", defaultValue = "")
    private String mode;

    @Option(names = "--scale", description = "Factor on the training steps (default 1)", defaultValue = "1")
    private double scale;

    @Option(
            names = "--seeds",
            description = "Runs per specification, with different seeds (default 1)",
            defaultValue = "1")
    private int seeds;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "Sets a field in every run, such as training.steps=100")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "A Hugging Face model folder that every run begins with: its backbone, weights and tokenizer")
    @Nullable
    private Path model;

    @Mixin
    private AdapterOption adapter;

    @Override
    public Integer call() throws InterruptedException {
        if (!(scale > 0 && scale <= MAX_SCALE) || seeds < 1 || seeds > MAX_SEEDS) {
            throw new WorkbenchException("--scale = " + scale + " and --seeds = " + seeds
                    + ": allowed are a scale above 0 up to " + MAX_SCALE + " and 1 to " + MAX_SEEDS + " seeds.");
        }
        Study study = Study.load(
                name,
                new Study.Options(
                        mode,
                        scale,
                        seeds,
                        adapter.and(set),
                        Optional.ofNullable(model).map(Path::toAbsolutePath).map(Path::normalize)));
        Project place = project.openOrCreate();
        main.out().println(study.title());
        main.out().println(study.runs().size() + " runs in " + place.folder());
        List<RunFolder> runs = new ArrayList<>();
        for (RunSpec spec : study.runs()) {
            runs.add(place.find(spec).orElseGet(() -> place.create(spec)));
        }
        List<String> failed = carryOut(runs);
        report(study, place, runs);
        failed.forEach(f -> main.out().println("Failed: " + f));
        return failed.isEmpty() ? 0 : 1;
    }

    private List<String> carryOut(List<RunFolder> runs) throws InterruptedException {
        StudyProgress progress =
                new StudyProgress(main.out(), runs.stream().map(RunFolder::spec).toList());
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            RunFolder run = runs.get(i);
            RunStatus.State state = run.status().state();
            if (state != RunStatus.State.FINISHED) {
                state = Follow.toTheEnd(run, Follow.start(run), progress.of(i));
            }
            progress.measured(run.status());
            progress.done(i);
            if (state != RunStatus.State.FINISHED) {
                failed.add(run.id() + ": " + run.reason());
            }
        }
        progress.close();
        return failed;
    }

    private void report(Study study, Project place, List<RunFolder> runs) {
        Comparison comparison = Comparison.of(runs);
        comparison.damaged().forEach(d -> main.out().println("Left out: " + d));
        if (comparison.rows().isEmpty()) {
            return;
        }
        main.out().println();
        main.out().print(Exports.terminal(comparison));
        main.out().println("\u00b1: " + comparison.intervalMeaning() + ". Times are medians for batches.");
        Path folder = place.exports().resolve(study.name());
        Exports.writeAll(comparison, study.title(), folder, main.charts())
                .forEach(f -> main.out().println(f));
    }
}
