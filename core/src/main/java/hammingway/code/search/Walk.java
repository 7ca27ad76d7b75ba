package hammingway.code.search;

import hammingway.base.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The account of a search: evaluations and time against the budget, and the best place so far. */
final class Walk<P> {
    /** Looking at the clock costs about as much as a short step: once in so many evaluations. */
    private static final int CLOCK_EVERY = 16;

    private static final long TELL_NANOS = 100_000_000;

    private final Budget budget;
    private final Progress progress;
    private final Search.Watcher<P> watcher;
    private final int clockEvery;
    private final long begin = System.nanoTime();
    private final List<SearchPoint> trace = new ArrayList<>();
    private List<P> best = List.of();
    private long evaluations;
    private long told = begin;
    private int untold;
    private boolean over;
    private boolean cancelled;

    Walk(Budget budget, Progress progress, Search.Watcher<P> watcher) {
        this(budget, progress, watcher, CLOCK_EVERY);
    }

    private Walk(Budget budget, Progress progress, Search.Watcher<P> watcher, int clockEvery) {
        this.budget = budget;
        this.progress = progress;
        this.watcher = watcher;
        this.clockEvery = clockEvery;
    }

    /** An evaluation is the making of a whole book: beside it, the clock costs nothing, and a stop is not to wait for the next 15. */
    static <P> Walk<P> ofBooks(Budget budget, Progress progress, Search.Watcher<P> watcher) {
        return new Walk<>(budget, progress, watcher, 1);
    }

    /** Counts an evaluation that is about to be made; false: there shall be no more. */
    boolean next() {
        if (over || (budget.evaluations() > 0 && evaluations >= budget.evaluations())) {
            return false;
        }
        if (evaluations % clockEvery == 0 && overdue()) {
            over = true;
            return false;
        }
        evaluations++;
        return true;
    }

    private boolean overdue() {
        long now = System.nanoTime();
        if (progress.cancelled()) {
            cancelled = true;
        }
        if (now - told > TELL_NANOS) {
            told = now;
            tell();
        }
        return cancelled || (budget.seconds() > 0 && seconds() >= budget.seconds());
    }

    private void tell() {
        double share = Math.max(
                budget.seconds() > 0 ? seconds() / budget.seconds() : 0,
                budget.evaluations() > 0 ? (double) evaluations / budget.evaluations() : 0);
        String message = trace.isEmpty()
                ? evaluations + " looked at"
                : String.format(
                        Locale.ROOT,
                        "d_min %d (%d pairs), objective %.5f, %d looked at",
                        trace.getLast().minimumDistance(),
                        trace.getLast().atMinimum(),
                        trace.getLast().objective(),
                        evaluations);
        if (untold > 0) {
            untold = 0;
            watcher.better(trace.getLast(), best.getFirst());
        }
        watcher.reached(evaluations, seconds());
        progress.update(Math.min(1, share), message);
    }

    /** Compares a place with the best; the place is asked for only if it is better. */
    boolean consider(Landscape.Figures figures, Supplier<P> place) {
        if (!trace.isEmpty() && figures.objective() <= trace.getLast().objective()) {
            return false;
        }
        best = List.of(place.get());
        trace.add(new SearchPoint(evaluations, seconds(), figures.objective(), figures.minimum(), figures.atMinimum()));
        if (trace.size() == 1) {
            watcher.better(trace.getFirst(), best.getFirst()); // what it began with, before any time has passed
        } else {
            untold++;
        }
        return true;
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    long evaluations() {
        return evaluations;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Whether any place has been considered. */
    boolean found() {
        return !best.isEmpty();
    }

    P best() {
        return best.getFirst();
    }

    List<SearchPoint> trace() {
        return trace;
    }
}
