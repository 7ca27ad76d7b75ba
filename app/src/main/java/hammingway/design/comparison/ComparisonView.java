package hammingway.design.comparison;

import atlantafx.base.theme.Styles;
import hammingway.base.AtomicFiles;
import hammingway.design.book.Pair;
import hammingway.report.CodebookTables;
import hammingway.settings.Theme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javax.imageio.ImageIO;
import org.kordamp.ikonli.javafx.FontIcon;

/** The design beside other codebooks: figures, matrices of distances, curves. */
public final class ComparisonView {
    private final ComparisonViewModel model;
    private final BiConsumer<String, AtomicFiles.Writer> export;
    private final FiguresTable table = new FiguresTable();
    private final CheckBox differences = new CheckBox("Only differences");
    private final MatricesPane matrices;
    private final CurvesPane curves;
    private final StackPane content = new StackPane();
    private final VBox root = new VBox(8);

    /**
     * @param pair   of tokens that all views of the design look at
     * @param theme  followed
     * @param export keeps a file in the project's exports
     * @param files  asks for a file
     */
    public ComparisonView(
            ComparisonViewModel model,
            ObjectProperty<Optional<Pair>> pair,
            ReadOnlyObjectProperty<Theme> theme,
            BiConsumer<String, AtomicFiles.Writer> export,
            Supplier<Optional<Path>> files) {
        this.model = model;
        this.export = export;
        matrices = new MatricesPane(model, pair);
        curves = new CurvesPane(model);
        BooksBar bar = new BooksBar(model, files);
        Region figures = figures();
        // what is hidden is so by its frame: pictures of it can be taken all the same
        List<Region> panes = List.of(new StackPane(figures), new StackPane(matrices), new StackPane(curves));
        content.getChildren().addAll(panes);
        content.setMinSize(0, 0);
        VBox.setVgrow(content, Priority.ALWAYS);
        StackPane middle = new StackPane(content, empty());
        middle.setMinHeight(0);
        VBox.setVgrow(middle, Priority.ALWAYS);
        root.setId("comparison");
        root.setPadding(new Insets(8, 0, 0, 0));
        root.getChildren().addAll(bar, problem(), head(panes), middle);
        model.tableProperty().subscribe(t -> table.show(t, differences.isSelected()));
        differences
                .selectedProperty()
                .subscribe(s -> table.show(model.tableProperty().get(), s));
        theme.subscribe(t -> {
            table.setTheme(t);
            matrices.setTheme(t);
            curves.setTheme(t);
            bar.setTheme(t);
        });
    }

    /** The tab; codebooks are measured while it is chosen. */
    public Tab tab() {
        Tab tab = new Tab("Compare", root);
        tab.setClosable(false);
        tab.setId("comparison-tab");
        tab.selectedProperty().subscribe(model::look);
        return tab;
    }

    public void close() {
        model.look(false);
        matrices.close();
    }

    private Node problem() {
        Label problem = new Label();
        problem.setId("comparison-problem");
        problem.setWrapText(true);
        problem.getStyleClass().add("problem");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        return problem;
    }

