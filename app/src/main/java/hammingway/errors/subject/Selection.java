package hammingway.errors.subject;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** What is selected, for all views to follow; -1 is nothing. Choosing a position chooses its target as the token too. */
public final class Selection {
    /** Nothing is selected. */
    public static final int NONE = -1;

    private final IntegerProperty position = new SimpleIntegerProperty(NONE);
    private final IntegerProperty token = new SimpleIntegerProperty(NONE);
    private final IntegerProperty bit = new SimpleIntegerProperty(NONE);

    /** A position of the evaluation. */
    public IntegerProperty position() {
        return position;
    }

    /** A token of the vocabulary. */
    public IntegerProperty token() {
        return token;
    }

    /** A bit of the codewords. */
    public IntegerProperty bit() {
        return bit;
    }

    public void clear() {
        position.set(NONE);
        token.set(NONE);
        bit.set(NONE);
    }
}
