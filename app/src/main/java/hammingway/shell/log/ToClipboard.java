package hammingway.shell.log;

import hammingway.fx.Notices;
import hammingway.settings.engine.Parts;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.javafx.FontIcon;

/** Texts that can be pasted elsewhere, and the buttons that put them there. */
final class ToClipboard {
    private ToClipboard() {}

    static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** @param told what is said when it is done */
    static Button button(String text, String id, String copied, String told, Notices notices) {
        Button button = Parts.button(text, id, "Puts it on the clipboard", () -> {
            copy(copied);
            notices.info(told);
        });
        button.setGraphic(new FontIcon("mdi2c-content-copy"));
        return button;
    }

    static Button diagnostics(String id, DiagnosticsViewModel model) {
        Button button = Parts.button(
                "Copy diagnostics",
                id,
                "Versions, engine, machine and the last errors, without your name, the machine's name or folders",
                () -> model.collect(ToClipboard::copy));
        button.setGraphic(new FontIcon("mdi2s-stethoscope"));
        return button;
    }
}
