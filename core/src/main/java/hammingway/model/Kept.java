package hammingway.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the operators of one pass take beside the window: the positions before it, and where its keys and values are kept. */
public final class Kept {
    private final Optional<Cache> cache;
    private final NDArray start;
    private final List<NDArray> none;

    /** Makes the numbers in the scope of the pass. */
    public Kept(NDManager scope, Optional<Cache> cache) {
        this.cache = cache;
        this.start = scope.create(cache.map(Cache::length).orElse(0));
        this.none = List.of(scope.create(0f));
    }

    /** Positions before the window. */
    public NDArray start() {
        return start;
    }

    /** Keys, values and how many there are; one tensor without a meaning where nothing is kept. */
    public List<NDArray> block(int i) {
        if (cache.isEmpty()) {
            return none;
        }
        List<NDArray> kept = new ArrayList<>(cache.get().block(i));
        kept.add(start);
        return kept;
    }
}
