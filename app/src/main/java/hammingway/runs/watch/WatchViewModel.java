package hammingway.runs.watch;

import hammingway.control.LiveChart;
import hammingway.run.RunFolder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is watched: the selected run and those pinned beside it, what charts, over what, how smooth. */
public final class WatchViewModel implements AutoCloseable {
    /** Looks back some ten values. */
    private static final double SMOOTHING = 0.9;

    private final Follower follower;
    private final ObjectProperty<Optional<Named>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<Named> pinned = FXCollections.observableArrayList();
    private final ObservableList<Named> pinnedForAll = FXCollections.unmodifiableObservableList(pinned);
    private final ObjectProperty<Progression> over = new SimpleObjectProperty<>(Progression.STEP);
    private final DoubleProperty smoothing = new SimpleDoubleProperty(SMOOTHING);
    private final ObjectProperty<EnumSet<Metric>> metrics =
            new SimpleObjectProperty<>(EnumSet.of(Metric.LOSS, Metric.TOP5, Metric.PERPLEXITY, Metric.LEARNING_RATE));
    private final ObjectProperty<EnumSet<Metric>> logarithmic = new SimpleObjectProperty<>(byDefault());
    private final ObjectProperty<Optional<LiveChart.Span>> span = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<WatchPicture> picture = new ReadOnlyObjectWrapper<>(WatchPicture.NOTHING);
    private final ReadOnlyObjectWrapper<List<Wish.Shown>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final Map<RunFolder, Integer> colours = new HashMap<>();
    private int columns = 400;

    /** A run with the name that people know it by. */
    public record Named(RunFolder run, String name) {}

    /**
     * @param screen  runs what concerns the screen: the toolkit's thread, or a stand-in where there is no toolkit
     * @param trouble takes what went wrong, for people
     */
    public WatchViewModel(Executor screen, Consumer<String> trouble) {
        follower = new Follower(screen, this::take, trouble);
        selected.subscribe(s -> {
            span.set(Optional.empty());
            ask();
        });
        List.of(over, metrics, logarithmic, span).forEach(p -> p.subscribe(this::ask));
        over.subscribe(o -> span.set(Optional.empty()));
        smoothing.subscribe(s -> ask());
    }

    private static EnumSet<Metric> byDefault() {
        EnumSet<Metric> all = EnumSet.noneOf(Metric.class);
        for (Metric m : Metric.values()) {
            if (m.logarithmic()) {
                all.add(m);
            }
        }
        return all;
    }

    /** The run that figures, bits and texts are of. */
    public ObjectProperty<Optional<Named>> selected() {
        return selected;
    }

    /** Runs whose curves stay, whatever is selected. */
    public ObservableList<Named> pinned() {
        return pinnedForAll;
    }

    public boolean isPinned(RunFolder run) {
        return pinned.stream().anyMatch(p -> p.run().equals(run));
    }

    /** Whether one more run may be pinned. */
    public boolean full() {
        return pinned.size() >= Wish.MOST_RUNS - 1;
    }

    public void pin(Named run) {
        if (!isPinned(run.run()) && !full()) {
            pinned.add(run);
            ask();
        }
    }

    public void unpin(RunFolder run) {
        if (pinned.removeIf(p -> p.run().equals(run))) {
            ask();
        }
    }

    /** Forgets all runs, such as those of another project. */
    public void clear() {
        pinned.clear();
        selected.set(Optional.empty());
        ask();
    }

    public ObjectProperty<Progression> over() {
        return over;
    }

    /** Share of the mean before in each smoothed value, 0 to 0.99. */
    public DoubleProperty smoothing() {
        return smoothing;
    }

    public ObjectProperty<EnumSet<Metric>> metrics() {
        return metrics;
    }

    public ObjectProperty<EnumSet<Metric>> logarithmic() {
        return logarithmic;
    }

    public void show(Metric metric, boolean wanted) {
        metrics.set(with(metrics.get(), metric, wanted));
    }

    public void logarithmic(Metric metric, boolean wanted) {
        logarithmic.set(with(logarithmic.get(), metric, wanted));
    }

    private static EnumSet<Metric> with(EnumSet<Metric> all, Metric metric, boolean wanted) {
        EnumSet<Metric> next = EnumSet.copyOf(all);
        if (wanted) {
            next.add(metric);
        } else {
            next.remove(metric);
        }
        return next;
    }

    /** The part of x that all charts show; nothing: all of it. */
    public ObjectProperty<Optional<LiveChart.Span>> span() {
        return span;
    }

    /** Pixels that the charts draw x on. */
    public void columns(int pixels) {
        if (pixels != columns) {
            columns = pixels;
            ask();
        }
    }

    /** Nothing is read while nobody looks. */
    public void watching(boolean somebody) {
        follower.pause(!somebody);
    }

    public ReadOnlyObjectProperty<WatchPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    /** The runs on the charts with their colours, the selected one first. */
    ReadOnlyObjectProperty<List<Wish.Shown>> shown() {
        return shown.getReadOnlyProperty();
    }

    private void ask() {
        List<Named> runs = new ArrayList<>(selected.get().stream().toList());
        pinned.stream()
                .filter(p -> runs.stream().noneMatch(r -> r.run().equals(p.run())))
                .forEach(runs::add);
        colours.keySet().retainAll(runs.stream().map(Named::run).toList());
        shown.set(runs.stream()
                .map(r -> new Wish.Shown(r.run(), r.name(), colours.computeIfAbsent(r.run(), x -> freeColour())))
                .toList());
        follower.follow(new Wish(
                shown.get(),
                List.copyOf(metrics.get()),
                over.get(),
                smoothing.get(),
                logarithmic.get(),
                span.get(),
                columns));
    }

    private int freeColour() {
        return IntStream.range(0, Wish.MOST_RUNS)
                .filter(i -> !colours.containsValue(i))
                .findFirst()
                .orElse(0);
    }

    /** A picture of runs that are no longer asked for comes too late. */
    private void take(WatchPicture next) {
        if (next.runs().equals(shown.get().stream().map(Wish.Shown::run).toList())) {
            picture.set(next);
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
