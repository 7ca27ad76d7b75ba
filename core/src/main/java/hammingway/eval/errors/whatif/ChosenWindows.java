package hammingway.eval.errors.whatif;

/** The windows that are decoded again: all, or so many of them evenly spaced. Halves are the even and the odd places in the choice. */
final class ChosenWindows {
    private final int all;
    private final int count;
    private final int context;

    private ChosenWindows(int all, int count, int context) {
        this.all = all;
        this.count = count;
        this.context = context;
    }

    /** @param positions at most, as whole windows, but two windows where there are two */
    static ChosenWindows of(int windows, int context, long positions) {
        long wanted = Math.max(2, positions / context);
        return new ChosenWindows(windows, (int) Math.min(windows, wanted), context);
    }

    int count() {
        return count;
    }

    int context() {
        return context;
    }

    int positions() {
        return count * context;
    }

    boolean sampled() {
        return count < all;
    }

    /** The window of the trace at a place of the choice. */
    int window(int place) {
        return (int) ((long) place * all / count);
    }

    /** The position of the trace that a position of the choice is. */
    int position(int index) {
        return window(index / context) * context + index % context;
    }

    /** The half that a place belongs to; what is fitted for it is fitted on the other. */
    static int half(int place) {
        return place & 1;
    }
}
