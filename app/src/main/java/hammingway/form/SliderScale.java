package hammingway.form;

import hammingway.base.Doc;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An allowed range as a slider shows it: in even steps, or in powers of ten where it spans more than about three decades. A position is
 * the value itself, or a logarithm of it.
 *
 * @param whole whether values are whole numbers
 * @param log   whether positions are logarithms
 */
public record SliderScale(double min, double max, boolean whole, boolean log) {
    /** A little more than three, so that 1 to 1024 is still drawn evenly. */
    private static final double EVEN_DECADES = 3.1;
    /** Beyond, a range is a bound against nonsense and no choice: seeds, counts of evaluations. */
    private static final double MOST_DECADES = 9.001;

    /** Nearest to 0 that a logarithmic range from 0 tells apart, of numbers that are not whole. */
    private static final double FINEST = 0.01;

    private static final int KEY_STEPS = 100;
    private static final int LARGE_STEP = 10;

    /** The slider of a field, where its range is finite and of a sensible width. */
    static Optional<SliderScale> of(@Nullable Doc doc, Class<?> type) {
        boolean whole = type == int.class || type == long.class;
        if (doc == null
                || !(whole || type == double.class)
                || !Double.isFinite(doc.min())
                || !Double.isFinite(doc.max())
                || doc.max() <= doc.min()) {
            return Optional.empty();
        }
        double least = doc.min() > 0 ? doc.min() : grain(doc.max(), whole);
        double decades = doc.min() < 0 ? 0 : Math.log10(doc.max() / least);
        return decades > MOST_DECADES
                ? Optional.empty()
                : Optional.of(new SliderScale(doc.min(), doc.max(), whole, decades > EVEN_DECADES));
    }

    private static double grain(double max, boolean whole) {
        return whole ? 1 : Math.min(FINEST, max / 1000);
    }

    /** Where a value stands; one outside stands at the nearer end. */
    public double position(double value) {
        double inside = Math.clamp(value, min, max);
        if (!log) {
            return inside;
        }
        return min > 0 ? Math.log10(inside) : Math.log10(1 + inside / grain(max, whole));
    }

    private double value(double position) {
        if (!log) {
            return position;
        }
        return min > 0 ? Math.pow(10, position) : (Math.pow(10, position) - 1) * grain(max, whole);
    }

    /** The value at a position, as one would type it. */
    public String text(double position) {
        double value = Math.clamp(value(position), min, max);
        if (whole) {
            return Long.toString(Math.round(value));
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(log ? 2 : 3));
        double inside = Math.clamp(rounded.doubleValue(), min, max);
        return inside == Math.rint(inside) && Math.abs(inside) < 1e15
                ? Long.toString((long) inside)
                : Double.toString(inside);
    }

    /**
     * The position that so many presses of an arrow key lead to: each at least 1 of whole numbers, a hundredth of the range of others.
     *
     * @param large whether the key was one of those that turn pages
     */
    public double stepped(double from, int steps, boolean large) {
        double step = (position(max) - position(min)) / KEY_STEPS;
        double by = steps * (large ? LARGE_STEP : 1);
        if (whole && !log) {
            return position(Math.rint(from) + by);
        }
        double next = Math.clamp(from + by * step, position(min), position(max));
        boolean stuck = whole && Math.round(value(next)) == Math.round(value(from));
        return stuck ? position(Math.rint(value(from)) + by) : next;
    }
}
