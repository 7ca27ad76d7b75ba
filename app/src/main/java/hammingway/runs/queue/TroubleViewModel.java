package hammingway.runs.queue;

import hammingway.fx.Notices;
import hammingway.run.EventLog;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import hammingway.run.diagnosis.Clues;
import hammingway.run.diagnosis.Diagnoses;
import hammingway.run.diagnosis.Diagnosis;
import hammingway.run.diagnosis.Remedies;
import hammingway.run.diagnosis.Remedy;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueLook;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Why the selected run ended badly, and what can be done. Looked at on the thread of the runs. */
public final class TroubleViewModel {
    private final ProjectQueues queues;
    private final Executor runs;
    private final Executor screen;
    private final Consumer<RunFolder> made;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Followed> followed = Optional.empty();
    private Optional<Trouble> last = Optional.empty();

    /** @param made is told of the run that a remedy queued */
    public TroubleViewModel(
            ProjectQueues queues, Executor runs, Executor screen, Consumer<RunFolder> made, Notices notices) {
        this.queues = queues;
        this.runs = runs;
        this.screen = screen;
        this.made = made;
        this.notices = notices;
    }

    /**
     * What is wrong with a run.
     *
     * @param more     what its own message does not say; may be empty
     * @param remedies the most promising first
     */
    public record Trouble(RunFolder run, Diagnosis diagnosis, String more, List<Remedy> remedies) {}

    private static final class Followed {
        private final RunFolder run;
        private final EventLog log;
        private final RunStatus status = new RunStatus();
        private RunStatus.State told = RunStatus.State.PREPARING;
        private String reason = "";

        Followed(RunFolder run) {
            this.run = run;
            this.log = run.events();
        }
    }

    public ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /** Looks at the selected run. On the thread of the runs. */
    public void update(QueueLook look, Optional<RunFolder> selected) {
        if (!followed.map(f -> f.run).equals(selected)) {
            followed = selected.map(Followed::new);
            tell(Optional.empty());
        }
        followed.ifPresent(one -> look(look, one));
    }

    private void look(QueueLook look, Followed one) {
        one.log.poll().forEach(one.status::accept);
        RunStatus.State state = one.status.state();
        String reason = reason(look, one.run);
        if (state == one.told && reason.equals(one.reason)) {
            return;
        }
        one.told = state;
        one.reason = reason;
        boolean waits = reason.startsWith(QueueEntry.State.WAITING + " ");
        Optional<Diagnosis> diagnosis = waits ? Optional.empty() : Diagnoses.of(one.run, one.status, Clues.NONE);
        tell(diagnosis.map(d -> new Trouble(one.run, d, more(one, d), remedies(one, d))));
    }

    /** What the queue that watched its end knows, such as the signal of a kill. */
    private static String reason(QueueLook look, RunFolder run) {
        return look.rows().stream()
                .filter(r -> r.entry().run().equals(run.id()) && r.entry().state() != QueueEntry.State.STARTED)
                .map(r -> r.entry().state() + " " + r.entry().reason())
                .findFirst()
                .orElse("");
    }

    private static String more(Followed one, Diagnosis diagnosis) {
        if (diagnosis instanceof Diagnosis.Interrupted && one.reason.startsWith(QueueEntry.State.FAILED + " ")) {
            return one.reason.substring((QueueEntry.State.FAILED + " ").length());
        }
        boolean said = one.status.message().contains(diagnosis.sentence());
        return said || diagnosis instanceof Diagnosis.Interrupted ? "" : diagnosis.sentence();
    }

    private List<Remedy> remedies(Followed one, Diagnosis diagnosis) {
        return queues.shown()
                .map(q -> new Remedies(q.project()).of(one.run, one.status, diagnosis))
                .orElse(List.of());
    }

    private void tell(Optional<Trouble> now) {
        if (!now.equals(last)) {
            last = now;
            screen.execute(() -> trouble.set(now));
        }
    }

    /** Does what is offered, and queues the run. */
    public void mend(Trouble what, Remedy remedy) {
        runs.execute(() -> queues.shown().ifPresent(q -> {
            RunFolder run = new Remedies(q.project()).apply(what.run(), remedy);
            q.add(List.of(run));
            made.accept(run);
            notices.info("Queued " + run.id() + ".");
        }));
    }
}
