package hammingway.fx;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Undo and redo over immutable values. Used on the toolkit's thread alone. */
public final class History<T> {
    /** States kept; more than anyone goes back in a day. */
    private static final int DEPTH = 10_000;

    private final Deque<T> before = new ArrayDeque<>();
    private final Deque<T> after = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<T> current;
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();

    public History(T first) {
        current = new ReadOnlyObjectWrapper<>(first);
    }

    public ReadOnlyObjectProperty<T> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public T current() {
        return current.get();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }

    /** A new state; what was undone is forgotten. An equal state is none. */
    public void push(T next) {
        if (next.equals(current.get())) {
            return;
        }
        before.push(current.get());
        if (before.size() > DEPTH) {
            before.removeLast();
        }
        after.clear();
        show(next);
    }

    /** Replaces the present state, which then never was. */
    public void amend(T next) {
        if (!next.equals(current.get())) {
            after.clear();
            show(next);
        }
    }

    /** Begins anew, without a past. */
    public void reset(T first) {
        before.clear();
        after.clear();
        show(first);
    }

    public void undo() {
        if (!before.isEmpty()) {
            after.push(current.get());
            show(before.pop());
        }
    }

    public void redo() {
        if (!after.isEmpty()) {
            before.push(current.get());
            show(after.pop());
        }
    }

    private void show(T state) {
        canUndo.set(!before.isEmpty());
        canRedo.set(!after.isEmpty());
        current.set(state);
    }
}
