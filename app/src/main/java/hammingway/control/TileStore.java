package hammingway.control;

import hammingway.base.Progress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The tiles of one source at one reduction, computed by its own threads, the most wanted first. A store never shows another
 * source's tiles, so stale ones cannot overwrite newer: who has a new source makes a new store. Thread-safe.
 */
final class TileStore implements AutoCloseable {
    /** Pixels along the side of a tile. */
    static final int SIDE = 256;

    static final int SIDE_BITS = 8;

    /** Tiles kept, 256 KiB each: a 4K screen at one level takes 135, and the one tile of the whole matrix stays besides. */
    private static final int CAPACITY = 192;

    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 4);

    /**
     * A tile: pixel (i, j) of it stands for the block at {@code ((row << 8) + i, (column << 8) + j)}.
     *
     * @param level log2 of the cells along the side of a pixel
     */
    record Key(int level, int row, int column) {
        /** The tile that shows the same place at half the detail. */
        Key parent() {
            return new Key(level + 1, row >> 1, column >> 1);
        }
    }

    private final MatrixSource source;
    private final Reduction reduction;
    private final Runnable arrived;
    private final int topLevel;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("tiles-", 0).factory());

    private final Map<Key, float[]> tiles = new LinkedHashMap<>(256, 0.75f, true);
    private final ArrayDeque<Key> queue = new ArrayDeque<>();
    private final Set<Key> wanted = new HashSet<>();
    private final Set<Key> underWay = new HashSet<>();
    private int workers;
    private volatile boolean closed;
    private volatile float @Nullable [] top;

    /** @param arrived called on a thread of the store after each tile */
    TileStore(MatrixSource source, Reduction reduction, Runnable arrived) {
        this.source = source;
        this.reduction = reduction;
        this.arrived = arrived;
        int cells = Math.max(source.rows(), source.columns());
        this.topLevel = Math.max(0, 32 - Integer.numberOfLeadingZeros(cells - 1) - SIDE_BITS);
    }

    MatrixSource source() {
        return source;
    }

    /** The level at which one tile holds the whole matrix. */
    int topLevel() {
        return topLevel;
    }

    Key topKey() {
        return new Key(topLevel, 0, 0);
    }

    /** Whether there is a picture of the whole matrix. */
    boolean ready() {
        return top != null;
    }

    Optional<float[]> tile(Key key) {
        if (key.level == topLevel) {
            return Optional.ofNullable(top);
        }
        synchronized (tiles) {
            return Optional.ofNullable(tiles.get(key));
        }
    }

    /** Replaces what is wanted, most important first. What is under way and wanted no more is cancelled. */
    void want(List<Key> keys) {
        synchronized (tiles) {
            queue.clear();
            wanted.clear();
            wanted.addAll(keys);
            keys.stream()
                    .filter(k -> !underWay.contains(k) && !has(k))
                    .distinct()
                    .limit(CAPACITY)
                    .forEach(queue::add);
            while (!closed && workers < Math.min(THREADS, queue.size())) {
                workers++;
                threads.execute(this::work);
            }
        }
    }

    private boolean has(Key key) {
        return key.level == topLevel ? top != null : tiles.containsKey(key);
    }

    /** Whether all that was wanted is there. */
    boolean idle() {
        synchronized (tiles) {
            return queue.isEmpty() && underWay.isEmpty();
        }
    }

    private void work() {
        Optional<Key> next = take();
        while (next.isPresent()) {
            Key key = next.get();
            Optional<float[]> tile = Optional.empty();
            try {
                tile = Optional.of(compute(key));
            } catch (Progress.CancelledException e) {
                tile = Optional.empty();
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(TileStore.class).error("tile {} failed", key, e);
                tile = Optional.of(blank()); // not asked for again
            } finally {
                finish(key, tile);
            }
            next = take();
        }
    }

    private Optional<Key> take() {
        synchronized (tiles) {
            Optional<Key> next = closed ? Optional.empty() : Optional.ofNullable(queue.poll());
            next.ifPresentOrElse(underWay::add, () -> workers--);
            return next;
        }
    }

    private void finish(Key key, Optional<float[]> tile) {
        synchronized (tiles) {
            underWay.remove(key);
            tile.ifPresent(t -> keep(key, t));
            if (tile.isEmpty() && wanted.contains(key)) {
                queue.add(key); // asked for again while it was being given up
            }
        }
        if (tile.isPresent() && !closed) {
            arrived.run();
        }
    }

    private void keep(Key key, float[] tile) {
        if (key.level == topLevel) {
            top = tile;
            return;
        }
        tiles.put(key, tile);
        var eldest = tiles.keySet().iterator();
        while (tiles.size() > CAPACITY) {
            eldest.next();
            eldest.remove();
        }
    }

    private static float[] blank() {
        float[] tile = new float[SIDE * SIDE];
        Arrays.fill(tile, Float.NaN);
        return tile;
    }

    private float[] compute(Key key) {
        int block = 1 << key.level;
        long row = (long) key.row * SIDE * block;
        long column = (long) key.column * SIDE * block;
        int height = (int) Math.min(SIDE, (source.rows() - row + block - 1) / block);
        int width = (int) Math.min(SIDE, (source.columns() - column + block - 1) / block);
        float[] packed = new float[height * width];
        source.tile(new TileRequest((int) row, (int) column, block, height, width, reduction), packed, new Wanted(key));
        if (height == SIDE && width == SIDE) {
            return packed;
        }
        float[] tile = blank();
        for (int y = 0; y < height; y++) {
            System.arraycopy(packed, y * width, tile, y * SIDE, width);
        }
        return tile;
    }

    @Override
    public void close() {
        closed = true;
        synchronized (tiles) {
            queue.clear();
            wanted.clear();
        }
        threads.shutdown();
    }

    /** Cancelled once its tile is no longer asked for. */
    private final class Wanted implements Progress {
        private final Key key;

        Wanted(Key key) {
            this.key = key;
        }

        @Override
        public void update(double share, String message) {}

        @Override
        public boolean cancelled() {
            synchronized (tiles) {
                return closed || !wanted.contains(key);
            }
        }
    }
}
