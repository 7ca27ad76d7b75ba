package hammingway.errors.whatif;

import atlantafx.base.theme.Styles;
import hammingway.code.decode.Decoder;
import hammingway.eval.errors.whatif.WhatIf;
import hammingway.fx.Explained;
import hammingway.run.WhatIfSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** What is to be decoded otherwise. */
final class FormPane {
    private static final double WIDTH = 236;

    private final WhatIfViewModel model;
    private final ScrollPane scroll;

    FormPane(WhatIfViewModel model) {
        this.model = model;
        WhatIfForm form = model.form();
        Node hybrid = field(
                "Tokens by softmax",
                "what-if-hybrid",
                "none",
                "So many of the most frequent tokens get their probability from the softmax run that is compared with; the code divides the rest",
                form.hybrid());
        Label needs = new Label("Choose a softmax run under Compare with.");
        needs.getStyleClass().addAll("text-muted", "text-small");
        needs.setWrapText(true);
        needs.visibleProperty().bind(Bindings.createBooleanBinding(() -> !softmax(), model.subject()));
        needs.managedProperty().bind(needs.visibleProperty());
        hybrid.disableProperty().bind(needs.visibleProperty());
        VBox fields = new VBox(
                10,
                decoder(form),
                field(
                        "Factor of the logits",
                        "what-if-factor",
                        "as in the run",
                        "The t of the probabilities: a number, or fit for one fitted on the other half of the windows",
                        form.factor()),
                field(
                        "Strength of the prior",
                        "what-if-prior",
                        "as in the run",
                        "Log-frequencies of the tokens times this number are added to the scores; 0 for none",
                        form.prior()),
                field("Bits left out", "what-if-mask", "none", "Such as 3,7-9; the first bit is 0", form.masked()),
                field("Bits counted twice", "what-if-repeat", "none", "Such as 0-4", form.repeated()),
                hybrid,
                needs,
                buttons(),
                told());
        fields.getStyleClass().add("what-if-form");
        scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinWidth(WIDTH);
        scroll.setPrefWidth(WIDTH);
        scroll.setMaxWidth(WIDTH);
    }

    Node node() {
        return scroll;
    }

    private boolean softmax() {
        return model.subject()
                .get()
                .flatMap(s -> s.second())
                .filter(WhatIfSource::isSoftmax)
                .isPresent();
    }

    private static Node decoder(WhatIfForm form) {
        ComboBox<Optional<Decoder>> box = new ComboBox<>();
        box.setId("what-if-decoder");
        box.setAccessibleText("Decoder");
        box.setMaxWidth(Double.MAX_VALUE);
        List<Optional<Decoder>> all = new ArrayList<>();
        all.add(Optional.empty());
        WhatIf.decoders().forEach(d -> all.add(Optional.of(d)));
        box.getItems().setAll(all);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<Decoder> value) {
                return value == null ? "" : value.map(Decoder::label).orElse("as in the run");
            }

            @Override
            public Optional<Decoder> fromString(String text) {
                throw new UnsupportedOperationException("the box is not edited");
            }
        });
        box.valueProperty().bindBidirectional(form.decoder());
        Explained.explain(
                box, "How tokens are ranked; reliability-weighted takes weights from bit errors of the other half");
        return named("Decoder", box);
    }

    private static Node field(String name, String id, String prompt, String help, StringProperty text) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(name);
        Explained.explain(field, help);
        field.textProperty().bindBidirectional(text);
        return named(name, field);
    }

    private static Node named(String name, javafx.scene.control.Control control) {
        Label label = new Label(name);
        label.setLabelFor(control);
        return new VBox(3, label, control);
    }

    private Node buttons() {
        Button answer = button("Answer", "what-if-answer", "Decode all positions this way now", model::answer);
        answer.getStyleClass().add(Styles.ACCENT);
        // a small trace is answered while the form changes
        answer.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> model.open() && !model.live(), model.source()));
        answer.managedProperty().bind(answer.visibleProperty());
        Button keep = button("Keep", "what-if-keep", "Keep this line in the table while the form changes", model::keep);
        keep.disableProperty().bind(Bindings.isEmpty(model.lines()));
        Button reset = button("Reset", "what-if-reset", "Back to the run's own decoding", model::reset);
        Button all = button(
                "All decoders",
                "what-if-all",
                "Answer this for every decoder and keep the lines, to see which is best",
                model::allDecoders);
        FlowPane flow = new FlowPane(6, 6, answer, keep, reset, all);
        flow.setPrefWrapLength(WIDTH - 32);
        return flow;
    }

    private static Button button(String text, String id, String help, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add(Styles.SMALL);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(help));
        button.setOnAction(e -> action.run());
        return button;
    }

    private Node told() {
        ProgressIndicator busy = new ProgressIndicator();
        busy.setPrefSize(16, 16);
        busy.setAccessibleText("Decoding");
        Label decoding = new Label("Decoding\u2026");
        Button stop = button("Stop", "what-if-stop", "Give up what is under way", model::stop);
        HBox under = new HBox(8, busy, decoding, stop);
        under.setAlignment(Pos.CENTER_LEFT);
        under.visibleProperty().bind(model.working());
        under.setMinHeight(Region.USE_PREF_SIZE);
        Label message = new Label();
        message.setId("what-if-message");
        message.setWrapText(true);
        message.textProperty().bind(model.message());
        message.managedProperty().bind(message.textProperty().isNotEmpty());
        return new VBox(8, message, under);
    }
}
