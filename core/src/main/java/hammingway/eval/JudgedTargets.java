package hammingway.eval;

import hammingway.base.WorkbenchException;
import hammingway.data.Batch;
import hammingway.data.PreparedData;

/**
 * Which targets of some validation windows are judged. Where some count for nothing, as those of prompts do, the others are joined
 * and cut anew into windows of equal length, about as many as were read; the last few, which fill no window, are left out, as those at
 * the end of a plain text are.
 *
 * @param read    validation windows that are read, from the first on
 * @param windows of judged targets
 * @param length  targets of each
 * @param every   whether these are the windows that are read, target by target
 */
record JudgedTargets(int read, int windows, int length, boolean every) {
    /**
     * Looks for them.
     *
     * @param most windows to read; more where these hold no target that counts, as when a prompt fills them
     */
    static JudgedTargets of(PreparedData data, int most) {
        int all = data.validationWindows();
        int read = Math.min(most, all);
        if (!data.validation().marked()) {
            return new JudgedTargets(read, read, data.context(), true);
        }
        int judged = 0;
        for (int w = 0; w < read || (judged == 0 && w < all); w++) {
            judged += places(data.validationBatch(w, 1), Integer.MAX_VALUE).length;
            read = Math.max(read, w + 1);
        }
        if (judged == 0) {
            throw new WorkbenchException("The validation part has " + all
                    + " whole windows and no token of an answer in them, so nothing can be judged. "
                    + "Raise data.validationShare, or set data.packing = padded.");
        }
        int length = Math.max(1, judged / read);
        return new JudgedTargets(read, judged / length, length, false);
    }

    int count() {
        return windows * length;
    }

    /** The judged positions of a batch, at most so many of them. */
    static int[] places(Batch batch, int most) {
        int[] places = new int[batch.weights().length];
        int n = 0;
        for (int i = 0; i < places.length && n < most; i++) {
            if (batch.weights()[i] != 0) {
                places[n++] = i;
            }
        }
        return java.util.Arrays.copyOf(places, n);
    }

    /** A batch with these positions alone, as one window. */
    static Batch chosen(Batch batch, int[] places) {
        int n = places.length;
        Batch chosen = new Batch(new long[n], new long[n], new float[n], 1, n);
        for (int i = 0; i < n; i++) {
            chosen.inputs()[i] = batch.inputs()[places[i]];
            chosen.targets()[i] = batch.targets()[places[i]];
            chosen.weights()[i] = batch.weights()[places[i]];
        }
        return chosen;
    }
}
