package hammingway.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.torch.Torch;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys and values of the positions that a trunk has read, so that each is computed once; with {@link Trunk#cached}. The room is made
 * once, for all positions that may come: no step copies what is there. It holds for the weights with which it was filled.
 */
public final class Cache implements AutoCloseable {
    private final NDManager manager;
    private final List<List<NDArray>> blocks;
    private final int batch;
    private final int capacity;
    private int length;

    private Cache(NDManager manager, List<List<NDArray>> blocks, int batch, int capacity) {
        this.manager = manager;
        this.blocks = blocks;
        this.batch = batch;
        this.capacity = capacity;
    }

    /**
     * What a block keeps of a position.
     *
     * @param matrices of queries, keys and values, one a block: keys and values have their number type
     * @param heads    of keys and values, K
     * @param numbers  of a head
     */
    public record Shape(List<NDArray> matrices, int heads, int numbers) {}

    /** An empty one for so many windows of at most so many positions. */
    public static Cache of(Torch torch, Shape shape, int batch, int capacity) {
        NDManager manager = torch.manager().newSubManager();
        NDArray size = manager.create(new long[] {batch, shape.heads(), capacity, shape.numbers()});
        List<List<NDArray>> blocks = shape.matrices().stream()
                .map(w -> Stream.generate(() -> torch.call(manager, "room", w, size))
                        .limit(2)
                        .toList())
                .toList();
        return new Cache(manager, blocks, batch, capacity);
    }

    /** Positions that were read. */
    public int length() {
        return length;
    }

    /** Positions that there is room for. */
    public int capacity() {
        return capacity;
    }

    /** Windows. */
    public int batch() {
        return batch;
    }

    /** Forgets all positions but the first; the room stays. */
    public void keep(int positions) {
        if (positions < 0 || positions > length) {
            throw new IllegalArgumentException(positions + " of " + length + " positions");
        }
        length = positions;
    }

    /** Keys and values of a block. */
    List<NDArray> block(int i) {
        return blocks.get(i);
    }

    void require(long windows, long positions) {
        if (windows != batch || positions > capacity - length) {
            throw new IllegalArgumentException(windows + " windows of " + positions + " more positions; there are "
                    + batch + " with room for " + (capacity - length));
        }
    }

    void advance(int positions) {
        length += positions;
    }

    @Override
    public void close() {
        manager.close();
    }
}
