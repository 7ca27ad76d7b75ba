package hammingway.design.search;

import hammingway.code.Codebook;
import hammingway.code.search.Search;
import hammingway.code.search.SearchPoint;
import java.util.ArrayList;
import java.util.List;

/** Notes on a search while it goes on: written on its thread, read on the toolkit's. */
final class SearchLog implements Search.Watcher<Codebook> {
    private final List<SearchPoint> points = new ArrayList<>();
    private long evaluations;
    private double seconds;

    /**
     * How far a search is.
     *
     * @param points      improvements as they were told, the first book first
     * @param evaluations candidates looked at
     */
    record Reached(List<SearchPoint> points, long evaluations, double seconds) {
        static final Reached NOTHING = new Reached(List.of(), 0, 0);

        Reached {
            points = List.copyOf(points);
        }

        /** Candidates a second, 0 before any time has passed. */
        double speed() {
            return seconds > 0 ? evaluations / seconds : 0;
        }
    }

    @Override
    public synchronized void better(SearchPoint point, Codebook book) {
        points.add(point);
        reached(point.evaluations(), point.seconds());
    }

    @Override
    public synchronized void reached(long made, double passed) {
        evaluations = Math.max(evaluations, made);
        seconds = Math.max(seconds, passed);
    }

    synchronized Reached reached() {
        return new Reached(points, evaluations, seconds);
    }
}
