package hammingway.shell.start;

import static hammingway.settings.engine.Parts.button;
import static hammingway.settings.engine.Parts.muted;
import static hammingway.settings.engine.Parts.trouble;

import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The part of the welcome page on the paper's study: which files it needs, and where its runs are made. */
final class PaperPane {
    private final WelcomeViewModel welcome;
    private final PaperViewModel model;
    private final FileDialogs dialogs;
    private final VBox root = new VBox(16);

    PaperPane(WelcomeViewModel welcome, FileDialogs dialogs) {
        this.welcome = welcome;
        this.model = welcome.paper();
        this.dialogs = dialogs;
        Label title = new Label("Reproduce the paper");
        title.getStyleClass().add("title-3");
        root.setId("paper-pane");
        root.getChildren()
                .addAll(
                        title,
                        muted(
                                "The pre-training of \u201cEncoding the LLM Vocabulary Bottleneck\u201d: five decision layers for the 1000 most"
                                        + " frequent tokens of TinyStories. The study is in the program; its two files are not, and nothing is"
                                        + " downloaded: choose where you have them."),
                        file(
                                PaperViewModel.TEXT,
                                "The stories: the file of this name in the data set TinyStories (1.9 GB)",
                                "text",
                                model.text(),
                                List.of(".txt")),
                        file(
                                PaperViewModel.TOKENIZER,
                                "The tokenizer: the file of this name of the model GPT-Neo 125M",
                                "tokenizer",
                                model.tokenizer(),
                                List.of(".json")),
                        choice("How it is trained", "paper-mode", model.mode(), PaperViewModel.Mode.values()),
                        choice("How much of it", "paper-size", model.size(), PaperViewModel.Size.values()),
                        place(),
                        trouble("paper-trouble", model.trouble()),
                        buttons());
    }

    Node node() {
        return root;
    }

    private Node file(String name, String what, String id, StringProperty typed, List<String> endings) {
        Label label = caption(name);
        TextField field = new TextField();
        field.setId("paper-" + id);
        field.setAccessibleText(name);
        field.setPromptText("Where " + name + " is");
        Explained.explain(field, what);
        field.textProperty().bindBidirectional(typed);
        HBox.setHgrow(field, Priority.ALWAYS);
        Button choose = button(
                "Choose\u2026",
                "choose-" + id,
                "Chooses " + name,
                () -> dialogs.open("Choose " + name, name, endings).ifPresent(f -> typed.set(f.toString())));
        return new VBox(4, label, new HBox(8, field, choose), muted(what));
    }

    private static Label caption(String text) {
        Label caption = new Label(text);
        caption.getStyleClass().add("field-caption");
        return caption;
    }

    private static <T> Node choice(String what, String id, ObjectProperty<T> chosen, T[] all) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(all);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(what);
        Explained.explain(box, what);
        box.valueProperty().bindBidirectional(chosen);
        return new VBox(4, caption(what), box);
    }

    private Node place() {
        Label where = muted("");
        where.setId("paper-folder");
        welcome.paperShown()
                .subscribe(open -> where.setText("The runs are made in the project " + model.folder()
                        + " and wait there: you start them under Runs, one by one or as many as you like."));
        return where;
    }

    private Node buttons() {
        Button make = button(
                "Make the five runs", "make-paper", "Makes the project and its runs; starts none of them", model::make);
        make.getStyleClass().add("accent");
        make.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.busy().get()
                                || model.text().get().isBlank()
                                || model.tokenizer().get().isBlank(),
                        model.busy(),
                        model.text(),
                        model.tokenizer()));
        Button back = button(
                "Back",
                "close-paper",
                "Back to the ways to begin",
                () -> welcome.paperShown().set(false));
        back.setGraphic(new FontIcon("mdi2a-arrow-left"));
        HBox line = new HBox(8, make, back);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
