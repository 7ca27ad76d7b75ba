package hammingway.shell;

import hammingway.shell.WorkbenchViewModel.Place;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The keys of the window. Control is Command on a Mac. */
final class Shortcuts {
    static final KeyCombination OPEN = new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination NEW_PROJECT =
            new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    static final KeyCombination NEW_RUN = new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination THEME = new KeyCodeCombination(KeyCode.T, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination GUIDE = new KeyCodeCombination(KeyCode.F1);
    static final KeyCombination PREFERENCES = new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination ENGINE =
            new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    static final KeyCombination LOG =
            new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    static final KeyCombination WELCOME = new KeyCodeCombination(KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination START = new KeyCodeCombination(KeyCode.F5);
    static final KeyCombination PAUSE = new KeyCodeCombination(KeyCode.F6);
    static final KeyCombination STOP = new KeyCodeCombination(KeyCode.F5, KeyCombination.SHIFT_DOWN);

    private Shortcuts() {}

    static KeyCombination of(Place place) {
        return new KeyCodeCombination(
                switch (place) {
                    case DESIGN -> KeyCode.DIGIT1;
                    case RUNS -> KeyCode.DIGIT2;
                    case COMPARE -> KeyCode.DIGIT3;
                    case ERRORS -> KeyCode.DIGIT4;
                },
                KeyCombination.SHORTCUT_DOWN);
    }
}
