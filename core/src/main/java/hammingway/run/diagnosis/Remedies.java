package hammingway.run.diagnosis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.data.TextSource;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.torch.Precision;
import hammingway.train.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done about a run that did not finish, and doing it. */
public final class Remedies {
    /** The usual limit of the gradient's norm in the training of language models. */
    private static final double USUAL_CLIP = 1.0;

    private static final int LONGEST_NAME = 80;

    private final Project project;

    public Remedies(Project project) {
        this.project = project;
    }

    /** What can be done, the most promising first; each can be done as it is. */
    public List<Remedy> of(RunFolder run, RunStatus status, Diagnosis diagnosis) {
        List<Remedy> all = new ArrayList<>();
        switch (diagnosis) {
            case Diagnosis.Diverged d -> calmer(run.spec(), all);
            case Diagnosis.OutOfMemory d -> {
                if (d.mayPass()) {
                    goOn(status, all);
                }
                smaller(run.spec(), d.kind(), all);
            }
            case Diagnosis.DiskFull d -> {
                freeSpace(all);
                goOn(status, all);
            }
            case Diagnosis.Killed d -> goOnOrOver(status, all);
            case Diagnosis.NativeCrash d -> goOnOrOver(status, all);
            case Diagnosis.Interrupted d -> goOnOrOver(status, all);
            case Diagnosis.BadInput d -> goOnOrOver(status, all);
            case Diagnosis.Internal d -> goOnOrOver(status, all);
        }
        return List.copyOf(all);
    }

    private static void goOn(RunStatus status, List<Remedy> all) {
        long step = status.checkpointStep();
        all.add(
                step > 0
                        ? new Remedy(
                                "Continue from step " + step,
                                "The run goes on from its last checkpoint and ends as if nothing had happened.",
                                new Remedy.Continue())
                        : new Remedy(
                                "Start again",
                                "There is no checkpoint yet: the run begins again.",
                                new Remedy.Continue()));
    }

    private static void goOnOrOver(RunStatus status, List<Remedy> all) {
        goOn(status, all);
        if (status.checkpointStep() > 0) {
            all.add(new Remedy(
                    "Start over",
                    "The run begins again at step 0; its checkpoints are set aside in its folder.",
                    new Remedy.StartOver()));
        }
    }

    private static void calmer(RunSpec spec, List<Remedy> all) {
        TrainingSpec training = spec.training();
        double peak = training.schedule().peak();
        all.add(changed(
                "Halve the learning rate",
                "half rate",
                List.of(change("training.schedule.peak", number(peak), number(peak / 2)))));
        if (training.clipNorm() == 0 || training.clipNorm() > USUAL_CLIP) {
            all.add(changed(
                    "Clip gradients at 1.0",
                    "clipped",
                    List.of(change("training.clipNorm", number(training.clipNorm()), number(USUAL_CLIP)))));
        }
        int warmup = training.schedule().warmup();
        int longer = Math.max(2 * warmup, training.steps() / 20);
        if (longer > warmup && longer <= training.steps() / 2) {
            all.add(changed(
                    "Lengthen the warm-up",
                    "longer warm-up",
                    List.of(change("training.schedule.warmup", Integer.toString(warmup), Integer.toString(longer)))));
        }
        if (training.precision() != Precision.FLOAT32) {
            all.add(changed(
                    "Use float32",
                    "float32",
                    List.of(change(
                            "training.precision",
                            SpecCodec.kebab(training.precision().name()),
                            SpecCodec.kebab(Precision.FLOAT32.name())))));
        }
    }

