package hammingway.runs;

import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import hammingway.runs.queue.ProjectQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into the run folders of a project, whoever writes there, and moves the queue on. Used on the watching thread alone. */
final class RunsWatch {
    /** Runs at rest are looked at once in so many looks: others may continue them. */
    private static final int REST = 8;

    private final ProjectQueues queue;
    private Map<RunFolder, FollowedRun> followed = new LinkedHashMap<>();
    private Optional<RunDetail> detail = Optional.empty();
    private String detailKey = "";
    private long looks;

    RunsWatch(ProjectQueues queue) {
        this.queue = queue;
    }

    /**
     * What was seen.
     *
     * @param problems of runs that ended badly since the last look, for people
     */
    record Look(Project project, List<RunSnapshot> runs, Optional<RunDetail> detail, List<String> problems) {}

    Look look(Project project, Optional<RunFolder> selected) {
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
        updateDetail(selected);
        return new Look(project, List.copyOf(snapshots), detail, problems);
    }

    /** Builds the curves anew only when something came; the same object otherwise, so that nothing is drawn again. */
    private void updateDetail(Optional<RunFolder> selected) {
        Optional<FollowedRun> one = selected.map(followed::get);
        if (one.isEmpty()) {
            detail = Optional.empty();
            detailKey = "";
            return;
        }
        String key = one.get().run() + " " + one.get().poll() + " " + logSize(one.get());
        if (!key.equals(detailKey)) {
            detailKey = key;
            detail = Optional.of(RunDetail.of(
                    one.get().run(),
                    one.get().status(),
                    LogTail.read(one.get().run().log())));
        }
    }

    private static long logSize(FollowedRun run) {
        try {
            return Files.exists(run.run().log()) ? Files.size(run.run().log()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
