package hammingway.run.queue;

import hammingway.run.EventLog;
import hammingway.run.Launcher;
import hammingway.run.RunEvent;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import hammingway.run.diagnosis.Clues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A run that a worker was started for, followed as its events come. Used under the lock of its queue. */
final class UnderWay {
    /** A worker that finds another one at its run ends within a second or two; the other has told its start long before. */
    private static final long GRACE_MILLIS = 20_000;

    /** A worker tells its start after a second or two. */
    private static final long START_MILLIS = 10_000;

    /** Steps whose median time counts: enough to smooth, few enough to follow a change of load. */
    private static final int RECENT_STEPS = 50;

    private final RunFolder run;
    private final EventLog log;
    private final RunStatus status = new RunStatus();
    private final Optional<Launcher.Running> worker;
    private final long since = System.currentTimeMillis();
    private final long killsBefore = Clues.killsByMemorySoFar();
    private final boolean young;
    private boolean begun;
    private boolean seenAlive;

    private UnderWay(RunFolder run, Optional<Launcher.Running> worker, boolean young) {
        this.run = run;
        this.log = run.events();
        this.worker = worker;
        this.young = young;
    }

    /** A run whose worker was started here. */
    static UnderWay started(RunFolder run, Launcher.Running worker) {
        return new UnderWay(run, Optional.of(worker), false);
    }

    /** @param young whether it was started a moment ago: its worker may not have said so yet */
    static UnderWay startedElsewhere(RunFolder run, boolean young) {
        return new UnderWay(run, Optional.empty(), young);
    }

    RunFolder run() {
        return run;
    }

    RunStatus status() {
        return status;
    }

    /** Reads what came, and tells whether somebody still works on the run. */
    boolean look() {
        // asked before the events are read, so that none written before the end is missed
        boolean mine = worker.isPresent() && worker.get().alive();
        boolean anothers = !mine && metAnother();
        read();
        boolean going = mine || status.state().active() || anothers;
        seenAlive |= going;
        return going || (young && !seenAlive && age() < START_MILLIS);
    }

    private void read() {
        for (RunEvent event : log.poll()) {
            status.accept(event);
            begun |= event instanceof RunEvent.Started && event.time() >= since;
        }
    }

    /** Whether the run is at rest again, though its worker may need a moment to leave. */
    boolean leaving() {
        read();
        return (begun || (worker.isEmpty() && seenAlive)) && status.state().canStart();
    }

    private long age() {
        return System.currentTimeMillis() - since;
    }

    /** Two programs may have started a worker each, one of which was killed before it could say so: one worker gives way. */
    private boolean metAnother() {
        if (worker.isEmpty() || age() > GRACE_MILLIS) {
            return false;
        }
        try {
            return Files.exists(run.log())
                    && new String(Files.readAllBytes(run.log()), StandardCharsets.UTF_8)
                            .stripTrailing()
                            .lines()
                            .reduce((a, b) -> b)
                            .filter(l -> l.contains("Another worker has the run"))
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether this queue was there when the run ended. */
    boolean watched() {
        return worker.isPresent() || seenAlive;
    }

    Clues clues() {
        OptionalInt exit = OptionalInt.empty();
        if (worker.isPresent() && !worker.get().alive()) {
            try {
                exit = OptionalInt.of(worker.get().await());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return new Clues(exit, Clues.killsByMemorySoFar() > killsBefore);
    }

    /** Median time of the last steps. */
    OptionalDouble secondsPerStep() {
        List<RunEvent.StepDone> steps = status.steps();
        if (steps.size() < 5) {
            return OptionalDouble.empty();
        }
        double[] recent = steps.subList(Math.max(0, steps.size() - RECENT_STEPS), steps.size()).stream()
                .mapToDouble(RunEvent.StepDone::seconds)
                .toArray();
        Arrays.sort(recent);
        return OptionalDouble.of(recent[recent.length / 2]);
    }
}
