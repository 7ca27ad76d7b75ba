package hammingway.errors;

import atlantafx.base.theme.Styles;
import hammingway.errors.ask.AskPane;
import hammingway.errors.bits.BitsView;
import hammingway.errors.pair.TwoRunsView;
import hammingway.errors.subject.RunChoice;
import hammingway.errors.text.TextView;
import hammingway.errors.token.TokenView;
import hammingway.errors.tokens.TokensView;
import hammingway.errors.whatif.WhatIfView;
import hammingway.fx.FileDialogs;
import hammingway.fx.View;
import hammingway.run.RunFolder;
import hammingway.settings.Theme;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import javafx.util.StringConverter;

/** The workspace of errors: which runs on which text, the views of them, and the selected token at the right. */
public final class ErrorsView implements View {
    private static final double ADVICE_WIDTH = 480;

    /** Share of the width that the views have beside the selected token. */
    private static final double DIVIDER = 0.62;

    private final ErrorsViewModel model;
    private final FileDialogs dialogs;
    private final Consumer<RunFolder> feedBack;
    private final SplitPane split = new SplitPane();
    private final Node token;
    private final BorderPane root = new BorderPane();
    private final StackPane shown = new StackPane();
    private final ToggleGroup group = new ToggleGroup();
    private final List<View> views;

    /** @param feedBack takes a run's confusions back into its code */
    public ErrorsView(
            ErrorsViewModel model,
            ReadOnlyObjectProperty<Theme> theme,
            FileDialogs dialogs,
            Consumer<RunFolder> feedBack) {
        this.model = model;
        this.dialogs = dialogs;
        this.feedBack = feedBack;
        this.token = new TokenView(model.tokenView(), theme).node();
        List<Part> parts = parts(theme);
        this.views = parts.stream().map(Part::view).toList();
        root.setId("errors");
        root.getStylesheets().add(String.valueOf(ErrorsView.class.getResource("/hammingway/themes/errors.css")));
        root.setTop(new VBox(choices(), tabs(parts)));
        root.setCenter(new StackPane(content(), empty()));
    }

    /**
     * One of the views under the tabs.
     *
     * @param beside whether the selected token stands beside it
     */
    private record Part(String title, String id, String meaning, View view, boolean beside) {
        Part(String title, String id, String meaning, View view) {
            this(title, id, meaning, view, true);
        }
    }

    private List<Part> parts(ReadOnlyObjectProperty<Theme> theme) {
        return List.of(
                new Part(
                        "Text",
                        "errors-tab-text",
                        "The evaluated text, each token in the colour of a figure",
                        new TextView(model.textView(), theme)),
                new Part(
                        "Bits",
                        "errors-tab-bits",
                        "How often each bit is wrong, whether bits err together, and what redundancy corrects",
                        new BitsView(model.bits(), theme)),
                new Part(
                        "Tokens",
                        "errors-tab-tokens",
                        "Which tokens are lost, and what they are taken for",
                        new TokensView(model.tokensView(), theme, feedBack)),
                new Part(
                        "What if",
                        "errors-tab-what-if",
                        "What another decoder, prior, factor, fewer bits or a hybrid with softmax would give",
                        new WhatIfView(model.whatIfView(), theme)),
                new Part(
                        "Two runs",
                        "errors-tab-pair",
                        "Where two runs agree, and which tokens each gets alone",
                        new TwoRunsView(model.pairView())),
                new Part(
                        "Ask",
                        "errors-tab-ask",
                        "How one or two runs go on from a prompt, bit by bit",
                        new AskPane(model.ask(), theme, dialogs),
                        false));
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void close() {
        views.forEach(View::close);
    }

    private Node content() {
        split.visibleProperty().bind(is(ErrorsViewModel.State.READY));
        return split;
    }

    private void arrange(boolean beside) {
        List<Node> panes = beside ? List.of(shown, token) : List.of(shown);
        if (!split.getItems().equals(panes)) {
            split.getItems().setAll(panes);
            split.setDividerPositions(DIVIDER);
        }
    }

    private BooleanBinding is(ErrorsViewModel.State state) {
        return model.state().isEqualTo(state);
    }

    private Node choices() {
        ComboBox<Optional<RunChoice>> first =
                runs("errors-run", "Run", "The evaluated run that is looked into", model.first(), false);
        ComboBox<Optional<RunChoice>> second = runs(
                "errors-second",
                "Compared run",
                "Another run on the same tokens to compare it with",
                model.second(),
                true);
        ComboBox<Optional<String>> text = texts();
        Button reload = new Button("Reload");
        reload.setId("errors-reload");
        reload.setTooltip(new Tooltip("Look again which runs have traces"));
        reload.setOnAction(e -> model.reload());
        FlowPane bar =
                new FlowPane(8, 8, named("Run", first), named("Compare with", second), named("On", text), reload);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("errors-choices");
        return bar;
    }

    private static Node named(String name, ComboBox<?> box) {
        Label label = new Label(name);
        label.setLabelFor(box);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox both = new HBox(6, label, box);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private ComboBox<Optional<RunChoice>> runs(
            String id, String name, String meaning, ObjectProperty<Optional<RunChoice>> chosen, boolean mayBeNone) {
        ComboBox<Optional<RunChoice>> box = new ComboBox<>();
        dress(box, id, name, meaning);
        box.setConverter(converter(r -> r.map(RunChoice::name).orElse("no other run")));
        fill(box, model.runs(), chosen, mayBeNone);
        return box;
    }

    private ComboBox<Optional<String>> texts() {
        ComboBox<Optional<String>> box = new ComboBox<>();
        dress(box, "errors-text", "Text", "The text that the runs were evaluated on");
        box.setConverter(converter(t -> t.orElse("validation text")));
        fill(box, model.texts(), model.text(), true);
        return box;
    }

    private static void dress(ComboBox<?> box, String id, String name, String meaning) {
        box.setId(id);
        box.setAccessibleText(name);
        box.setTooltip(new Tooltip(meaning));
        box.setPrefWidth(200);
        box.setVisibleRowCount(16);
    }

    private static <T> StringConverter<T> converter(java.util.function.Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("the box is not edited");
            }
        };
    }

