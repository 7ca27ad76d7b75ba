package hammingway.runs;

import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunQueue;
import hammingway.run.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks into the run folders of a project, whoever writes there, and moves the queue on. Used on the watching thread alone. */
final class RunsWatch {
    /** Runs at rest are looked at once in so many looks: others may continue them. */
    private static final int REST = 8;

    private final RunQueue queue;
    private Map<RunFolder, FollowedRun> followed = new LinkedHashMap<>();
    private long looks;

    RunsWatch(RunQueue queue) {
        this.queue = queue;
    }

    /**
     * What was seen.
     *
     * @param problems of runs that ended badly since the last look, for people
     */
    record Look(Project project, List<RunSnapshot> runs, List<String> problems) {}

    Look look(Project project) {
        List<String> problems = queue.advance();
        List<RunFolder> waiting = queue.waiting();
        Map<RunFolder, FollowedRun> now = new LinkedHashMap<>();
        List<RunSnapshot> snapshots = new ArrayList<>();
        for (RunFolder run : project.runs()) {
            FollowedRun known = followed.get(run);
            FollowedRun one = known == null ? new FollowedRun(run) : known;
            now.put(run, one);
            boolean atRest = one.status().state() == RunStatus.State.FINISHED;
            if (known == null || !atRest || looks % REST == 0) {
                one.poll();
            }
            snapshots.add(one.snapshot(waiting.indexOf(run) + 1));
        }
        followed = now;
        looks++;
        return new Look(project, List.copyOf(snapshots), problems);
    }
}
