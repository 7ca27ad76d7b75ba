package hammingway.report;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.run.RunFolder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The evaluations of many runs, read once: they are compared at once, and again when the intervals are drawn from their traces, which
 * are large. Immutable.
 */
public final class EvaluatedRuns {
    private final List<List<EvaluatedRun>> groups;
    private final List<String> damaged;

    private EvaluatedRuns(List<List<EvaluatedRun>> groups, List<String> damaged) {
        this.groups = groups;
        this.damaged = damaged;
    }

    /** A run that was read, or what is wrong with it. */
    private record Read(Optional<EvaluatedRun> evaluated, String kind, Optional<String> trouble) {
        static Read of(RunFolder run) {
            try {
                EvaluatedRun e = EvaluatedRun.read(run);
                return new Read(Optional.of(e), e.kind(), Optional.empty());
            } catch (WorkbenchException e) {
                return new Read(Optional.empty(), "", Optional.of(run.id() + ": " + e.getMessage()));
            }
        }
    }

    /**
     * Takes the runs that have an evaluation, without their traces. Thousands of small files: they are read side by side.
     *
     * @throws Progress.CancelledException once cancelled
     */
    public static EvaluatedRuns read(List<RunFolder> runs, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        List<Read> all = runs.parallelStream()
                .filter(run -> Files.exists(run.evaluation().resolve("metrics.json")))
                .map(run -> {
                    progress.check();
                    Read read = Read.of(run);
                    progress.update((double) done.incrementAndGet() / runs.size(), "Reading evaluations");
                    return read;
                })
                .toList();
        Map<String, List<EvaluatedRun>> kinds = new LinkedHashMap<>();
        List<String> damaged = new ArrayList<>();
        for (Read one : all) {
            one.evaluated()
                    .ifPresent(e -> kinds.computeIfAbsent(one.kind(), k -> new ArrayList<>())
                            .add(e));
            one.trouble().ifPresent(damaged::add);
        }
        return new EvaluatedRuns(List.copyOf(kinds.values()), List.copyOf(damaged));
    }

    /**
     * With intervals of single runs drawn from the windows of their traces; where there are several seeds, the interval is over them.
     *
     * @throws Progress.CancelledException once cancelled
     */
    public EvaluatedRuns drawn(Progress progress) {
        AtomicInteger done = new AtomicInteger();
        List<List<EvaluatedRun>> drawn = groups.parallelStream()
                .map(seeds -> {
                    progress.check();
                    List<EvaluatedRun> same =
                            seeds.size() == 1 ? List.of(seeds.getFirst().drawn(progress)) : seeds;
                    progress.update((double) done.incrementAndGet() / groups.size(), "Drawing intervals");
                    return same;
                })
                .toList();
        return new EvaluatedRuns(drawn, damaged);
    }

    /** Whether some run has traces to draw intervals from. */
    public boolean canBeDrawn() {
        return groups.stream()
                .anyMatch(g -> g.size() == 1 && TokenTraces.exist(g.getFirst().run()));
    }

    public Comparison compared() {
        return Comparison.of(groups, damaged);
    }
}
