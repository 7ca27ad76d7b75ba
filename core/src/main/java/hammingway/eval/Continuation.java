package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.model.Cache;
import hammingway.model.Trunk;
import hammingway.torch.Torch;
import java.util.List;

/**
 * Texts of the same length that grow by a token each at a time, and the hidden states of their last positions. Keys and values of what
 * was read are kept, so a new token costs one position.
 *
 * <p>When the context is full, its last half is read again as a window of its own and grows from there: all positions of these models
 * are counted from the window's begin, and a window that slid by one token at a time would have to be read anew for each. So a model is
 * shown between a half and all of its context.
 */
final class Continuation implements AutoCloseable {
    /** Tokens that are read in one pass: a long prompt must not take the memory of all its positions at once. */
    private static final int PIECE = 256;

    private final Torch torch;
    private final Trunk trunk;
    private final int context;
    private final GenerationClock clock;
    private final Cache cache;
    private final long[][] windows;
    private int length;

    /**
     * Begins with prompts of which as many tokens are shown, the last that fit into the context.
     *
     * @param tokens that will be added at most
     */
    Continuation(Torch torch, Trunk trunk, int context, List<int[]> prompts, int tokens, GenerationClock clock) {
        this.torch = torch;
        this.trunk = trunk;
        this.context = context;
        this.clock = clock;
        this.windows = new long[prompts.size()][context];
        this.length = Math.min(context, prompts.getFirst().length);
        for (int b = 0; b < windows.length; b++) {
            int[] prompt = prompts.get(b);
            for (int i = 0; i < length; i++) {
                windows[b][i] = prompt[prompt.length - length + i];
            }
        }
        this.cache = trunk.cache(windows.length, (int) Math.min(context, (long) length + tokens));
    }

    /** Hidden states of the last positions (B, d), in the scope. */
    NDArray hidden(NDManager scope) {
        int read = cache.length();
        boolean step = read > 0 && length - read == 1;
        while (length - cache.length() > PIECE) {
            try (NDManager piece = torch.scope()) {
                read(piece, PIECE);
            }
        }
        NDArray last = torch.call(scope, "last", read(scope, length - cache.length()));
        if (step) {
            clock.stepped(windows.length);
        } else {
            clock.read(windows.length * (length - read));
        }
        clock.lap(step ? GenerationClock.Part.TRUNK : GenerationClock.Part.READING, last);
        return last;
    }

    private NDArray read(NDManager scope, int positions) {
        int from = cache.length();
        long[] ids = new long[windows.length * positions];
        for (int b = 0; b < windows.length; b++) {
            System.arraycopy(windows[b], from, ids, b * positions, positions);
        }
        return trunk.cached(scope, scope.create(ids, new Shape(windows.length, positions)), cache);
    }

    /** Lengthens every text by a token. */
    void add(int[] tokens) {
        if (length == context) {
            int kept = Math.max(1, context / 2) - 1;
            for (long[] window : windows) {
                System.arraycopy(window, length - kept, window, 0, kept);
            }
            length = kept;
            cache.keep(0);
        }
        for (int b = 0; b < windows.length; b++) {
            windows[b][length] = tokens[b];
        }
        length++;
    }

    @Override
    public void close() {
        cache.close();
    }
}
