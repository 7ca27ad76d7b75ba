package hammingway.errors.text;

import hammingway.control.SaveFigure;
import hammingway.errors.figures.TrueMinus;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.PositionLook;
import hammingway.eval.trace.Trace;
import hammingway.fx.Explained;
import hammingway.fx.View;
import hammingway.fx.WhenShown;
import hammingway.settings.Theme;
import hammingway.vocab.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The tab of the text: the text itself, or the tokens that a filter leaves, under the bars that steer them. */
public final class TextView implements View {
    private final TextViewModel model;
    private final ReadOnlyObjectProperty<Theme> theme;
    private final BorderPane root = new BorderPane();
    private final TextPane pane;
    private final TextLegend legend;
    private final HitList hits;
    private final WhenShown relayout;
    private final WhenShown recolour;

    public TextView(TextViewModel model, ReadOnlyObjectProperty<Theme> theme) {
        this.model = model;
        this.theme = theme;
        pane = new TextPane(this::lines);
        pane.setId("errors-text-pane");
        legend = new TextLegend(theme);
        hits = new HitList(model, this::colors);
        root.setId("errors-text-view");
        root.getStyleClass().add("errors-text");
        Explained.page(root, "errors-text.md");
        root.setTop(new VBox(
                new ColourBar(model, legend, new SaveFigure("text", this::figure, model::keep)).node(),
                new FindBar(model).node(),
                new FilterBar(model).node()));
        StackPane centre = new StackPane(pane, hits.node());
        root.setCenter(centre);
        relayout = new WhenShown(root, this::renew);
        recolour = new WhenShown(root, this::paint);
        listen();
    }

    private void listen() {
        model.subject().subscribe(s -> relayout.request());
        model.whitespace().subscribe(w -> relayout.request());
        model.quantity().subscribe(q -> {
            legend.show(q, model.subject().get());
            recolour.request();
        });
        model.windows().subscribe(w -> recolour.request());
        model.decodedChanges().subscribe(c -> recolour.request());
        model.finder().hits().subscribe(h -> recolour.request());
        legend.onChange(recolour::request);
        theme.subscribe(t -> {
            pane.setTheme(t);
            recolour.request();
        });
        model.filtering().hits().subscribe(found -> {
            hits.show(found);
            hits.node().setVisible(found.isPresent());
            pane.setVisible(found.isEmpty());
        });
        pane.onSelect(model.selection().position()::set);
        pane.onHover(this::hover);
        pane.onMove(() -> model.seen(pane.firstSeen(), pane.seenTo()));
        model.selection().position().subscribe(p -> selected(p.intValue()));
    }

    private Optional<TextLines> lines(int columns) {
        return model.subject()
                .get()
                .flatMap(s -> model.text()
                        .map(t -> new TextLines(
                                s.first().trace(),
                                t,
                                s.positions(),
                                columns,
                                model.whitespace().get())));
    }

    private void renew() {
        legend.show(model.quantity().get(), model.subject().get());
        paint();
        pane.relayout();
        pane.select(model.selection().position().get());
    }

    private TextColors colors() {
        return legend.colors(model.quantity().get(), theme.get());
    }

    private void paint() {
        model.subject().get().ifPresent(s -> {
            TextColors colors = colors();
            pane.look(new TextPane.Look(
                    colors,
                    model::value,
                    model.finder()::found,
                    model.windows().get(),
                    s.first().trace().context()));
            hits.repaint();
            model.seen(pane.firstSeen(), pane.seenTo());
        });
    }

    /** The visible lines, in the light theme; the numbers of what a filter leaves, or of the visible tokens. */
    private Optional<TextFigure> figure() {
        return model.subject().get().map(s -> {
            List<List<Piece>> lines = pane.drawn();
            double[] values = lines.stream()
                    .flatMap(List::stream)
                    .mapToDouble(p -> p.position() < 0 ? Double.NaN : model.value(p.position()))
                    .toArray();
            int[] rows = model.filtering()
                    .hits()
                    .get()
                    .orElseGet(() -> IntStream.range(pane.firstSeen(), Math.max(pane.firstSeen(), pane.seenTo()))
                            .toArray());
            TextQuantity quantity = model.quantity().get();
            return new TextFigure(
                    s.first().spec().name() + ": " + quantity,
                    lines,
                    values,
                    legend.colors(quantity, Theme.LIGHT),
                    () -> model.csv(s, rows));
        });
    }

    private void selected(int position) {
        pane.select(position);
        hits.select(position);
        model.subject()
                .get()
                .filter(s -> position >= 0 && position < s.positions())
                .ifPresent(s -> {
                    pane.setAccessibleText(TokenWords.brief(s, position));
                    pane.notifyAccessibleAttributeChanged(javafx.scene.AccessibleAttribute.TEXT);
                });
    }

    /** What the traces tell at once, then what must be decoded. */
    private void hover(int position) {
        Subject subject = model.subject().get().orElseThrow();
        pane.tell(position, TokenWords.card(subject, position, Optional.empty()));
        model.look(
                position,
                (PositionLook look) -> pane.tell(position, TokenWords.card(subject, position, Optional.of(look))));
    }

    @Override
    public Node node() {
        return root;
    }

    /** Words about single tokens. */
    static final class TokenWords {
        private TokenWords() {}

        static String brief(Subject s, int position) {
            Trace trace = s.first().trace();
            Vocabulary words = s.first().vocabulary();
            return "Position " + position + ": " + words.display(trace.target(position)) + ", predicted "
                    + words.display(trace.predicted(position)) + ", rank " + (trace.rank(position) + 1);
        }

        static String card(Subject s, int position, Optional<PositionLook> look) {
            Trace trace = s.first().trace();
            Vocabulary words = s.first().vocabulary();
            StringBuilder text = new StringBuilder();
            text.append("Target       ").append(words.display(trace.target(position)));
            text.append("\nPredicted    ").append(words.display(trace.predicted(position)));
            text.append(String.format(
                    java.util.Locale.ROOT,
                    "%nRank         %,d%nLog-prob.    %s nats%nPosition     %d",
                    trace.rank(position) + 1,
                    TrueMinus.format("%.3f", trace.logProbability(position)),
                    position));
            if (trace.hasCodebook()) {
                text.append("\nWrong bits   ")
                        .append(trace.wrongBits(position))
                        .append(" of ")
                        .append(trace.logitCount());
            }
            s.second()
                    .ifPresent(o -> text.append("\nOther run    ")
                            .append(words.display(o.trace().predicted(position)))
                            .append(", rank ")
                            .append(o.trace().rank(position) + 1));
            look.ifPresent(l -> l.best().stream()
                    .limit(5)
                    .forEach(c -> text.append(String.format(
                            java.util.Locale.ROOT,
                            "%n%7.2f%%     %s%s",
                            100 * c.probability(),
                            words.display(c.token()),
                            c.token() == trace.target(position) ? "  \u2190 target" : ""))));
            return text.toString();
        }
    }
}
