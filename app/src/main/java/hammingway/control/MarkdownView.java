package hammingway.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** A text in Markdown with tables, as nodes of the toolkit: no browser, the window's own fonts and colours. */
public final class MarkdownView extends ScrollPane {
    /** Letters of a line in the narrow pane beside a workspace. */
    private static final double LINE = 50;

    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final Map<String, Node> headings = new HashMap<>();
    private final Consumer<String> follow;
    private final Function<String, Optional<Image>> pictures;
    private final VBox body = new VBox(10);
    private Optional<Node> goal = Optional.empty();

    /**
     * @param follow   takes the target of a link
     * @param pictures gives the picture of a target, if there is one
     */
    public MarkdownView(Consumer<String> follow, Function<String, Optional<Image>> pictures) {
        this.follow = follow;
        this.pictures = pictures;
        body.setPadding(new Insets(4, 20, 24, 20));
        body.getStyleClass().add("markdown");
        setContent(body);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        addEventFilter(ScrollEvent.SCROLL, e -> goal = Optional.empty()); // the reader goes elsewhere
        addEventFilter(MouseEvent.MOUSE_PRESSED, e -> goal = Optional.empty());
        addEventFilter(KeyEvent.KEY_PRESSED, e -> goal = Optional.empty());
    }

    /** Shows a text from its beginning, or from a heading on; {@code minimum-distance} is the anchor of "Minimum distance". */
    public void show(String markdown, Optional<String> anchor) {
        headings.clear();
        body.getChildren().clear();
        blocks(parser.parse(markdown), body);
        goal = anchor.map(headings::get);
        if (goal.isEmpty()) {
            setVvalue(0);
        }
        requestLayout();
    }

