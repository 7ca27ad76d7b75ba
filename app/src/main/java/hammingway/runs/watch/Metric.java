package hammingway.runs.watch;

import hammingway.run.RunEvent;
import hammingway.run.RunHistory;
import java.util.Optional;

/** What can be watched: a value of every step, one of every validation, or both. */
public enum Metric {
    LOSS("Loss", "nats", "training pale and smoothed, validation with points", false),
    TOP5("Top-5", "%", "validation windows", false),
    PERPLEXITY("Perplexity", "", "validation windows", true),
    TOP1("Top-1", "%", "validation windows", false),
    LEARNING_RATE("Learning rate", "", "of each step", false),
    GRADIENT_NORM("Gradient norm", "", "before clipping", false),
    TOKENS_PER_SECOND("Tokens per second", "", "of each training step", false),
    MEMORY("Memory", "MB", "resident, of the worker", false);

    private final String title;
    private final String unit;
    private final String note;
    private final boolean logarithmic;

    Metric(String title, String unit, String note, boolean logarithmic) {
        this.title = title;
        this.unit = unit;
        this.note = note;
        this.logarithmic = logarithmic;
    }

    public String title() {
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }

    public String plainTitle() {
        return title;
    }

    /** How it is measured, in a few words. */
    public String note() {
        return note;
    }

    /** Whether its axis is logarithmic unless the user says otherwise. */
    boolean logarithmic() {
        return logarithmic;
    }

    /** Its value of every step, if steps have one. */
    Optional<RunHistory.Column> ofSteps() {
        return switch (this) {
            case LOSS -> Optional.of(RunHistory.Column.LOSS);
            case LEARNING_RATE -> Optional.of(RunHistory.Column.LEARNING_RATE);
            case GRADIENT_NORM -> Optional.of(RunHistory.Column.GRADIENT_NORM);
            case TOKENS_PER_SECOND -> Optional.of(RunHistory.Column.TOKENS_PER_SECOND);
            case MEMORY -> Optional.of(RunHistory.Column.MEGABYTES);
            case TOP5, PERPLEXITY, TOP1 -> Optional.empty();
        };
    }

    boolean ofValidations() {
        return this == LOSS || ofSteps().isEmpty();
    }

    /** Its value of a validation; NaN where there is none. */
    double of(RunEvent.Validated v) {
        return switch (this) {
            case LOSS -> v.loss();
            case TOP5 -> 100 * v.top5();
            case PERPLEXITY -> v.perplexity();
            case TOP1 -> 100 * v.top1();
            case LEARNING_RATE, GRADIENT_NORM, TOKENS_PER_SECOND, MEMORY -> Double.NaN;
        };
    }
}