    private Node head(List<Region> panes) {
        ToggleGroup group = new ToggleGroup();
        List<ToggleButton> choices = List.of(
                choice("Figures", "comparison-show-figures", "Figures in a table", Styles.LEFT_PILL),
                choice(
                        "Matrices",
                        "comparison-show-matrices",
                        "Distances of all pairs, as pictures",
                        Styles.CENTER_PILL),
                choice(
                        "Curves",
                        "comparison-show-curves",
                        "Distances, token errors and balance over one another",
                        Styles.RIGHT_PILL));
        for (int i = 0; i < panes.size(); i++) {
            ToggleButton choice = choices.get(i);
            choice.setToggleGroup(group);
            panes.get(i).visibleProperty().bind(choice.selectedProperty());
        }
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                was.setSelected(true); // one is always shown
            }
        });
        choices.getFirst().setSelected(true);
        HBox pills = new HBox();
        pills.getChildren().addAll(choices);
        pills.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(10, pills, state());
        HBox.setHgrow(head.getChildren().getLast(), Priority.ALWAYS);
        head.setAlignment(Pos.CENTER_LEFT);
        head.visibleProperty().bind(content.visibleProperty());
        head.managedProperty().bind(content.visibleProperty());
        return head;
    }

    private static ToggleButton choice(String text, String id, String help, String pill) {
        ToggleButton choice = Parts.named(new ToggleButton(text), id, help);
        choice.getStyleClass().addAll(pill, Styles.SMALL);
        return choice;
    }

    /** What is still being computed, and the way to stop it. */
    private Node state() {
        ComparisonWork work = model.work();
        Label text = Parts.note("");
        text.setId("comparison-state");
        text.setMaxWidth(Double.MAX_VALUE);
        text.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(text, Priority.ALWAYS);
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(64);
        bar.setMinWidth(64);
        bar.progressProperty().bind(work.progress());
        Button stop = Parts.named(new Button("Stop"), "comparison-stop", "Leave the figures as they are");
        stop.getStyleClass().add(Styles.SMALL);
        HBox line = new HBox(8, text, bar, stop);
        line.setAlignment(Pos.CENTER_LEFT);
        Runnable show = () -> {
            boolean busy = !work.doing().get().isEmpty();
            bar.setVisible(busy);
            bar.setManaged(busy);
            stop.setVisible(busy || work.halted());
            stop.setManaged(stop.isVisible());
            stop.setText(busy ? "Stop" : "Go on");
            boolean exact = model.books().stream().allMatch(Compared::exact);
            text.setText(
                    busy
                            ? "Exact figures of " + work.doing().get()
                            : work.halted() ? "Some figures are of samples" : exact ? "Exact figures" : "");
        };
        stop.setOnAction(e -> {
            if (work.doing().get().isEmpty()) {
                work.resume();
            } else {
                work.stop();
            }
            show.run();
        });
        work.doing().subscribe(d -> show.run());
        model.books().addListener((Observable o) -> show.run());
        return line;
    }

    private Region figures() {
        Parts.named(differences, "comparison-differences", "Leave out figures that are the same for all");
        Button csv = Parts.named(
                new Button("Copy CSV"),
                "comparison-copy-csv",
                "Copy the table as comma-separated values, numbers at full precision");
        csv.setOnAction(e -> text(CodebookTables::csv).ifPresent(ComparisonView::copy));
        Button markdown = Parts.named(
                new Button("Copy Markdown"),
                "comparison-copy-markdown",
                "Copy the table as Markdown, the best of each row in bold");
        markdown.setOnAction(e -> text(CodebookTables::markdown).ifPresent(ComparisonView::copy));
        FlowPane tools = new FlowPane(8, 6, differences, csv, markdown, saving());
        tools.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(table, Priority.ALWAYS);
        return new VBox(8, table, tools);
    }

    private MenuButton saving() {
        MenuItem csv = new MenuItem("Table (CSV)");
        csv.setOnAction(e -> text(CodebookTables::csv).ifPresent(t -> save("codebooks-compared.csv", t)));
        MenuItem markdown = new MenuItem("Table (Markdown)");
        markdown.setOnAction(e -> text(CodebookTables::markdown).ifPresent(t -> save("codebooks-compared.md", t)));
        MenuItem pictures = new MenuItem("Pictures of matrices and curves (PNG)");
        pictures.setOnAction(e -> savePictures());
        MenuButton save = new MenuButton("Save", new FontIcon("mdi2t-tray-arrow-down"), csv, markdown, pictures);
        return Parts.named(save, "comparison-save", "Keep the table or the pictures in the project's exports");
    }

    private Optional<String> text(
            BiFunction<hammingway.report.CodebookComparison, List<hammingway.report.ComparedFigure>, String> form) {
        return model.tableProperty().get().map(t -> form.apply(t.comparison(), t.rows(differences.isSelected())));
    }

    private static void copy(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }

    private void save(String file, String text) {
        export.accept(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void savePictures() {
        picture("codebooks-matrices.png", matrices);
        picture("codebooks-curves.png", curves);
    }

    private void picture(String file, Region pane) {
        var image = SwingFXUtils.fromFXImage(pane.snapshot(null, null), null);
        export.accept(file, out -> ImageIO.write(image, "png", out));
    }

    /** What to do, while there is nothing beside the design. */
    private Node empty() {
        Label text = new Label(
                "Pin this design, or add a saved codebook, one of a run or a file, to see them side by side: figures, matrices and curves.");
        text.setWrapText(true);
        text.getStyleClass().add("empty-text");
        FontIcon icon = new FontIcon("mdi2c-compare");
        icon.getStyleClass().add("empty-icon");
        VBox empty = new VBox(icon, text);
        empty.getStyleClass().add("empty-state");
        empty.setAlignment(Pos.CENTER);
        empty.setId("comparison-empty");
        Runnable show = () -> {
            boolean none = model.books().size() < 2;
            empty.setVisible(none);
            content.setVisible(!none);
        };
        model.books().addListener((Observable o) -> show.run());
        show.run();
        return empty;
    }
}
