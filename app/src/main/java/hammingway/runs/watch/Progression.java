package hammingway.runs.watch;

import hammingway.control.Ticks;
import hammingway.run.RunHistory;
import java.util.Locale;

/** What runs are laid side by side over. */
public enum Progression {
    STEP("Steps", RunHistory.Column.STEP),
    TIME("Time", RunHistory.Column.SECONDS),
    TOKENS("Tokens", RunHistory.Column.TOKENS);

    private final String title;
    private final RunHistory.Column column;

    Progression(String title, RunHistory.Column column) {
        this.title = title;
        this.column = column;
    }

    public String title() {
        return title;
    }

    RunHistory.Column column() {
        return column;
    }

    /** A place on it, for people. */
    public String text(double value) {
        return switch (this) {
            case STEP -> String.format(Locale.ROOT, "Step %,.0f", value);
            case TIME -> String.format(Locale.ROOT, "%,.1f s of training", value);
            case TOKENS -> Ticks.text(value) + " tokens";
        };
    }
}
