package hammingway.fx;

import javafx.scene.Node;

/** A part of the window, built in code once; its view model holds all state. Used on the toolkit's thread alone. */
public interface View {
    Node node();

    /** Frees what a garbage collector cannot: timers, watchers. Called once, when the view leaves the window for good. */
    default void close() {}
}
