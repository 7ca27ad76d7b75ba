package hammingway.run.queue;

import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a queue knows of its runs, read once: specifications never change. Used under the lock of its queue. */
final class RunFacts {
    private final Project project;
    private final Map<String, RunFolder> folders = new HashMap<>();
    private final Map<String, Optional<RunSpec>> specs = new HashMap<>();
    private final Map<String, List<String>> sources = new HashMap<>();
    private final Map<String, Long> done = new HashMap<>();
    private final Map<List<Object>, Double> seconds = new HashMap<>();

    RunFacts(Project project) {
        this.project = project;
    }

    synchronized RunFolder folder(String run) {
        return folders.computeIfAbsent(
                run, r -> new RunFolder(project.folder().resolve("runs").resolve(r)));
    }

    boolean exists(String run) {
        return Files.isRegularFile(folder(run).path().resolve("spec.json"));
    }

    /** Empty where it cannot be understood: starting the run tells why. */
    synchronized Optional<RunSpec> spec(String run) {
        return specs.computeIfAbsent(run, r -> {
            try {
                return Optional.of(folder(r).spec());
            } catch (WorkbenchException e) {
                return Optional.empty();
            }
        });
    }

    /** A run whose codebook is made from another that is still to be done waits for that one. */
    synchronized Optional<String> waitsFor(QueueEntry entry, QueueState now) {
        List<String> sources = sources(entry.run());
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        return now.entries().stream()
                .filter(e -> e.state() != QueueEntry.State.FAILED && !e.run().equals(entry.run()))
                .filter(e -> sources(e.run()).isEmpty()) // a source that waits itself could wait for this one
                .map(e -> spec(e.run()))
                .flatMap(Optional::stream)
                .filter(other -> sources.stream().anyMatch(other::isNamed))
                .map(RunSpec::name)
                .findFirst();
    }

    private List<String> sources(String run) {
        return sources.computeIfAbsent(run, r -> spec(r).map(RunSpec::sources).orElse(List.of()));
    }

    /** Whether the worker of a run at rest has not left yet: another could not take the run up. */
    boolean leaving(String run) {
        try {
            RunStatus status = folder(run).status();
            return !status.state().active() && status.workerAlive();
        } catch (WorkbenchException e) {
            return false; // starting the run tells what is wrong
        }
    }

    /** Steps that a run at rest has done. */
    synchronized long stepsDone(String run) {
        return done.computeIfAbsent(run, r -> {
            try {
                return folder(r).brief().checkpointStep();
            } catch (WorkbenchException e) {
                return 0L;
            }
        });
    }

    /** A run has come to rest: it has done more steps than were known. */
    synchronized void ended(String run, OptionalDouble secondsPerStep) {
        done.remove(run);
        measured(run, secondsPerStep);
    }

    /** Other runs of the same size will need as long for a step. */
    synchronized void measured(String run, OptionalDouble secondsPerStep) {
        spec(run).ifPresent(s -> secondsPerStep.ifPresent(t -> seconds.put(size(s), t)));
    }

    /** Seconds a step, from a run of the same size on the same device. */
    synchronized OptionalDouble expected(String run) {
        Double known = spec(run).map(s -> seconds.get(size(s))).orElse(null);
        return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
    }

    private static List<Object> size(RunSpec spec) {
        return List.of(
                spec.backbone(),
                spec.vocabulary(),
                spec.training().batch(),
                spec.training().accumulation(),
                spec.training().precision(),
                spec.device());
    }
}