    /** Where a heading stands is known once the text above it has been laid out. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (goal.isPresent() && getViewportBounds().getHeight() > 0) {
            body.layout();
            double beyond = body.getHeight() - getViewportBounds().getHeight();
            double top = body.sceneToLocal(goal.get().localToScene(goal.get().getLayoutBounds()))
                    .getMinY();
            setVvalue(beyond <= 0 ? 0 : Math.clamp(top / beyond, 0, 1));
        }
    }

    /** As in the pages on the web: lower case, words joined by hyphens. */
    public static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
    }

    private void blocks(org.commonmark.node.Node parent, VBox into) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node).ifPresent(into.getChildren()::add);
        }
    }

    private Optional<Node> block(org.commonmark.node.Node node) {
        return switch (node) {
            case Heading h -> Optional.of(heading(h));
            case Paragraph p -> Optional.of(flow(p));
            case FencedCodeBlock c -> Optional.of(code(c.getLiteral()));
            case IndentedCodeBlock c -> Optional.of(code(c.getLiteral()));
            case ListBlock l -> Optional.of(list(l));
            case TableBlock t -> Optional.of(table(t));
            case BlockQuote q -> {
                VBox quote = new VBox(8);
                quote.getStyleClass().add("markdown-quote");
                blocks(q, quote);
                yield Optional.of(quote);
            }
            case ThematicBreak unused -> Optional.of(new Separator());
            default -> Optional.empty(); // HTML and the like: the guide has none
        };
    }

    private Node heading(Heading h) {
        TextFlow flow = flow(h);
        flow.getStyleClass().add("markdown-h" + h.getLevel());
        headings.put(anchor(text(flow)), flow);
        return flow;
    }

    private static String text(TextFlow flow) {
        StringBuilder text = new StringBuilder();
        flow.getChildren()
                .forEach(n ->
                        text.append(n instanceof Text t ? t.getText() : n instanceof Hyperlink l ? l.getText() : ""));
        return text.toString();
    }

    private static Node code(String literal) {
        Label label = new Label(literal.stripTrailing());
        label.getStyleClass().addAll("markdown-code", "monospace");
        label.setMaxWidth(Double.MAX_VALUE);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private Node list(ListBlock list) {
        VBox items = new VBox(4);
        int number = list instanceof OrderedList o && o.getMarkerStartNumber() != null ? o.getMarkerStartNumber() : 1;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            Label mark = new Label(list instanceof OrderedList ? number++ + "." : "\u2022");
            mark.setMinWidth(18);
            VBox content = new VBox(4);
            HBox.setHgrow(content, Priority.ALWAYS);
            blocks(item, content);
            items.getChildren().add(new HBox(4, mark, content));
        }
        return items;
    }

    private Node table(TableBlock table) {
        GridPane grid = new GridPane(12, 4);
        grid.getStyleClass().add("markdown-table");
        List<List<String>> columns = new ArrayList<>();
        int row = 0;
        for (var part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (var line = part.getFirstChild(); line instanceof TableRow; line = line.getNext()) {
                int column = 0;
                for (var cell = line.getFirstChild(); cell instanceof TableCell c; cell = cell.getNext()) {
                    TextFlow flow = flow(c);
                    if (c.isHeader()) {
                        flow.getStyleClass().add("markdown-strong");
                    } else if (column == 0) {
                        headings.putIfAbsent(anchor(text(flow)), flow); // the word that a line of a glossary explains
                    }
                    if (columns.size() <= column) {
                        columns.add(new ArrayList<>());
                    }
                    columns.get(column).add(text(flow));
                    grid.add(flow, column++, row);
                }
                row++;
            }
        }
        double all = columns.stream().mapToDouble(MarkdownView::share).sum();
        columns.forEach(cells -> {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100 * share(cells) / all);
            grid.getColumnConstraints().add(column);
        });
        return grid;
    }

    /** What a column asks for, in letters: at least its longest word, else the mean of its cells, up to a line of the guide. */
    private static double share(List<String> cells) {
        double word = cells.stream()
                .flatMap(c -> Stream.of(c.split("\\s+")))
                .mapToInt(String::length)
                .max()
                .orElse(1);
        double mean = cells.stream().mapToInt(String::length).average().orElse(1);
        return Math.max(Math.min(word, LINE) + 3, Math.min(mean, LINE));
    }

    private TextFlow flow(org.commonmark.node.Node parent) {
        TextFlow flow = new TextFlow();
        inlines(parent, flow, "");
        return flow;
    }

    private void inlines(org.commonmark.node.Node parent, TextFlow into, String style) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case org.commonmark.node.Text t -> text(t.getLiteral(), style, into);
                case Code c -> text(c.getLiteral(), "monospace", into);
                case SoftLineBreak unused -> text(" ", style, into);
                case HardLineBreak unused -> text("\n", style, into);
                case Emphasis e -> inlines(e, into, "markdown-emphasis");
                case StrongEmphasis s -> inlines(s, into, "markdown-strong");
                case Link l -> link(l, into);
                case org.commonmark.node.Image i ->
                    pictures.apply(i.getDestination()).ifPresent(p -> picture(p, alternative(i), into));
                default -> inlines(node, into, style);
            }
        }
    }

    private static void text(String text, String style, TextFlow into) {
        Text node = new Text(text);
        node.getStyleClass().add("markdown-text");
        if (!style.isEmpty()) {
            node.getStyleClass().add(style);
        }
        into.getChildren().add(node);
    }

    private void link(Link link, TextFlow into) {
        Hyperlink node = new Hyperlink(text(flow(link)));
        node.setOnAction(e -> follow.accept(link.getDestination()));
        into.getChildren().add(node);
    }

    /** What a reader is told who does not see the picture. */
    private static String alternative(org.commonmark.node.Image image) {
        return image.getFirstChild() instanceof org.commonmark.node.Text t ? t.getLiteral() : "";
    }

    private void picture(Image picture, String words, TextFlow into) {
        ImageView view = new ImageView(picture);
        view.setAccessibleText(words);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.fitWidthProperty()
                .bind(javafx.beans.binding.Bindings.min(
                        picture.getWidth(), body.widthProperty().subtract(64)));
        into.getChildren().add(view);
    }
}
