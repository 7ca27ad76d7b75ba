package hammingway.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One of several parallel axes: values of many things, where they stand, and which of them are brushed. An immutable value. */
public final class ParallelAxis {
    private final String key;
    private final String name;
    private final double[] values;
    private final List<String> categories;
    private final boolean logarithmic;
    private final boolean flipped;
    private final List<Range> brushes;
    private final double low;
    private final double high;

    /** A part of an axis, in its values; for categories, of their numbers. Both ends belong to it. */
    public record Range(double low, double high) {
        boolean contains(double value) {
            return value >= low && value <= high;
        }
    }

    /** A label. */
    record Mark(double position, String text) {}

    /**
     * An axis of numbers or of categories.
     *
     * @param key        tells axes apart
     * @param values     one a thing; NaN for nothing; with categories, the number of one, from 0
     * @param categories from the bottom up; none: numbers
     */
    public ParallelAxis(String key, String name, double[] values, List<String> categories) {
        this(key, name, values.clone(), List.copyOf(categories), false, false, List.of());
    }

    private ParallelAxis(
            String key,
            String name,
            double[] values,
            List<String> categories,
            boolean logarithmic,
            boolean flipped,
            List<Range> brushes) {
        this.key = key;
        this.name = name;
        this.values = values;
        this.categories = categories;
        this.logarithmic = logarithmic;
        this.flipped = flipped;
        this.brushes = List.copyOf(brushes);
        double[] shown = Arrays.stream(values)
                .filter(v -> Double.isFinite(v) && (!logarithmic || v > 0))
                .toArray();
        boolean numbers = categories.isEmpty();
        low = numbers ? Arrays.stream(shown).min().orElse(logarithmic ? 1 : 0) : -0.5;
        high = numbers ? Arrays.stream(shown).max().orElse(1) : categories.size() - 0.5;
    }

    public String key() {
        return key;
    }

    public String name() {
        return name;
    }

    public boolean isLogarithmic() {
        return logarithmic;
    }

    public boolean isFlipped() {
        return flipped;
    }

    public List<Range> brushes() {
        return brushes;
    }

    /** How many things there are. */
    public int size() {
        return values.length;
    }

    boolean isCategorical() {
        return !categories.isEmpty();
    }

    /** A logarithm needs numbers above 0, of which some differ. */
    public boolean canBeLogarithmic() {
        return categories.isEmpty()
                && Arrays.stream(values).filter(Double::isFinite).allMatch(v -> v > 0)
                && Arrays.stream(values).anyMatch(Double::isFinite);
    }

    /** Logarithmic where that is possible. */
    public ParallelAxis withLogarithm(boolean wanted) {
        return new ParallelAxis(key, name, values, categories, wanted && canBeLogarithmic(), flipped, brushes);
    }

    public ParallelAxis withFlip(boolean wanted) {
        return new ParallelAxis(key, name, values, categories, logarithmic, wanted, brushes);
    }

    public ParallelAxis withBrushes(List<Range> wanted) {
        return new ParallelAxis(key, name, values, categories, logarithmic, flipped, wanted);
    }

    /** The look of another axis with the values of this one. */
    public ParallelAxis like(ParallelAxis other) {
        return withLogarithm(other.logarithmic).withFlip(other.flipped).withBrushes(other.brushes);
    }

    /** The value of a thing; NaN for nothing. */
    double value(int thing) {
        return values[thing];
    }

    /** Where a value stands: 0 at the bottom to 1 at the top; NaN for what has no place. Equal values stand in the middle. */
    public double position(double value) {
        if (!Double.isFinite(value) || (logarithmic && value <= 0)) {
            return Double.NaN;
        }
        double at = high == low ? 0.5 : (scaled(value) - scaled(low)) / (scaled(high) - scaled(low));
        return flipped ? 1 - at : at;
    }

    /** The value at a place from 0 to 1. */
    public double valueAt(double position) {
        double at = flipped ? 1 - position : position;
        double v = scaled(low) + at * (scaled(high) - scaled(low));
        return logarithmic ? Math.exp(v) : v;
    }

    private double scaled(double value) {
        return logarithmic ? Math.log(value) : value;
    }

    /** Whether a thing is in one of the brushes; without brushes all are, even where they have no value. */
    public boolean passes(int thing) {
        return brushes.isEmpty() || brushes.stream().anyMatch(b -> b.contains(values[thing]));
    }

    /** The brush between two places, ends in any order; of categories, whole ones. */
    Range range(double from, double to) {
        double a = valueAt(Math.clamp(from, 0, 1));
        double b = valueAt(Math.clamp(to, 0, 1));
        double least = Math.min(a, b);
        double most = Math.max(a, b);
        return isCategorical()
                ? new Range(
                        Math.clamp(Math.floor(least + 0.5), 0, categories.size() - 1.0) - 0.5,
                        Math.clamp(Math.floor(most + 0.5), 0, categories.size() - 1.0) + 0.5)
                : new Range(least, most);
    }

    /** As people read it. */
    String text(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        return isCategorical()
                ? categories.get((int) Math.clamp(Math.rint(value), 0, categories.size() - 1.0))
                : Ticks.text(value);
    }

    /** @param most labels that have room */
    List<Mark> marks(int most) {
        if (isCategorical()) {
            int stride = Math.max(1, (int) Math.ceil(categories.size() / (double) Math.max(1, most)));
            return IntStream.range(0, categories.size())
                    .filter(i -> i % stride == 0)
                    .mapToObj(i -> new Mark(position(i), categories.get(i)))
                    .toList();
        }
        if (high == low) {
            return List.of(new Mark(0.5, Ticks.text(low)));
        }
        List<Mark> marks = new ArrayList<>();
        List<Double> at = logarithmic
                ? Ticks.logarithmic(low, high, Math.max(2, most))
                : Ticks.linear(low, high, Math.max(2, most));
        at.forEach(v -> marks.add(new Mark(position(v), Ticks.text(v))));
        return marks;
    }
}
