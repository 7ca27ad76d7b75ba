package hammingway.compare.time;

import hammingway.eval.EvaluationResult.Latency.Split;
import hammingway.settings.Theme;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/** The parts of a token's time, from the hidden state's making to the chosen token. */
enum TimePart {
    TRUNK("Trunk", "The language model below the decision layer"),
    HEAD("Head", "From hidden state to logits"),
    DECODE("Decode", "From logits to scores of all tokens, by the engine's product");

    private final String label;
    private final String meaning;

    TimePart(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    double of(Split split) {
        return switch (this) {
            case TRUNK -> split.trunkMicros();
            case HEAD -> split.headMicros();
            case DECODE -> split.decodeMicros();
        };
    }

    static double whole(Split split) {
        return split.trunkMicros() + split.headMicros() + split.decodeMicros();
    }

    Color colour(Theme.Palette palette) {
        return switch (this) {
            case TRUNK -> palette.muted().interpolate(palette.background(), 0.45);
            case HEAD -> palette.series().get(0);
            case DECODE -> palette.series().get(1);
        };
    }

    Rectangle swatch(Theme.Palette palette) {
        return new Rectangle(11, 11, colour(palette));
    }
}