    /** Keeps a box and its choice together; a choice made while the items change is none of the user's. */
    private static <T> void fill(
            ComboBox<Optional<T>> box, ObservableList<T> items, ObjectProperty<Optional<T>> chosen, boolean mayBeNone) {
        Runnable refill = () -> {
            List<Optional<T>> all = new java.util.ArrayList<>();
            if (mayBeNone) {
                all.add(Optional.empty());
            }
            items.forEach(i -> all.add(Optional.of(i)));
            box.getItems().setAll(all);
            box.setValue(chosen.get());
        };
        items.addListener((ListChangeListener<T>) c -> refill.run());
        chosen.subscribe(value -> box.setValue(value));
        refill.run();
        box.setOnAction(e -> {
            if (box.getValue() != null && (mayBeNone || box.getValue().isPresent())) {
                chosen.set(box.getValue());
            }
        });
    }

    private Node tabs(List<Part> parts) {
        HBox bar = new HBox();
        bar.getStyleClass().add("errors-tabs");
        for (int i = 0; i < parts.size(); i++) {
            ToggleButton button = tab(parts.get(i));
            button.getStyleClass()
                    .add(i == 0 ? Styles.LEFT_PILL : i == parts.size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            bar.getChildren().add(button);
            if (i == 0) {
                button.setSelected(true);
            }
        }
        bar.visibleProperty().bind(is(ErrorsViewModel.State.READY));
        return bar;
    }

    private ToggleButton tab(Part part) {
        ToggleButton button = new ToggleButton(part.title());
        button.setId(part.id());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(part.meaning()));
        button.setToggleGroup(group);
        button.selectedProperty().addListener((o, was, is) -> {
            if (is) {
                shown.getChildren().setAll(part.view().node());
                arrange(part.beside());
            }
        });
        button.setOnAction(e -> button.setSelected(true)); // one is always chosen
        return button;
    }

    private Node empty() {
        Label title = new Label();
        title.getStyleClass().add("title-3");
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> switch (model.state().get()) {
                            case NO_PROJECT -> "No project is open";
                            case LOADING -> "Opening traces\u2026";
                            case EMPTY -> "No evaluated run yet";
                            case FAILED -> "This cannot be shown";
                            case READY -> "";
                        },
                        model.state()));
        Label advice = new Label();
        advice.setId("errors-advice");
        advice.setWrapText(true);
        advice.setMaxWidth(ADVICE_WIDTH);
        advice.setTextAlignment(TextAlignment.CENTER);
        advice.getStyleClass().add("text-muted");
        advice.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> switch (model.state().get()) {
                            case NO_PROJECT ->
                                "Open a project, or create one: the errors of its runs are explored here.";
                            case EMPTY ->
                                "Every token that a run decoded wrong, and every bit, can be looked at once a run has finished with its evaluation. Start one among the runs: the quick start trains a softmax and eight codes.";
                            case FAILED -> model.problem().get();
                            case LOADING, READY -> "";
                        },
                        model.state(),
                        model.problem()));
        VBox box = new VBox(8, title, advice);
        box.setId("errors-empty");
        box.setAlignment(Pos.CENTER);
        box.visibleProperty().bind(is(ErrorsViewModel.State.READY).not());
        return box;
    }
}
