package hammingway.runs;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Doc;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.run.RunSpec;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a run is made of, field by field, with its folder and the command line that does the same. */
final class SpecificationView {
    private final TextField folder = copyable("run-folder");
    private final TextField command = copyable("run-command");
    private final GridPane fields = new GridPane();
    private final VBox root = new VBox();

    SpecificationView() {
        fields.getStyleClass().add("specification");
        ColumnConstraints names = new ColumnConstraints();
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        fields.getColumnConstraints().addAll(names, values);
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getStyleClass().add("specification-pane");
        root.getChildren()
                .addAll(
                        caption("Folder"),
                        row(folder),
                        caption("The same from the command line"),
                        row(command),
                        scroll);
    }

    Node node() {
        return root;
    }

    private static Label caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("field-caption");
        return label;
    }

    private static TextField copyable(String id) {
        TextField field = new TextField();
        field.setEditable(false);
        field.setId(id);
        field.getStyleClass().add("monospace");
        return field;
    }

    private static Node row(TextField field) {
        Button copy = new Button("", new FontIcon("mdi2c-content-copy"));
        copy.setTooltip(new Tooltip("Copy"));
        copy.setAccessibleText("Copy");
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(field.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(field, copy);
        row.getStyleClass().add("copy-row");
        return row;
    }

    void show(RunSnapshot run) {
        folder.setText(run.run().path().toString());
        command.setText(CommandLineOf.run(run.run()));
        fields.getChildren().clear();
        try {
            RunSpec spec = run.run().spec();
            add(spec, "", SpecCodec.write(spec));
        } catch (WorkbenchException e) {
            fields.addRow(0, new Label(e.getMessage())); // damaged, or deleted meanwhile
        }
    }

    private void add(RunSpec spec, String path, JsonNode node) {
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            String at = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
            if (e.getValue().isObject()) {
                add(spec, at, e.getValue());
            } else {
                line(spec, at, e.getValue().asText());
            }
        }
    }

    private void line(RunSpec spec, String path, String value) {
        Label name = new Label(path);
        name.getStyleClass().addAll("text-muted", "monospace");
        String unit = SpecCodec.doc(spec, path).map(Doc::unit).orElse("");
        Label text = new Label(unit.isEmpty() ? value : value + " " + unit);
        text.setWrapText(true);
        SpecCodec.doc(spec, path).ifPresent(doc -> {
            name.setTooltip(new Tooltip(doc.value()));
            text.setTooltip(new Tooltip(doc.value()));
        });
        fields.addRow(fields.getRowCount(), name, text);
    }
}
