package hammingway.compare.pair;

import hammingway.compare.table.RunTableViewModel;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.report.RunPair;
import hammingway.report.table.RunLine;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;

/** Two runs of the table, and what sets them apart. */
public final class PairViewModel {
    /** Of the resampling: the same two runs always give the same figures. */
    private static final long SEED = 1;

    private final RunTableViewModel table;
    private final Latest pairing;
    private final ObjectProperty<Optional<RunLine>> first = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<RunLine>> second = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RunPair>> pair = new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean wanted;
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    public PairViewModel(Background background, RunTableViewModel table) {
        this.table = table;
        pairing = new Latest(background);
        first.addListener((o, was, is) -> compare(was, is));
        second.addListener((o, was, is) -> compare(was, is));
        table.lines().addListener((ListChangeListener<RunLine>) c -> follow());
        follow();
    }

    /** The same runs with their lines as they are now; at first the smallest and the largest decision layer. */
    private void follow() {
        List<RunLine> lines = table.lines();
        first.set(again(first.get()).or(() -> lines.stream().findFirst()));
        // the first may have been the only one for a while, and is the largest now
        String other = first.get().map(RunLine::id).orElse("");
        second.set(again(second.get())
                .or(() -> lines.reversed().stream()
                        .filter(l -> !l.id().equals(other))
                        .findFirst()));
    }

    private Optional<RunLine> again(Optional<RunLine> before) {
        return before.flatMap(
                b -> table.lines().stream().filter(l -> l.id().equals(b.id())).findFirst());
    }

    /** Takes the two runs that are brushed, or the selected one as the second. */
    public void takeChosen() {
        List<RunLine> brushed = table.lines().stream()
                .filter(l -> table.brushed().contains(l.id()))
                .toList();
        if (brushed.size() == 2) {
            first.set(Optional.of(brushed.getFirst()));
            second.set(Optional.of(brushed.getLast()));
        } else {
            table.lines().stream()
                    .filter(l -> l.id().equals(table.selected().get()))
                    .findFirst()
                    .ifPresent(l -> second.set(Optional.of(l)));
        }
    }

    public void swap() {
        Optional<RunLine> a = first.get();
        first.set(second.get());
        second.set(a);
    }

    private void compare(Optional<RunLine> was, Optional<RunLine> is) {
        if (!was.map(RunLine::id).equals(is.map(RunLine::id))) {
            refresh();
        }
    }

    /** Two runs are compared only once someone looks: it reads the traces of both. */
    public void pairFromNowOn() {
        if (!wanted) {
            wanted = true;
            refresh();
        }
    }

    private void refresh() {
        if (!wanted) {
            return;
        }
        pair.set(Optional.empty());
        pairing.cancel();
        if (first.get().isEmpty() || second.get().isEmpty() || table.project().isEmpty()) {
            message.set("Two evaluated runs are needed.");
            return;
        }
        String a = first.get().get().id();
        String b = second.get().get().id();
        if (a.equals(b)) {
            message.set("Choose two different runs.");
            return;
        }
        Project project = table.project().get();
        message.set("Resampling\u2026");
        pairing.start(
                "Compare two runs",
                progress -> RunPair.of(folder(project, b), folder(project, a), SEED, progress),
                made -> {
                    message.set("");
                    pair.set(Optional.of(made));
                },
                message::set);
    }

    private static RunFolder folder(Project project, String id) {
        return project.run(id);
    }

    public ObjectProperty<Optional<RunLine>> first() {
        return first;
    }

    public ObjectProperty<Optional<RunLine>> second() {
        return second;
    }

    /** The second run minus the first. */
    public ReadOnlyObjectProperty<Optional<RunPair>> pair() {
        return pair.getReadOnlyProperty();
    }

    /** Why there is no pair yet; empty when there is. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    public RunTableViewModel table() {
        return table;
    }
}
