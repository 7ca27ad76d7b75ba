package hammingway.form;

import java.util.List;

/** What a form shows and changes: a specification that is being edited. Used on the toolkit's thread alone. */
public interface SpecEdits {
    /** The lines of now. */
    List<FormField> fields();

    /** Sets a field as it was typed, right or wrong; of parts, adds one or switches one off. */
    void set(FormField field, String value);

    /** Moves a part of a list earlier (-1) or later (1). */
    void move(FormField part, int by);

    void remove(FormField part);

    /** The field that was edited is left: what comes next is a step of its own to undo. */
    void settle();
}
