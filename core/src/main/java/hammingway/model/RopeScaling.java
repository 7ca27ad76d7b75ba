package hammingway.model;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.List;

/** How the frequencies of rotary positions are changed for windows longer than those of the first training. */
public sealed interface RopeScaling {
    /** A frequency in radians a position, changed. */
    double scaled(double frequency);

    /** As they are. */
    @Doc("Frequencies as they are")
    record None() implements RopeScaling {
        @Override
        public double scaled(double frequency) {
            return frequency;
        }
    }

    /** All divided by a factor (Chen et al. 2023). */
    @Doc("All frequencies divided by a factor")
    record Linear(
            @Doc(value = "Factor that windows are longer by", min = 1, max = 1024)
            double factor) implements RopeScaling {
        @Override
        public double scaled(double frequency) {
            return frequency / factor;
        }
    }

    /** Low ones divided, high ones kept, with a smooth passage (Llama 3.1, Grattafiori et al. 2024). */
    @Doc("Low frequencies divided, high ones kept, as from Llama 3.1 on")
    record Llama3(
            @Doc(value = "Factor that windows are longer by", min = 1, max = 1024)
            double factor,

            @Doc(
                    value = "Frequencies with fewer turns in the original positions are divided",
                    min = 1e-3,
                    max = 1024,
                    byDefault = "1.0")
            double lowTurns,

            @Doc(
                    value = "Frequencies with more turns in the original positions are kept",
                    min = 1e-3,
                    max = 1024,
                    byDefault = "4.0")
            double highTurns,

            @Doc(value = "Positions of the first training", min = 1, max = 16_777_216, byDefault = "8192")
            int originalPositions)
            implements RopeScaling, Checked {
        @Override
        public double scaled(double frequency) {
            double turns = originalPositions * frequency / (2 * Math.PI);
            double kept = Math.clamp((turns - lowTurns) / (highTurns - lowTurns), 0, 1);
            return frequency * (kept + (1 - kept) / factor);
        }

        @Override
        public List<Problem> problems() {
            return highTurns > lowTurns
                    ? List.of()
                    : List.of(new Problem("highTurns", "" + highTurns, "more than lowTurns = " + lowTurns, "Raise it"));
        }
    }
}
