package hammingway.cli;

import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.TrainedParameters;
import hammingway.run.estimate.Calibration;
import hammingway.run.estimate.Calibrator;
import hammingway.run.estimate.Estimate;
import hammingway.run.estimate.Ingredients;
import hammingway.run.estimate.Machine;
import hammingway.run.estimate.MemoryNeed;
import hammingway.run.estimate.TuningOffer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        description = "Tells parameters, memory, disk and time of a run before it starts. The time is measured: "
                + "a second of real steps in a process of its own.")
final class EstimateCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Mixin
    private SpecInput input;

    @Mixin
    private ProjectOption project;

    @Option(names = "--no-time", description = "Do not measure the time")
    private boolean withoutTime;

    @Override
    public Integer call() {
        RunSpec spec = SpecCodec.read(RunSpec.class, input.json(), input.label());
        Project place = project.openOrCreate();
        Ingredients with = Ingredients.of(place.folder(), spec);
        Estimate estimate = Estimate.of(spec, with);
        print(main.out(), estimate);
        Machine machine = Machine.now(place.folder());
        tunings(spec, with, machine);
        with.problems(spec).forEach(p -> main.out().println("Problem: " + p));
        estimate.warnings(machine).forEach(w -> main.out().println("Warning: " + w));
        if (!withoutTime && estimate.fits(machine) && with.problems(spec).isEmpty()) {
            Calibration measured = Calibrator.measure(spec, with, Progress.NONE);
            main.out().println(row("Step", measured.step(spec).told()));
            main.out().println(row("Whole run", measured.run(spec).told()));
        }
        return with.problems(spec).isEmpty() ? 0 : 1;
    }

    private static void print(PrintWriter out, Estimate e) {
        out.println(row(
                "Vocabulary",
                String.format(Locale.ROOT, "%,d tokens", e.size().vocabulary())
                        + (e.with().exact() ? "" : " (at most; known once the text is read)")));
        if (e.size().bits() > 0) {
            out.println(row("Codeword", e.size().bits() + " bits"));
        }
        out.println(row(
                "Decision layer",
                String.format(
                        Locale.ROOT,
                        "%,d parameters, %.1f%% of softmax",
                        e.size().head().stored(),
                        100 * e.size().share())));
        out.println(row(
                "Whole model",
                String.format(Locale.ROOT, "%,d parameters", e.size().total())));
        out.println(row("Memory", Estimate.bytes(e.memory().total())));
        for (MemoryNeed.Part part : e.memory().parts()) {
            out.println(row("  " + part.name(), Estimate.bytes(part.bytes())));
        }
        out.println(row("Disk", Estimate.bytes(e.disk())));
    }

    /** What can be trained of a pretrained model. */
    private void tunings(RunSpec spec, Ingredients with, Machine machine) {
        if (spec.backbone().checkpoint().isEmpty()) {
            return;
        }
        long trained = TrainedParameters.of(spec, with.vocabulary(), with.bits());
        main.out().println(row("Trained", String.format(Locale.ROOT, "%,d parameters", trained)));
        for (TuningOffer offer : TuningOffer.of(spec, with)) {
            main.out()
                    .println(row(
                            "  " + offer.choice().label() + " ("
                                    + offer.choice().kind() + ")",
                            String.format(
                                    Locale.ROOT,
                                    "%,d parameters, %s of memory%s",
                                    offer.trained(),
                                    Estimate.bytes(offer.estimate().memory().total()),
                                    offer.estimate().fits(machine) ? "" : ", no room")));
        }
        TuningOffer.advice(spec, with, machine).ifPresent(a -> main.out().println("Advice: " + a));
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "%-34s %s", name, value);
    }

    /** The child of an estimate. */
    @Command(name = "calibrate", hidden = true, description = "Measures a model; what estimates start.")
    static final class Calibrate implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ORDER")
        private Path order;

        @Parameters(index = "1", paramLabel = "ANSWER")
        private Path answer;

        @Override
        public Integer call() {
            Calibrator.carryOut(order, answer);
            return 0;
        }
    }
}
