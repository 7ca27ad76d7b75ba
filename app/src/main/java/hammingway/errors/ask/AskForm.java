package hammingway.errors.ask;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is asked: the text, the runs, and how tokens are chosen. */
final class AskForm {
    private static final int LINES = 2;

    private final AskViewModel model;
    private final VBox root;

    AskForm(AskViewModel model) {
        this.model = model;
        root = new VBox(prompt(), runs(), settings(), problem());
        root.getStyleClass().add("ask-form");
    }

    Node node() {
        return root;
    }

    private Node prompt() {
        Label caption = new Label("Text to go on from");
        caption.getStyleClass().add("field-caption");
        TextArea area = new TextArea();
        caption.setLabelFor(area);
        area.setId("ask-prompt");
        area.setPrefRowCount(LINES);
        area.setWrapText(true);
        area.setAccessibleText("Text to go on from");
        area.setTooltip(new Tooltip("Of a long text the model sees the last tokens, as many as its context has. "
                + "Ctrl+Enter generates"));
        area.textProperty().bindBidirectional(model.prompt());
        area.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER && e.isShortcutDown()) {
                model.generate();
                e.consume();
            }
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox top = new HBox(caption, space, evaluate());
        top.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(area, Priority.ALWAYS);
        HBox row = new HBox(8, area, buttons());
        return new VBox(2, top, row);
    }

    private Node evaluate() {
        Button evaluate = new Button("Evaluate on this text", new FontIcon("mdi2c-clipboard-check-outline"));
        evaluate.setId("ask-evaluate");
        evaluate.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        evaluate.setTooltip(new Tooltip(
                "Measures the chosen runs on the text, as on validation text, token by token; it must be longer than a window. "
                        + "Text and figures are kept in the project's folder texts"));
        evaluate.setOnAction(e -> model.evaluate());
        evaluate.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.evaluating().get()
                                || model.prompt().get().isBlank()
                                || model.first().get().isEmpty(),
                        model.evaluating(),
                        model.prompt(),
                        model.first()));
        return evaluate;
    }

    private Node runs() {
        FlowPane row = new FlowPane(
                named("Run", choice("ask-run", "Run", "The run whose model goes on", model.first(), false)),
                named(
                        "Beside it",
                        choice(
                                "ask-other-run",
                                "Run beside it",
                                "Another run that goes on from the same text, with the same settings",
                                model.second(),
                                true)));
        row.getStyleClass().add("ask-row");
        return row;
    }

    private ComboBox<Optional<AskedRun>> choice(
            String id, String name, String meaning, ObjectProperty<Optional<AskedRun>> chosen, boolean mayBeNone) {
        ComboBox<Optional<AskedRun>> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(name);
        box.setTooltip(new Tooltip(meaning));
        box.setPrefWidth(220);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<AskedRun> run) {
                return run == null ? "" : run.map(AskedRun::name).orElse("no other run");
            }

            @Override
            public Optional<AskedRun> fromString(String text) {
                throw new UnsupportedOperationException("the box is not edited");
            }
        });
        Runnable fill = () -> {
            List<Optional<AskedRun>> all = new java.util.ArrayList<>();
            if (mayBeNone) {
                all.add(Optional.empty());
            }
            model.runs().forEach(r -> all.add(Optional.of(r)));
            box.getItems().setAll(all);
            box.setValue(chosen.get());
        };
        model.runs().addListener((ListChangeListener<AskedRun>) c -> fill.run());
        chosen.subscribe(value -> box.setValue(value));
        fill.run();
        box.setOnAction(e -> {
            if (box.getValue() != null && (mayBeNone || box.getValue().isPresent())) {
                chosen.set(box.getValue());
            }
        });
        return box;
    }

    private Node settings() {
        CheckBox greedy = new CheckBox("Greedy");
        greedy.setId("ask-greedy");
        greedy.setTooltip(new Tooltip("Always the first token of the head's decoder, instead of drawing"));
        greedy.selectedProperty().bindBidirectional(model.settings().greedy());
        HBox temperature = field(
                "Temperature",
                "ask-temperature",
                "Log-probabilities are divided by it before a token is drawn: below 1 likely tokens become likelier",
                model.settings().temperature());
        HBox topK = field(
                "Top-k",
                "ask-top-k",
                "Only so many of the most probable tokens are drawn from; 0: all",
                model.settings().topK());
        HBox seed = field(
                "Seed",
                "ask-seed",
                "The same seed draws the same tokens again",
                model.settings().seed());
        for (HBox drawn : List.of(temperature, topK, seed)) {
            drawn.disableProperty().bind(model.settings().greedy());
        }
        FlowPane row = new FlowPane(
                field(
                        "Tokens",
                        "ask-tokens",
                        "Tokens to write, at most " + AskSettings.MOST + " here",
                        model.settings().tokens()),
                greedy,
                temperature,
                topK,
                seed,
                field(
                        "Stop at",
                        "ask-stop-text",
                        "A text that ends the writing once it is written, beside the tokenizer's end-of-text token; empty: none",
                        model.settings().stop()));
        row.getStyleClass().add("ask-row");
        return row;
    }

    private static HBox field(String name, String id, String meaning, StringProperty value) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(4);
        field.setAccessibleText(name);
        field.setTooltip(new Tooltip(meaning));
        field.textProperty().bindBidirectional(value);
        return named(name, field);
    }

    private static HBox named(String name, javafx.scene.control.Control field) {
        Label label = new Label(name);
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox both = new HBox(6, label, field);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private Node buttons() {
        Button generate = new Button("Generate", new FontIcon("mdi2p-play"));
        generate.setId("ask-generate");
        generate.getStyleClass().add(Styles.ACCENT);
        generate.setTooltip(new Tooltip(
                "Loads the models, each in a process of its own, and lets them go on (Ctrl+Enter in the text)"));
        generate.setOnAction(e -> model.generate());
        generate.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.running().get()
                                || !model.problem().get().isEmpty()
                                || model.first().get().isEmpty(),
                        model.running(),
                        model.problem(),
                        model.first()));
        Button stop = new Button("Stop", new FontIcon("mdi2s-stop"));
        stop.setId("ask-stop");
        stop.setTooltip(new Tooltip("Ends the processes; what was written stays"));
        stop.setOnAction(e -> model.stop());
        stop.disableProperty().bind(model.running().not());
        VBox column = new VBox(8, generate, stop);
        for (Button b : List.of(generate, stop)) {
            b.setMaxWidth(Double.MAX_VALUE);
            b.setMinWidth(Region.USE_PREF_SIZE);
        }
        return column;
    }

    private Node problem() {
        Label problem = new Label();
        problem.setId("ask-problem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.textProperty().bind(model.problem());
        problem.textProperty().subscribe(t -> {
            problem.setVisible(!t.isEmpty());
            problem.setManaged(!t.isEmpty());
        });
        return problem;
    }
}
