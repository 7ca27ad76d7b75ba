package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.run.estimate.Calibration;
import hammingway.run.estimate.Calibrator;
import hammingway.run.estimate.Estimate;
import hammingway.run.estimate.Ingredients;
import hammingway.run.estimate.KnownIngredients;
import hammingway.run.estimate.Outlook;
import hammingway.run.sweep.Axis;
import hammingway.run.sweep.Point;
import hammingway.run.sweep.StudyFile;
import hammingway.run.sweep.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description =
                "Runs a specification with several values of some fields, one run after the other. It is kept as a "
                        + "study of the project; the same command continues an interrupted sweep.")
final class SweepCommand implements Callable<Integer> {
    private static final int MOST_RETRIES = 100;

    @ParentCommand
    private Main main;

    @Mixin
    private SpecInput input;

    @Mixin
    private ProjectOption project;

    @Option(
            names = "--vary",
            required = true,
            paramLabel = "FIELD=VALUES",
            description = "A field and its values: 1e-3,3e-3 or 1..5 or '10..100 step 10' or '1e-4..1e-1 log 4'; "
                    + "of kinds their names. May be given several times")
    private List<String> vary = new ArrayList<>();

    @Option(names = "--list", description = "Take the values side by side instead of each with each")
    private boolean list;

    @Option(names = "--name", description = "The name of the study file", defaultValue = "")
    private String name;

    @Option(names = "--dry-run", description = "Show the runs, and the time and disk that they take; start nothing")
    private boolean dry;

    @Option(names = "--skip-invalid", description = "Leave out combinations that cannot be run")
    private boolean skip;

    @Option(
            names = "--retries",
            description = "How often a failed run is tried again before it is skipped (default 0)",
            defaultValue = "0")
    private int retries;

    @Override
    public Integer call() throws InterruptedException {
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new WorkbenchException("--retries = " + retries + ": allowed are 0 to " + MOST_RETRIES + ".");
        }
        Project place = project.openOrCreate();
        List<Axis> axes = vary.stream().map(Axis::parse).toList();
        ObjectNode base = input.json();
        KnownIngredients known = new KnownIngredients(place.folder());
        Sweep.Order order = list ? Sweep.Order.LIST : Sweep.Order.GRID;
        Sweep sweep = Sweep.of(base, axes, order, spec -> known.of(spec).problems(spec));
        sweep.wrong().forEach(this::told);
        main.out().println(sweep.runs().size() + " runs of " + sweep.points().size() + " combinations");
        if (dry) {
            sweep.runs().forEach(r -> main.out().println("  " + r.name()));
            outlook(place, sweep.runs());
            return sweep.wrong().isEmpty() ? 0 : 1;
        }
        if (!sweep.wrong().isEmpty() && !skip) {
            throw new WorkbenchException(
                    "Some combinations cannot be run. Correct the values, or leave these out with --skip-invalid.");
        }
        String title = name.isEmpty() ? "sweep " + base.path("name").asText("of runs") : name;
        StudyFile.Kept kept = StudyFile.write(place, sweep, title);
        main.out().println("Study: " + kept.file());
        List<RunFolder> runs = new ArrayList<>();
        for (RunSpec spec : kept.study().runs()) {
            runs.add(place.find(spec).orElseGet(() -> place.create(spec)));
        }
        List<String> failed = carryOut(kept.study().runs(), runs);
        failed.forEach(f -> main.out().println("Failed: " + f));
        return failed.isEmpty() ? 0 : 1;
    }

    private void told(Point point) {
        main.out().println("Cannot be run: " + point.name());
        point.problems().forEach(p -> main.out().println("  " + p));
    }

    private void outlook(Project place, List<RunSpec> runs) {
        if (runs.isEmpty()) {
            return;
        }
        Outlook outlook = Outlook.of(place.folder(), runs);
        main.out()
                .println("Disk: " + Estimate.bytes(outlook.disk()) + "; memory of the largest: "
                        + Estimate.bytes(outlook.memory()));
        RunSpec first = runs.getFirst();
        Calibration measured = Calibrator.measure(first, Ingredients.of(place.folder(), first), Progress.NONE);
        main.out()
                .println("Time: "
                        + Outlook.time(place.folder(), measured, first, runs).told());
    }

    /** A run that fails is tried again, then skipped: it never holds up the rest. */
    private List<String> carryOut(List<RunSpec> specs, List<RunFolder> runs) throws InterruptedException {
        StudyProgress progress = new StudyProgress(main.out(), specs);
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            RunFolder run = runs.get(i);
            RunStatus.State state = run.status().state();
            for (int attempt = 0; attempt <= retries && state != RunStatus.State.FINISHED; attempt++) {
                state = attempt(run, progress.of(i));
                if (state == RunStatus.State.STOPPED) {
                    break; // on somebody's word
                }
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

    /** A worker that cannot be started is a failed attempt, told at once. */
    private RunStatus.State attempt(RunFolder run, Consumer<RunStatus> watcher) throws InterruptedException {
        try {
            return Follow.toTheEnd(run, Follow.start(run), watcher);
        } catch (WorkbenchException e) {
            main.out().println("Cannot start " + run.id() + ": " + e.getMessage());
            return RunStatus.State.FAILED;
        }
    }
}
