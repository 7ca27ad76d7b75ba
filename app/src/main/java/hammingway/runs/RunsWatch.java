package hammingway.runs;

import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.runs.queue.ProjectQueues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Looks into the run folders of a project, whoever writes there, and moves the queue on. Thousands of runs at rest cost little:
 * they are looked at in turns, as others may continue them. Used on the watching thread alone.
 */
final class RunsWatch {
    /** Runs at rest that one look reads: a small project's all, a large one's within half a minute. */
    private static final int TURN = 64;

    /** Folders are listed anew in one of so many looks, whatever their parent's time says; some file systems have coarse times. */
    private static final int LIST = 50;

    /** A run may be half made when its folder is first seen. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ProjectQueues queue;
    private Map<RunFolder, FollowedRun> followed = new LinkedHashMap<>();
    private Map<RunFolder, RunSnapshot> seen = new HashMap<>();
    private Optional<Project> watched = Optional.empty();
    private long listed;
    private long looks;
    private int turn;

    RunsWatch(ProjectQueues queue) {
        this.queue = queue;
    }

    /**
     * What was seen.
     *
     * @param runs     all, oldest first
     * @param changed  those that are not as at the last look
     * @param problems of runs that ended badly since the last look, for people
     */
    record Look(Project project, List<RunSnapshot> runs, List<RunSnapshot> changed, List<String> problems) {}

    Look look(Project project, Optional<RunFolder> selected) {
        List<String> problems = queue.advance();
        list(project);
        Map<RunFolder, Integer> places = new HashMap<>();
        queue.waiting().forEach(r -> places.put(r, places.size() + 1));
        List<FollowedRun> all = List.copyOf(followed.values());
        for (int i = 0; i < all.size(); i++) {
            FollowedRun run = all.get(i);
            boolean hisTurn = Math.floorMod(i - turn, all.size()) < TURN;
            if (hisTurn || run.moves() || selected.equals(Optional.of(run.run()))) {
                run.poll();
            }
        }
        turn += TURN;
        looks++;
        List<RunSnapshot> snapshots = new ArrayList<>();
        List<RunSnapshot> changed = new ArrayList<>();
        Map<RunFolder, RunSnapshot> now = new HashMap<>();
        for (FollowedRun run : all) {
            Optional<RunSnapshot> before = Optional.ofNullable(seen.get(run.run()));
            RunSnapshot snapshot = run.snapshot(places.getOrDefault(run.run(), 0), before);
            snapshots.add(snapshot);
            now.put(run.run(), snapshot);
            if (!before.equals(Optional.of(snapshot))) {
                changed.add(snapshot);
            }
        }
        seen = now;
        return new Look(project, List.copyOf(snapshots), List.copyOf(changed), problems);
    }

    /** Lists the folders where there may be others than at the last look; reads those that are new side by side. */
    private void list(Project project) {
        long time = project.runsChanged();
        boolean settled = System.currentTimeMillis() * 1_000_000L - time > SETTLED_NANOS;
        if (watched.equals(Optional.of(project)) && time == listed && settled && looks % LIST != 0) {
            return;
        }
        if (!watched.equals(Optional.of(project))) {
            seen = new HashMap<>();
        }
        watched = Optional.of(project);
        listed = time;
        Map<RunFolder, FollowedRun> before = followed;
        Map<RunFolder, FollowedRun> now = new LinkedHashMap<>();
        project.runs().parallelStream()
                .map(run -> before.containsKey(run) ? before.get(run) : new FollowedRun(run))
                .toList()
                .forEach(f -> now.put(f.run(), f));
        followed = now;
    }
}
