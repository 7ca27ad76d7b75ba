package hammingway.shell.log;

import static hammingway.settings.engine.Parts.heading;
import static hammingway.settings.engine.Parts.icon;
import static hammingway.settings.engine.Parts.muted;
import static hammingway.settings.engine.Parts.shownIf;
import static hammingway.settings.engine.Parts.text;

import hammingway.fx.Explained;
import hammingway.fx.Notices;
import hammingway.fx.View;
import hammingway.report.program.Citation;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the program is, which versions it is made of, and how it is cited. */
public final class AboutView implements View {
    private static final double WIDTH = 560;
    private static final String PAGE = "window.md#about-and-citation";

    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ScrollPane scroll;
    private final VBox root = new VBox();

    public AboutView(DiagnosticsViewModel diagnostics, Notices notices) {
        Citation citation = Citation.ofThis();
        VBox sections = new VBox(
                12,
                name(diagnostics),
                new Separator(),
                heading("Citation"),
                muted("If you use Hammingway in your research, cite it, and the work whose method you use."),
                words("citation-plain", citation.plain()),
                words("citation-bibtex", citation.bibtex().strip()),
                copies(citation, notices),
                new Separator(),
                heading("Versions"),
                words("versions", String.join("\n", diagnostics.versions())),
                ToClipboard.diagnostics("about-diagnostics", diagnostics),
                new Separator(),
                heading("Licence and privacy"),
                plain("licence", "Hammingway is free software under the " + citation.licence() + " licence."),
                plain(
                        "privacy",
                        "Nothing is sent from this computer, and nothing is fetched unless you ask for the CUDA engine under Devices and engine."));
        sections.getStyleClass().add("engine-sections");
        scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.setId("about-page");
        root.getStyleClass().addAll("guide", "engine-page");
        root.setMinWidth(0);
        root.setPrefWidth(WIDTH);
        root.setMaxWidth(WIDTH);
        root.getChildren().addAll(top(), scroll);
        Explained.page(root, PAGE);
        shownIf(root, shown);
        shown.subscribe(now -> {
            if (now) {
                scroll.requestFocus();
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                shown.set(false);
                e.consume();
            }
        });
    }

    @Override
    public Node node() {
        return root;
    }

    public BooleanProperty shown() {
        return shown;
    }

    private Node top() {
        Label title = new Label("About");
        title.getStyleClass().add("pane-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button close = icon("mdi2c-close", "Close (Esc)", "close-about", () -> shown.set(false));
        HBox top = new HBox(4, title, space, close);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("engine-top");
        return top;
    }

    private static Node name(DiagnosticsViewModel diagnostics) {
        FontIcon mark = new FontIcon("mdi2m-matrix");
        mark.getStyleClass().add("about-mark");
        Label name = new Label(diagnostics.versions().getFirst());
        name.setId("about-version");
        name.getStyleClass().add("welcome-title");
        Label what = muted("A workbench for error-correcting output codes in language models");
        VBox texts = new VBox(2, name, what);
        HBox line = new HBox(16, mark, texts);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Node copies(Citation citation, Notices notices) {
        FlowPane buttons = new FlowPane(
                8,
                8,
                ToClipboard.button(
                        "Copy BibTeX", "copy-bibtex", citation.bibtex(), "Copied the BibTeX entry.", notices),
                ToClipboard.button(
                        "Copy sentence", "copy-citation", citation.plain(), "Copied the citation.", notices));
        return buttons;
    }

    private static Label plain(String id, String words) {
        Label label = text(id);
        label.setText(words);
        return label;
    }

    private static Label words(String id, String words) {
        Label label = plain(id, words);
        label.setMaxWidth(Double.MAX_VALUE);
        label.getStyleClass().addAll("monospace", "about-words");
        return label;
    }
}
