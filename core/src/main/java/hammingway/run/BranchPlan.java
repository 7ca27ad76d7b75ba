package hammingway.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.train.Checkpoint;
import hammingway.train.TrainingSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A new run that goes on from a checkpoint of another, with the optimiser's state: the other run, which may be finished, is not touched.
 *
 * @param spec    of the new run
 * @param changes against the other's
 */
public record BranchPlan(RunFolder parent, Path checkpoint, RunSpec spec, List<Branch.Change> changes) {
    /** What may differ, as the tensors of the checkpoint keep their shapes and their meaning. */
    private static final Pattern FREE =
            Pattern.compile("name|seed|(training|evaluation|device)\\..*|head\\.(?!layer\\b).*|backbone\\.dropout");

    /** Changes that say nothing of how the run was made. */
    private static final Pattern NAME = Pattern.compile("name");

    public BranchPlan {
        changes = List.copyOf(changes);
    }

    /**
     * A longer run of the same settings, from the last checkpoint; the warm-up stays as it was.
     *
     * @param steps in all, those done before counted
     */
    public static BranchPlan extend(RunFolder run, int steps) {
        return of(run, Optional.empty(), Map.of("training.steps", Integer.toString(steps)), "");
    }

    /**
     * A run with changed settings.
     *
     * @param checkpoint its folder's name, such as {@code step-00000500}, or the number alone; empty: the last
     * @param set        fields to change, path to JSON or text
     * @param name       of the new run; empty: made from the other's
     * @throws SpecException with every field that cannot be changed or is wrong
     */
    public static BranchPlan of(RunFolder run, Optional<String> checkpoint, Map<String, String> set, String name) {
        Path from = checkpoint(run, checkpoint);
        long step = Checkpoint.step(from);
        ObjectNode before = SpecCodec.write(run.spec());
        ObjectNode json = before.deepCopy();
        set.forEach((path, value) -> SpecCodec.set(json, path, value));
        boolean longer = set.keySet().equals(java.util.Set.of("training.steps"));
        String made = longer ? " to step " + json.at("/training/steps").asText() : " from step " + step;
        if (!set.containsKey("name")) {
            String parentName = before.path("name").asText();
            json.put("name", name.isBlank() ? shortened(parentName, 80 - made.length()) + made : name.strip());
        }
        RunSpec spec = SpecCodec.read(RunSpec.class, json, "The branch of " + run.id());
        List<Branch.Change> changes = changes(before, SpecCodec.write(spec));
        require(run, step, spec, changes);
        return new BranchPlan(
                run,
                from,
                spec,
                changes.stream().filter(c -> !NAME.matcher(c.field()).matches()).toList());
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static Path checkpoint(RunFolder run, Optional<String> wanted) {
        List<Path> all = run.checkpoints();
        if (all.isEmpty()) {
            throw new WorkbenchException(
                    "The run " + run.id()
                            + " has no checkpoint to go on from. Let it reach one (training.checkpointEvery), or start a new run.");
        }
        if (wanted.isEmpty()) {
            return all.getLast();
        }
        String digits = wanted.get().replaceFirst("^step-", "");
        return all.stream()
                .filter(c -> digits.matches("\\d{1,18}") && Checkpoint.step(c) == Long.parseLong(digits))
                .findFirst()
                .orElseThrow(() -> new WorkbenchException("The run " + run.id() + " has no checkpoint \"" + wanted.get()
                        + "\". It has "
                        + String.join(
                                ", ",
                                all.stream()
                                        .map(c -> String.valueOf(c.getFileName()))
                                        .toList())
                        + "; older ones were deleted (training.keepCheckpoints)."));
    }

    private static List<Branch.Change> changes(ObjectNode before, ObjectNode after) {
        Map<String, String> from = FlatJson.of(before);
        Map<String, String> to = FlatJson.of(after);
        Map<String, String> all = new LinkedHashMap<>(from);
        to.forEach(all::putIfAbsent);
        return all.keySet().stream()
                .filter(f -> !from.getOrDefault(f, "(none)").equals(to.getOrDefault(f, "(none)")))
                .map(f -> new Branch.Change(f, from.getOrDefault(f, "(none)"), to.getOrDefault(f, "(none)")))
                .toList();
    }

    private static void require(RunFolder run, long step, RunSpec spec, List<Branch.Change> changes) {
        List<Problem> problems = new ArrayList<>();
        for (Branch.Change c : changes) {
            if (!FREE.matcher(c.field()).matches()) {
                problems.add(
                        new Problem(
                                c.field(),
                                c.to(),
                                c.from() + ", as in the run branched from",
                                "The checkpoint's tensors would no longer fit or mean something else: start a new run for that"));
            }
        }
        if (spec.training().steps() <= step) {
            problems.add(new Problem(
                    "training.steps",
                    Integer.toString(spec.training().steps()),
                    "more than the " + step + " steps of the checkpoint",
                    "Train longer, or branch from an earlier checkpoint"));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(
                    "The run " + run.id() + " cannot be branched from step " + step + " that way:", problems);
        }
    }

    /** What will happen, for people: the steps, and what the learning rate does where the runs meet. */
    public String told() {
        long step = Checkpoint.step(checkpoint);
        TrainingSpec before = parent.spec().training();
        TrainingSpec after = spec.training();
        double last = before.schedule().rate(step, before.steps());
        double next = after.schedule().rate(step + 1, after.steps());
        String rest = switch (after.schedule().shape()) {
            case CONSTANT ->
                step >= after.schedule().warmup() ? "and stays there" : "and stays at the peak after the warm-up";
            case COSINE ->
                String.format(
                        Locale.ROOT,
                        "and falls along a cosine over all %,d steps to %.3g",
                        after.steps(),
                        after.schedule().rate(after.steps(), after.steps()));
        };
        return String.format(
                Locale.ROOT,
                "Steps %,d to %,d, with weights and optimiser state of step %,d. The learning rate was %.3g at step %,d; it is %.3g at step %,d %s.",
                step + 1,
                after.steps(),
                step,
                last,
                step,
                next,
                step + 1,
                rest);
    }

    /** Makes the run's folder beside the other's; nothing starts yet. Reads the checkpoint once, to know its hash. */
    public RunFolder create() {
        Checkpoint.check(checkpoint);
        RunSpec before = parent.spec();
        Branch branch = new Branch(
                parent.id(),
                Checkpoint.step(checkpoint),
                Checkpoint.sha256(checkpoint),
                before.hash(),
                data(),
                changes);
        Path runs = parent.project().resolve("runs");
        String base = LocalDate.now(ZoneId.systemDefault()) + "-" + spec.name().replaceAll("[^\\p{L}\\p{N}._+-]+", "-");
        // not the hash of the specification alone: a run of the same steps from the start is another run
        RunFolder run =
                new RunFolder(runs.resolve(base + "-" + hash(spec, branch).substring(0, 8)));
        if (Files.exists(run.path().resolve("spec.json"))) {
            throw new WorkbenchException("The run " + run.id() + " exists already. Continue it, or change something.");
        }
        try {
            Path place = run.path().resolve("checkpoints").resolve(String.valueOf(checkpoint.getFileName()));
            Path temporary = place.resolveSibling(place.getFileName() + AtomicFiles.TEMPORARY);
            Checkpoint.delete(temporary);
            Checkpoint.delete(place);
            share(checkpoint, temporary);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            for (Path file : List.of(parent.codebook(), parent.codebookSources())) {
                if (Files.exists(file)) {
                    Files.copy(
                            file,
                            run.path().resolve(String.valueOf(file.getFileName())),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot make the branch", run.path(), e);
        }
        Json.write(Branch.file(run.path()), SpecCodec.write(branch));
        run.writeSpec(spec); // last: a folder with a specification is a run
        return run;
    }

    private String data() {
        return Files.exists(parent.environment())
                ? Json.read(parent.environment()).path("dataSha256").asText("")
                : Branch.of(parent).map(Branch::dataSha256).orElse("");
    }

    /** The same files under a second name where the disk allows: checkpoints are never written to, only replaced. */
    private static void share(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.toList();
        }
        for (Path file : files) {
            Path target = to.resolve(String.valueOf(file.getFileName()));
            try {
                Files.createLink(target, file);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(file, target);
            }
        }
    }

    private static String hash(RunSpec spec, Branch branch) {
        try {
            String all = spec.hash() + branch.run() + branch.step() + branch.checkpointSha256();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