    private static void smaller(RunSpec spec, Diagnosis.OutOfMemory.Kind kind, List<Remedy> all) {
        TrainingSpec training = spec.training();
        if (kind == Diagnosis.OutOfMemory.Kind.JAVA) {
            if (spec.data().source() instanceof TextSource.Stories stories && stories.megabytes() > 0) {
                String now = number(stories.megabytes());
                all.add(changed(
                        "Halve the text",
                        "half the text",
                        List.of(change("data.source.megabytes", now, number(stories.megabytes() / 2)))));
            }
            int windows = spec.evaluation().windows();
            if (windows > 1) {
                all.add(changed(
                        "Evaluate on half the windows",
                        "half the windows",
                        List.of(change(
                                "evaluation.windows", Integer.toString(windows), Integer.toString(windows / 2)))));
            }
            return;
        }
        if (training.batch() > 1) {
            int half = largestDivisor(training.batch());
            int parts = training.accumulation() * training.batch() / half;
            all.add(new Remedy(
                    2 * half == training.batch() ? "Halve the batch" : "Cut the batch to " + half,
                    "A new run with " + half + " windows at a time instead of " + training.batch()
                            + " and as many more passes a step: each step learns from as many windows as before.",
                    new Remedy.Change(
                            "small batch",
                            List.of(
                                    change(
                                            "training.batch",
                                            Integer.toString(training.batch()),
                                            Integer.toString(half)),
                                    change(
                                            "training.accumulation",
                                            Integer.toString(training.accumulation()),
                                            Integer.toString(parts))))));
        }
        if (training.precision() == Precision.FLOAT32) {
            all.add(changed(
                    "Use bfloat16",
                    "bfloat16",
                    List.of(change(
                            "training.precision",
                            SpecCodec.kebab(Precision.FLOAT32.name()),
                            SpecCodec.kebab(Precision.BFLOAT16.name())))));
        }
    }

    /** Of a batch, so that some passes make up the same number of windows. */
    private static int largestDivisor(int batch) {
        int divisor = batch / 2;
        while (batch % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    private void freeSpace(List<Remedy> all) {
        DiskSpace.Spare spare = DiskSpace.spare(project);
        if (!spare.checkpoints().isEmpty()) {
            int n = spare.checkpoints().size();
            all.add(new Remedy(
                    "Free " + DiskSpace.words(spare.bytes()) + " and continue",
                    DiskSpace.words(DiskSpace.free(project.folder())) + " are free. " + n + " older "
                            + (n == 1 ? "checkpoint" : "checkpoints")
                            + " of runs at rest are deleted; the newest of each run stays, and so do all figures.",
                    new Remedy.FreeSpace(spare.checkpoints())));
        }
    }

    private static Remedy.FieldChange change(String path, String from, String to) {
        return new Remedy.FieldChange(path, from, to);
    }

    private static Remedy changed(String title, String added, List<Remedy.FieldChange> fields) {
        return new Remedy(
                title,
                "A new run with "
                        + fields.stream().map(Remedy.FieldChange::toString).collect(Collectors.joining(" and "))
                        + ". This one stays as it is.",
                new Remedy.Change(added, fields));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.1f", value)
                : Double.toString(value);
    }

    /**
     * Does what was offered, up to the queue.
     *
     * @return the run that is to be queued: the same, or a new one
     */
    public RunFolder apply(RunFolder run, Remedy remedy) {
        if (run.status().state().active()) {
            throw new WorkbenchException(
                    "The run " + run.id() + " is being worked on again. Wait for its end, or stop it.");
        }
        return switch (remedy.action()) {
            case Remedy.Continue a -> run;
            case Remedy.StartOver a -> {
                DiskSpace.setAsideAll(run);
                yield run;
            }
            case Remedy.FreeSpace a -> {
                DiskSpace.delete(a.checkpoints());
                yield run;
            }
            case Remedy.Change a -> {
                RunSpec spec = with(run.spec(), a);
                yield project.find(spec).orElseGet(() -> project.create(spec));
            }
        };
    }

    private static RunSpec with(RunSpec spec, Remedy.Change change) {
        ObjectNode json = SpecCodec.write(spec);
        change.fields().forEach(f -> SpecCodec.set(json, f.path(), f.to()));
        String added = ", " + change.addedToTheName();
        String name = spec.name();
        String shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME - added.length()));
        return SpecCodec.read(RunSpec.class, json, "the changed specification of " + spec.name())
                .withName(shortened + added);
    }
}
