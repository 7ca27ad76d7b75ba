package hammingway.errors.tokens;

import hammingway.errors.figures.FigureTable;
import hammingway.errors.figures.SaveMenu;
import hammingway.errors.subject.Selection;
import hammingway.eval.errors.ConfusedPair;
import hammingway.eval.errors.ConfusedPairs;
import hammingway.eval.errors.ConfusionClusters;
import hammingway.eval.errors.TokenErrors;
import hammingway.eval.errors.TokenFigures;
import hammingway.eval.errors.TokenListings;
import hammingway.fx.Explained;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The tables of tokens, pairs and clusters, each with what orders and saves it. */
final class TokenTables {
    private static final Map<TokenErrors.Order, String> TOKEN_ORDERS = Map.of(
            TokenErrors.Order.LOST, "most lost",
            TokenErrors.Order.RATE, "highest error rate",
            TokenErrors.Order.EXCESS, "most beyond the other run");
    private static final Map<ConfusedPairs.Order, String> PAIR_ORDERS = Map.of(
            ConfusedPairs.Order.COUNT, "most frequent",
            ConfusedPairs.Order.EXCESS, "most beyond the other run",
            ConfusedPairs.Order.DISTANCE, "nearest codewords",
            ConfusedPairs.Order.NEAR, "told by the distance");

    private final TokensViewModel model;

    TokenTables(TokensViewModel model) {
        this.model = model;
    }

    private String name(int token) {
        return model.found().get().map(f -> f.display(token)).orElse("");
    }

    private static String whole(int number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202F');
    }

