package hammingway.compare.pair;

import hammingway.eval.EvaluationResult;
import hammingway.fx.WhenShown;
import hammingway.report.RunPair;
import hammingway.report.table.Column;
import hammingway.report.table.RunLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Two runs side by side: which is better and how sure that is, where, and what differs in what was done. */
public final class PairPane {
    /** Of the sentences, the longest on one line. */
    private static final double LEFT = 600;

    private final PairViewModel model;
    private final VBox content = new VBox();
    private final VBox root = new VBox();

    public PairPane(PairViewModel model) {
        this.model = model;
        content.getStyleClass().add("pair-pane");
        content.setId("pair-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().addAll(tools(), scroll);
        WhenShown showing = new WhenShown(root, this::show);
        model.pair().addListener((o, was, is) -> showing.request());
        model.message().addListener((o, was, is) -> showing.request());
        model.first().addListener((o, was, is) -> showing.request());
        model.second().addListener((o, was, is) -> showing.request());
        new WhenShown(root, model::pairFromNowOn).request();
        showing.request();
    }

    public Node node() {
        return root;
    }

    private Node tools() {
        Button swap = new Button("Swap");
        swap.setId("pair-swap");
        swap.setTooltip(new Tooltip("A becomes B and B becomes A"));
        swap.setOnAction(e -> model.swap());
        Button take = new Button("Take the chosen");
        take.setId("pair-take");
        take.setTooltip(new Tooltip("The two brushed runs, or else the selected run as B"));
        take.setOnAction(e -> model.takeChosen());
        for (Region r : List.of(swap, take)) {
            r.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox tools = new HBox(
                10,
                new Label("A"),
                choice("pair-first", "Run A", model.first()),
                new Label("B"),
                choice("pair-second", "Run B", model.second()),
                swap,
                take);
        tools.getStyleClass().add("table-tools");
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private Node choice(String id, String name, ObjectProperty<Optional<RunLine>> chosen) {
        ComboBox<RunLine> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(name);
        box.setTooltip(new Tooltip(name + " of the comparison; the difference is B minus A"));
        box.setPrefWidth(280);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(RunLine line) {
                return line == null ? "" : line.name();
            }

            @Override
            public RunLine fromString(String s) {
                throw new UnsupportedOperationException("chosen, never typed");
            }
        });
        Runnable fill = () -> {
            Optional<RunLine> wanted = chosen.get();
            box.getItems().setAll(model.table().lines());
            box.setValue(wanted.orElse(null));
        };
        WhenShown filling = new WhenShown(box, fill);
        model.table().lines().addListener((ListChangeListener<RunLine>) c -> filling.request());
        chosen.subscribe(c -> box.setValue(c.orElse(null)));
        filling.request();
        box.setOnAction(e -> Optional.ofNullable(box.getValue())
                .filter(v -> !v.id().equals(chosen.get().map(RunLine::id).orElse("")))
                .ifPresent(v -> chosen.set(Optional.of(v))));
        return box;
    }

    private void show() {
        List<Node> parts = new ArrayList<>();
        if (!model.message().get().isEmpty()) {
            Label message = sentence(model.message().get(), "text-muted");
            message.setId("pair-message");
            parts.add(message);
        }
        model.pair().get().ifPresent(p -> {
            p.notComparable().forEach(w -> parts.add(sentence(w, "pair-warning")));
            parts.addAll(figures(p));
        });
        HBox both = new HBox(32);
        VBox left = new VBox(10, parts.toArray(Node[]::new));
        left.setMinWidth(LEFT);
        left.setMaxWidth(LEFT);
        both.getChildren().add(left);
        if (model.first().get().isPresent() && model.second().get().isPresent()) {
            RunLine a = model.first().get().get();
            RunLine b = model.second().get().get();
            bands(a, b).ifPresent(left.getChildren()::add);
            both.getChildren().add(differences(a, b));
        }
        content.getChildren().setAll(both);
    }

    private static List<Node> figures(RunPair p) {
        Label top1 = sentence(PairWords.accuracy("top-1", p.top1()), "pair-sentence");
        top1.setId("pair-top1");
        Label top5 = sentence(PairWords.accuracy("top-5", p.top5()), "pair-sentence");
        Label nats = sentence(PairWords.nats(p.nats()), "pair-sentence");
        List<RunPair.Difference> each = List.of(p.top1(), p.top5(), p.nats());
        List<Label> labels = List.of(top1, top5, nats);
        for (int i = 0; i < labels.size(); i++) {
            if (each.get(i).clear()) {
                labels.get(i).getStyleClass().add("pair-clear");
            }
        }
        Label how = sentence(
                String.format(
                        Locale.ROOT,
                        "On the same %,d tokens in %,d windows; paired bootstrap over windows, 10,000 draws.",
                        p.tokens(),
                        p.windows()),
                "text-muted");
        return List.of(new VBox(3, top1, top5, nats, how));
    }

    private static Label sentence(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(Double.MAX_VALUE);
        label.getStyleClass().add(style);
        return label;
    }

    /** Top-5 by frequency rank of the target, where both runs were measured in the same bands. */
    private static Optional<Node> bands(RunLine a, RunLine b) {
        List<EvaluationResult.Band> ofA =
                a.evaluation().map(EvaluationResult::bands).orElse(List.of());
        List<EvaluationResult.Band> ofB =
                b.evaluation().map(EvaluationResult::bands).orElse(List.of());
        if (ofA.isEmpty() || ofA.size() != ofB.size()) {
            return Optional.empty();
        }
        GridPane grid = new GridPane();
        grid.getStyleClass().add("pair-grid");
        heading(
                grid,
                "Frequency rank of the target",
                "Share of tokens",
                "Top-5 of A, %",
                "Top-5 of B, %",
                "B \u2212 A");
        for (int i = 0; i < ofA.size(); i++) {
            EvaluationResult.Band one = ofA.get(i);
            EvaluationResult.Band other = ofB.get(i);
            if (one.from() != other.from() || one.to() != other.to()) {
                return Optional.empty();
            }
            grid.addRow(
                    i + 1,
                    new Label((one.from() + 1) + " to " + one.to()),
                    figure("%.1f%%", 100 * one.share()),
                    figure("%.1f", 100 * one.top5()),
                    figure("%.1f", 100 * other.top5()),
                    figure("%+.1f", 100 * (other.top5() - one.top5())));
        }
        return Optional.of(grid);
    }

    private static Label figure(String format, double value) {
        Label label = new Label(String.format(Locale.ROOT, format, value));
        label.setMaxWidth(Double.MAX_VALUE);
        label.setAlignment(Pos.CENTER_RIGHT);
        return label;
    }

    private static void heading(GridPane grid, String... titles) {
        for (int i = 0; i < titles.length; i++) {
            Label title = new Label(titles[i]);
            title.getStyleClass().add("field-caption");
            title.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(title, i, 0);
        }
    }

    private Node differences(RunLine a, RunLine b) {
        GridPane grid = new GridPane();
        grid.setId("pair-differences");
        grid.getStyleClass().add("pair-grid");
        heading(grid, "What differs in the specification", "A", "B");
        int row = 1;
        for (Column c : model.table().table().get().columns().all()) {
            String one = a.cell(c.key()).text();
            String other = b.cell(c.key()).text();
            if (c.isField() && !one.equals(other)) {
                Label path = new Label(c.key());
                path.setTooltip(new Tooltip(c.meaning()));
                grid.addRow(row++, path, new Label(shown(one)), new Label(shown(other)));
            }
        }
        return row > 1 ? grid : sentence("Their specifications are the same.", "text-muted");
    }

    private static String shown(String text) {
        return text.isEmpty() ? "\u2013" : text;
    }
}
