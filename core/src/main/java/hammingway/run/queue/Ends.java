package hammingway.run.queue;

import java.util.Map;

/** What the ends of runs make of the queue. */
final class Ends {
    private static final String INTERRUPTED = "Interrupted while no program watched.";

    private Ends() {}

    static QueueState apply(QueueState state, Map<String, End> ends) {
        QueueState now = state;
        for (Map.Entry<String, End> e : ends.entrySet()) {
            String run = e.getKey();
            boolean started = now.entry(run)
                    .filter(x -> x.state() == QueueEntry.State.STARTED)
                    .isPresent();
            if (!started && !(e.getValue() instanceof End.Gone)) {
                continue; // another program has seen the end before
            }
            now = switch (e.getValue()) {
                case End.Done end -> now.drop(run);
                case End.Gone end -> now.drop(run);
                case End.Interrupted end ->
                    now.change(run, x -> x.interrupted(INTERRUPTED)).head(run);
                case End.Failed end ->
                    end.again()
                            ? now.change(run, x -> x.failedOnce(QueueEntry.State.WAITING, end.why()))
                                    .head(run)
                            : now.change(run, x -> x.failedOnce(QueueEntry.State.FAILED, end.why()));
            };
        }
        return now;
    }
}
