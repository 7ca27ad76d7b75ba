package hammingway.errors.ask;

import atlantafx.base.theme.Styles;
import hammingway.fx.FileDialogs;
import hammingway.settings.Theme;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What one model answered, with the selected step under it. */
final class AnswerPane {
    private final AskViewModel model;
    private final Answer answer;
    private final FileDialogs dialogs;
    private final TextField command = new TextField();
    private final VBox root = new VBox();

    /** @param id of the answer, from which those of its parts are made */
    AnswerPane(AskViewModel model, Answer answer, ReadOnlyObjectProperty<Theme> theme, FileDialogs dialogs, String id) {
        this.model = model;
        this.answer = answer;
        this.dialogs = dialogs;
        root.setId(id);
        root.getStyleClass().add("ask-answer");
        VBox below = new VBox(new StepPane(answer, theme, id + "-step").node(), commandRow(id));
        ScrollPane step = new ScrollPane(below);
        step.setFitToWidth(true);
        step.getStyleClass().add("edge-to-edge");
        step.setFocusTraversable(false);
        SplitPane split = new SplitPane(new TokenText(answer, id + "-text").node(), step);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.42);
        VBox.setVgrow(split, Priority.ALWAYS);
        root.getChildren().addAll(header(id), told(id), facts(id), split);
        HBox.setHgrow(root, Priority.ALWAYS);
        root.setPrefWidth(100); // two share the width evenly
        root.setMinWidth(240);
        answer.state().subscribe(s -> {
            root.setVisible(s != Answer.State.IDLE);
            root.setManaged(s != Answer.State.IDLE);
        });
    }

    Node node() {
        return root;
    }

    private Node header(String id) {
        Label name = new Label();
        name.getStyleClass().add("ask-name");
        name.setMinWidth(0);
        answer.question().subscribe(q -> {
            name.setText(q.map(a -> a.run().name()).orElse(""));
            command.setText(answer.command());
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(
                name,
                space,
                icon(id + "-copy", "mdi2c-content-copy", "Copy prompt and text", () -> copy(answer.text())),
                icon(
                        id + "-save",
                        "mdi2c-content-save-outline",
                        "Save prompt, tokens, probabilities and bits as JSON",
                        () -> dialogs.save("Save the answer", "answer.json").ifPresent(f -> model.save(answer, f))));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("ask-header");
        return header;
    }

    private Node told(String id) {
        Label told = wrapped(id + "-told");
        told.textProperty().bind(answer.told());
        answer.state()
                .subscribe(
                        s -> told.getStyleClass().setAll("label", s == Answer.State.FAILED ? "problem" : "text-muted"));
        return told;
    }

    private Node facts(String id) {
        Label facts = wrapped(id + "-facts");
        facts.getStyleClass().add("text-muted");
        facts.textProperty().bind(answer.facts());
        return facts;
    }

    private static Label wrapped(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty().subscribe(t -> {
            label.setVisible(!t.isEmpty());
            label.setManaged(!t.isEmpty());
        });
        return label;
    }

    private Node commandRow(String id) {
        command.setId(id + "-command");
        command.setEditable(false);
        command.getStyleClass().add("command");
        command.setAccessibleText("The same from the command line");
        command.setTooltip(new Tooltip("The same from the command line"));
        HBox.setHgrow(command, Priority.ALWAYS);
        Label caption = new Label("The same from the command line");
        caption.getStyleClass().add("field-caption");
        caption.setLabelFor(command);
        HBox row = new HBox(
                command,
                icon(
                        id + "-copy-command",
                        "mdi2c-content-copy",
                        "Copy the command line",
                        () -> copy(command.getText())));
        row.getStyleClass().add("copy-row");
        row.setAlignment(Pos.CENTER_LEFT);
        VBox both = new VBox(2, caption, row);
        both.getStyleClass().add("ask-command");
        return both;
    }

    private static Button icon(String id, String name, String what, Runnable action) {
        Button button = new Button(null, new FontIcon(name));
        button.setId(id);
        button.getStyleClass().addAll(List.of(Styles.BUTTON_ICON, Styles.FLAT));
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(e -> action.run());
        return button;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
