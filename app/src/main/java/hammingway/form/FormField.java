package hammingway.form;

import java.util.List;
import java.util.Optional;

/**
 * One line of the form.
 *
 * @param path    in the recipe, such as {@code family.randomBits}; of a kind, the path of the group
 * @param label   for people
 * @param help    what it is, its range, its default
 * @param unit    shown behind the field, or empty
 * @param input   how it is edited
 * @param options allowed values, of choices
 * @param value   as it stands
 * @param depth   how deep it is nested, for the indentation
 * @param slider  of numbers, where the range allows one
 */
public record FormField(
        String path,
        String label,
        String help,
        String unit,
        Input input,
        List<Option> options,
        String value,
        int depth,
        Optional<SliderScale> slider) {
    /** How a field is edited. */
    public enum Input {
        /** One of the kinds of a sealed type. */
        KIND,
        /** One of a few values. */
        CHOICE,
        NUMBER,
        TEXT,
        /** A text that may be left out; empty is left out. */
        OPTIONAL_TEXT,
        /** A list, as JSON or separated by commas. */
        LIST,
        /** A list of parts of several kinds; options are what can be added. Its parts follow. */
        PARTS,
        /** One part of such a list; its value is {@code on} or {@code off}. */
        PART
    }

    /** A value and its name for people. */
    public record Option(String value, String label, String help) {
        @Override
        public String toString() {
            return label;
        }
    }

    /** What tells whether the line must be built anew, rather than its value set. */
    public String shape() {
        return path + " " + input + " " + options + " " + depth + " " + help + " " + unit;
    }
}