    private static String decimal(double number, int decimals) {
        return Double.isNaN(number) ? "\u2013" : String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    Node worst() {
        FigureTable<TokenFigures> table = new FigureTable<TokenFigures>(
                        "tokens-worst", "Lost tokens", "No token came so often.")
                .text("Token", 90, "The token that came", t -> name(t.token()))
                .text(
                        "Type",
                        96,
                        "What it looks like, by its bytes",
                        t -> t.type().label())
                .number("Rank", 50, "By frequency in the training part, from 1", t -> whole(t.frequencyRank() + 1))
                .number("Came", 54, "Positions where it came", t -> whole(t.occurrences()))
                .number("Lost", 50, "Of them not ranked first", t -> whole(t.lost()))
                .number("Rate, %", 66, "Share of its positions that were lost", t -> decimal(100 * t.errorRate(), 1))
                .number(
                        "Excess",
                        64,
                        "Lost beyond those that the other run lost",
                        t -> model.found()
                                .get()
                                .flatMap(TokensFound::other)
                                .map(o -> Integer.toString(t.lost() - o.lost(t.token()))
                                        .replace('-', '\u2212'))
                                .orElse("\u2013"))
                .number("Nats", 56, "Mean negative log-probability", t -> decimal(t.nats(), 2))
                .number("Wrong bits", 88, "Mean number of bits decided wrong", t -> decimal(t.wrongBits(), 1))
                .on(model::choose, model::next);
        model.tokens().subscribe(table::show);
        model.found()
                .subscribe(f -> f.ifPresent(x -> {
                    table.visible(x.other().isPresent(), "Excess");
                    table.visible(x.pairs().codebook().isPresent(), "Wrong bits");
                }));
        ComboBox<TokenErrors.Order> order =
                orders("tokens-order", "Order of tokens", TOKEN_ORDERS, model.tokenOrder(), model::tokenOrders);
        Spinner<Integer> least = new Spinner<>(1, 1_000_000, model.minimum().get());
        least.setId("tokens-minimum");
        least.setEditable(false);
        least.setPrefWidth(84);
        least.setAccessibleText("Least occurrences of a token");
        least.setTooltip(new Tooltip("A rate tells little of a token that came a few times: leave those out"));
        least.valueProperty().addListener((o, was, is) -> model.minimum().set(is));
        HBox minimum = new HBox(6, new Label("came at least"), least);
        minimum.setAlignment(Pos.CENTER_LEFT);
        minimum.visibleProperty().bind(model.tokenOrder().isEqualTo(TokenErrors.Order.RATE));
        minimum.managedProperty().bind(minimum.visibleProperty());
        SaveMenu save = new SaveMenu("tokens", model.saving())
                .numbers(() -> model.found()
                        .get()
                        .map(f -> () -> TokenListings.tokens(
                                table.node().getItems(),
                                f.query().observed().vocabulary(),
                                f.other(),
                                Optional.empty())));
        return under(tools(order, minimum, save.button()), table.node());
    }

    Node pairs() {
        FigureTable<ConfusedPair> table = pairTable("tokens-pairs", "Confused pairs", "No confusion fits.")
                .on(model::choose, model::next);
        Label count = new Label();
        count.getStyleClass().add("text-muted");
        model.pairs().subscribe(p -> {
            table.show(p);
            count.setText(whole(p.size()) + (p.size() == 1 ? " pair" : " pairs"));
        });
        ComboBox<ConfusedPairs.Order> order =
                orders("pairs-order", "Order of pairs", PAIR_ORDERS, model.pairOrder(), model::orders);
        TextField filter = new TextField();
        filter.setId("pairs-filter");
        filter.setPromptText("Filter by token");
        filter.setAccessibleText("Filter pairs by a token's text");
        filter.setTooltip(new Tooltip("Pairs with this text in either token; a space is a space of the token"));
        filter.setPrefWidth(130);
        filter.textProperty().bindBidirectional(model.filter());
        SaveMenu save = new SaveMenu("pairs", model.saving())
                .numbers(() -> listed(model.pairs().get()));
        return under(tools(order, filter, count, save.button()), table.node());
    }

    private Optional<Supplier<hammingway.eval.errors.Listing>> listed(List<ConfusedPair> pairs) {
        return model.found()
                .get()
                .map(f -> () -> TokenListings.pairs(pairs, f.query().observed().vocabulary()));
    }

    private FigureTable<ConfusedPair> pairTable(String id, String name, String empty) {
        FigureTable<ConfusedPair> table = new FigureTable<ConfusedPair>(id, name, empty)
                .text("Token", 84, "The token that came", p -> name(p.target()))
                .text("Taken for", 84, "The token that was ranked first", p -> name(p.predicted()))
                .number("Count", 56, "So often", p -> whole(p.count()))
                .number(
                        "Other run",
                        72,
                        "So often in the run compared with",
                        p -> p.other().isPresent() ? whole(p.other().getAsInt()) : "\u2013")
                .number(
                        "Distance",
                        68,
                        "Bits between their codewords",
                        p -> p.distance().isPresent()
                                ? Integer.toString(p.distance().getAsInt())
                                : "\u2013")
                .number(
                        "By chance",
                        72,
                        "So often from the frequencies of the two tokens alone",
                        p -> decimal(p.byChance(), 2))
                .number(
                        "By distance",
                        82,
                        "The same, as often as tokens at this distance are confused: near the count, the distance tells the confusion",
                        p -> p.distance().isPresent() ? decimal(p.byDistance(), 2) : "\u2013");
        model.found()
                .subscribe(f -> f.ifPresent(x -> {
                    table.visible(x.other().isPresent(), "Other run");
                    table.visible(x.pairs().codebook().isPresent(), "Distance", "By distance");
                }));
        return table;
    }

    Node clusters() {
        FigureTable<ConfusionClusters.Cluster> table = new FigureTable<ConfusionClusters.Cluster>(
                        "tokens-clusters",
                        "Clusters of confusion",
                        "No tokens are taken for each other so often: a tenth of what both lose, three times at least.")
                .number(
                        "Tokens",
                        60,
                        "Tokens of the cluster",
                        c -> whole(c.tokens().size()))
                .number("Within", 60, "Confusions of one of them with another", c -> whole(c.within()))
                .number("Share, %", 72, "Of all lost tokens", c -> decimal(100 * c.share(), 2))
                .text("Taken for each other", 360, "Its tokens, most lost first", this::members)
                .on(model::choose, model::next);
        model.found()
                .subscribe(f ->
                        table.show(f.map(x -> x.derived().clusters().clusters()).orElse(List.of())));
        SaveMenu save = new SaveMenu("clusters", model.saving())
                .numbers(() -> model.found()
                        .get()
                        .map(f -> () -> TokenListings.clusters(
                                f.derived().clusters(), f.query().observed().vocabulary(), Integer.MAX_VALUE)));
        return under(
                tools(
                        note("Confused both ways, a tenth of what both lose between them; at most 24 tokens"),
                        save.button()),
                table.node());
    }

    private String members(ConfusionClusters.Cluster cluster) {
        return cluster.tokens().stream().map(this::name).collect(Collectors.joining("  "));
    }

    Node near() {
        FigureTable<ConfusedPair> table = pairTable(
                        "tokens-near",
                        "Near pairs that are kept apart",
                        "None: no two tokens would be confused three times by chance and are never; or the run has no codebook.")
                .on(
                        p -> model.selection().token().set(p.target()),
                        p -> model.selection().token().set(p.predicted()));
        model.found().subscribe(f -> table.show(f.map(x -> x.derived().near()).orElse(List.of())));
        SaveMenu save = new SaveMenu("near-pairs", model.saving())
                .numbers(() ->
                        model.found().get().flatMap(f -> listed(f.derived().near())));
        return under(
                tools(
                        note("Never confused, though chance would confuse them three times; nearest first"),
                        save.button()),
                table.node());
    }

    Node selected() {
        FigureTable<ConfusedPair> forOthers = pairTable(
                        "selected-taken-for", "What the selected token is taken for", "It is never taken for another.")
                .on(model::choose, model::next);
        FigureTable<ConfusedPair> instead = pairTable(
                        "selected-taken-instead",
                        "What the selected token is taken instead of",
                        "It is never taken instead of another.")
                .on(model::choose, model::next);
        Label title = new Label();
        title.setId("selected-title");
        Runnable show = () -> {
            int token = model.selection().token().get();
            Optional<TokensFound> found = model.found()
                    .get()
                    .filter(f -> token != Selection.NONE && token < f.errors().size());
            title.setText(found.map(f -> f.display(token) + ": came "
                            + whole(f.errors().occurrences(token)) + " times, lost "
                            + whole(f.errors().lost(token)) + ", taken wrongly "
                            + whole(f.pairs().table().taken(token)))
                    .orElse("Select a token: in a table here, in the text, or at the right"));
            forOthers.show(found.map(f -> f.pairs().takenFor(token)).orElse(List.of()));
            instead.show(found.map(f -> f.pairs().takenInsteadOf(token)).orElse(List.of()));
        };
        model.selection().token().addListener((o, was, is) -> show.run());
        model.found().addListener((o, was, is) -> show.run());
        show.run();
        SaveMenu save = new SaveMenu("selected", model.saving())
                .numbers(() -> listed(java.util.stream.Stream.concat(
                                forOthers.node().getItems().stream(), instead.node().getItems().stream())
                        .toList()));
        return under(
                tools(title, save.button()),
                note("Taken for"),
                forOthers.node(),
                note("Taken instead of"),
                instead.node());
    }

    private static Label note(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-muted", "errors-note");
        return label;
    }

    private static FlowPane tools(Node... nodes) {
        FlowPane bar = new FlowPane(10, 6, nodes);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("errors-tools");
        return bar;
    }

    private static Node under(Node... nodes) {
        VBox box = new VBox(nodes);
        for (Node node : nodes) {
            if (node instanceof javafx.scene.control.TableView<?> table) {
                VBox.setVgrow(table, Priority.ALWAYS);
                table.setMinHeight(90);
            }
        }
        return box;
    }

    private <E extends Enum<E>> ComboBox<E> orders(
            String id, String name, Map<E, String> words, ObjectProperty<E> chosen, Supplier<List<E>> offered) {
        ComboBox<E> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(name);
        Explained.explain(box, name + ": what comes first");
        box.setMinWidth(Region.USE_PREF_SIZE);
        Function<E, String> text = e -> words.getOrDefault(e, "");
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(E value) {
                return value == null ? "" : text.apply(value);
            }

            @Override
            public E fromString(String typed) {
                throw new UnsupportedOperationException("the box is not edited");
            }
        });
        Runnable refill = () -> {
            E before = chosen.get();
            box.getItems().setAll(offered.get());
            box.setValue(before);
        };
        model.found().addListener((o, was, is) -> refill.run());
        refill.run();
        chosen.addListener((o, was, is) -> box.setValue(is));
        box.setOnAction(e -> {
            if (box.getValue() != null) {
                chosen.set(box.getValue());
            }
        });
        return box;
    }
}
