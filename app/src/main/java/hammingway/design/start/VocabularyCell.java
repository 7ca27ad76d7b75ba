package hammingway.design.start;

import atlantafx.base.theme.Styles;
import hammingway.data.VocabularyFacts;
import hammingway.form.FormField;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;

/** A vocabulary of the list: its name, and below it how many tokens, whether they are counted, and where they come from. */
final class VocabularyCell extends ListCell<FormField.Option> {
    private static final double WIDTH = 320;

    private final StartViewModel model;
    private final Label name = new Label();
    private final Label line = new Label();
    private final Label origin = new Label();
    private final VBox box = new VBox(1, name, line, origin);

    VocabularyCell(StartViewModel model) {
        this.model = model;
        for (Label label : new Label[] {line, origin}) {
            label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            label.managedProperty().bind(label.textProperty().isNotEmpty());
        }
        box.setPrefWidth(WIDTH);
    }

    @Override
    protected void updateItem(FormField.Option item, boolean empty) {
        super.updateItem(item, empty);
        if (empty) {
            setGraphic(null);
            return;
        }
        Optional<VocabularyFacts> facts =
                Optional.ofNullable(model.factsProperty().get().get(item.value()));
        name.setText(item.label());
        line.setText(facts.map(StartViewModel::line).orElse(""));
        origin.setText(facts.map(StartViewModel::origin).orElse(""));
        setGraphic(box);
        setAccessibleText(item.label() + ", " + line.getText() + ", " + origin.getText());
    }
}
