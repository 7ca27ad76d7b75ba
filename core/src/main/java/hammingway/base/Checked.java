package hammingway.base;

import java.util.List;

/** A specification whose fields depend on each other. Single fields are checked by {@link Doc}. */
public interface Checked {
    /** Problems between fields, with paths relative to this record; empty when all is well. */
    List<Problem> problems();
}
