package hammingway.runs.form;

import atlantafx.base.theme.Styles;
import hammingway.base.Problem;
import hammingway.fx.Explained;
import hammingway.fx.FileDialogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One page, in the order of the path: jump list, sections, and beside them what the run will be. */
public final class NewRunView {
    private static final KeyCombination CREATE = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination REDO = new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN);

    /** Wider, names and what stands at the far end are no longer one line to the eye. */
    private static final double PAGE_WIDTH = 920;

    private final NewRunViewModel form;
    private final Consumer<RunOrder> create;
    private final Runnable close;
    private final List<SectionPane> sections = new ArrayList<>();
    private final List<Button> jumps = new ArrayList<>();
    private final VBox page = new VBox();
    private final ScrollPane scroll = new ScrollPane(new HBox(page));
    private final VBox problemList = new VBox();
    private final ToggleButton problems = new ToggleButton();
    private final Label nameProblem = hammingway.form.SpecLine.problemLabel();
    private final TextField name;
    private final Button createAndQueue = new Button("Create and queue", new FontIcon("mdi2p-playlist-plus"));
    private final Button createOnly = new Button("Create only");
    private final BorderPane root = new BorderPane();
    private boolean filling;
    private int wrongFields;

    /**
     * Builds the page.
     *
     * @param create takes what the page asks for
     * @param close  leaves the page; what was typed stays
     */
    public NewRunView(NewRunViewModel form, FileDialogs dialogs, Consumer<RunOrder> create, Runnable close) {
        this.form = form;
        this.create = create;
        this.close = close;
        name = hammingway.form.SpecLines.text("run-name", this::typeName, form::settle);
        Offers offers = new Offers(form, dialogs);
        PageExtras extras = new PageExtras(form, dialogs);
        for (Section section : Section.values()) {
            sections.add(new SectionPane(section, form, extras, offers.above(section)));
        }
        SweepPane sweep = new SweepPane(form);
        page.getStyleClass().add("run-page");
        page.setMaxWidth(PAGE_WIDTH);
        HBox.setHgrow(page, Priority.ALWAYS);
        page.getChildren().add(nameLine());
        page.getChildren().addAll(sections);
        page.getChildren().add(sweep);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("edge-to-edge", "run-scroll");
        scroll.setId("run-page");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        root.getStyleClass().addAll("pane", "new-run");
        Explained.page(root, "new-run.md");
        root.setTop(new StartBar(form, dialogs, close).node());
        root.setCenter(new HBox(jumpList(sweep), scroll, new ForecastPane(form).node()));
        root.setBottom(footer());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        FolderDrop.on(root, this::takeModel);
        form.draft().subscribe(d -> fill());
        form.problems().addListener((ListChangeListener<Problem>) c -> mark());
        form.sweep().sweep().subscribe(s -> buttons());
        form.sweep().rows().addListener((ListChangeListener<SweepViewModel.Row>) c -> buttons());
        form.sweep().leaveOut().subscribe(l -> buttons());
        form.sweep().retriesText().subscribe(t -> buttons());
        form.specification().subscribe(s -> buttons());
        mark();
    }

    public Node node() {
        return root;
    }

    private void key(KeyEvent e) {
        Runnable action = CREATE.match(e)
                ? () -> order(true)
                : UNDO.match(e) ? form.history()::undo : REDO.match(e) ? form.history()::redo : null;
        if (action != null) {
            e.consume();
            form.settle();
            action.run();
        }
    }

    private void typeName(String text) {
        if (!filling) {
            form.fields().stream()
                    .filter(f -> f.path().equals("name"))
                    .findFirst()
                    .ifPresent(f -> form.set(f, text));
        }
    }

    private Node nameLine() {
        Label label = new Label("Name");
        label.setMinWidth(164);
        label.setLabelFor(name);
        name.setTooltip(new Tooltip("A short name for people; part of the folder's name"));
        name.setAccessibleText("Name of the run");
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox line = new HBox(6, label, name);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(4, line, nameProblem);
        box.getStyleClass().add("run-section");
        return box;
    }

    private Node jumpList(SweepPane sweep) {
        VBox list = new VBox();
        list.getStyleClass().add("jump-list");
        for (SectionPane section : sections) {
            list.getChildren()
                    .add(jump(section.section().shortTitle(), section.section().name(), section));
        }
        list.getChildren().add(jump("Sweep", "SWEEP", sweep));
        return list;
    }

    private Button jump(String title, String id, Region to) {
        Button button = new Button(title);
        button.setId("jump-" + id.toLowerCase(Locale.ROOT));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.getStyleClass().addAll("navigation-entry", "jump");
        button.setTooltip(new Tooltip("Go to " + title));
        button.setOnAction(e -> scrollTo(to));
        button.visibleProperty().bind(to.visibleProperty());
        button.managedProperty().bind(to.visibleProperty());
        jumps.add(button);
        return button;
    }

    private void scrollTo(Node to) {
        double y = page.sceneToLocal(to.localToScene(0, 0)).getY();
        double room = page.getHeight() - scroll.getViewportBounds().getHeight();
        scroll.setVvalue(room <= 0 ? 0 : Math.clamp((y - 8) / room, 0, 1));
    }

    private Node footer() {
        problems.setId("problems");
        problems.getStyleClass().addAll(Styles.FLAT, "problems-button");
        problems.setTooltip(new Tooltip("Lists all that is wrong; each leads to its field"));
        problemList.getStyleClass().add("problem-list");
        problemList.setId("problem-list");
        ScrollPane list = new ScrollPane(problemList);
        list.setFitToWidth(true);
        list.getStyleClass().add("edge-to-edge");
        list.setMaxHeight(160);
        list.visibleProperty().bind(problems.selectedProperty().and(Bindings.isNotEmpty(form.problems())));
        list.managedProperty().bind(list.visibleProperty());
        createAndQueue.setId("create-run");
        createAndQueue.getStyleClass().add("accent");
        createAndQueue.setTooltip(new Tooltip("Creates what the page describes and queues it (Ctrl+Enter)"));
        createAndQueue.setOnAction(e -> order(true));
        createOnly.setId("create-only");
        createOnly.setTooltip(new Tooltip("Creates what the page describes; it waits until it is started"));
        createOnly.setOnAction(e -> order(false));
        Button leave = new Button("Close");
        leave.setId("close-form");
        leave.setCancelButton(true);
        leave.setTooltip(new Tooltip("Leaves the page; what was typed is there when it is opened again (Escape)"));
        leave.setOnAction(e -> close.run());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(8, problems, space, leave, createOnly, createAndQueue);
        bar.setAlignment(Pos.CENTER_LEFT);
        VBox footer = new VBox(list, bar);
        footer.getStyleClass().add("run-footer");
        return footer;
    }

    private void order(boolean queue) {
        form.order(queue).ifPresentOrElse(create, this::showFirst);
    }

    /** Asked for what cannot be: the first thing wrong is shown. */
    private void showFirst() {
        problems.setSelected(true);
        form.problems().stream().findFirst().ifPresent(p -> jumpTo(p.path()));
    }

    private void fill() {
        filling = true;
        String text = form.draft().get().spec().path("name").asText();
        if (!name.getText().equals(text)) {
            name.setText(text);
        }
        filling = false;
        sections.forEach(SectionPane::fill);
        mark();
    }

    private void mark() {
        List<Problem> all = List.copyOf(form.problems());
        List<Problem> left = new ArrayList<>(all);
        for (int i = 0; i < sections.size(); i++) {
            SectionPane section = sections.get(i);
            int wrong = section.mark(all);
            left.removeIf(p -> section.section().holds(p.path()));
            jumps.get(i).setText(section.section().shortTitle() + (wrong == 0 ? "" : " (" + wrong + ")"));
            jumps.get(i).pseudoClassStateChanged(Styles.STATE_DANGER, wrong > 0);
        }
        nameProblem.setText(left.stream()
                .findFirst()
                .map(p -> "Allowed: " + p.allowed() + ". " + p.fix() + ".")
                .orElse(""));
        name.pseudoClassStateChanged(Styles.STATE_DANGER, !left.isEmpty());
        problemList.getChildren().setAll(all.stream().map(this::link).toList());
        wrongFields = all.size();
        buttons();
    }

    private Node link(Problem problem) {
        Hyperlink link = new Hyperlink(problem.toString());
        link.setTooltip(new Tooltip("Go to this field"));
        link.setOnAction(e -> jumpTo(problem.path()));
        return Fix.of(problem).map(fix -> mended(link, fix)).orElse(link);
    }

    private Node mended(Hyperlink link, Fix fix) {
        Button mend = new Button(fix.title());
        mend.getStyleClass().addAll(Styles.SMALL, "fix");
        mend.setMinWidth(Region.USE_PREF_SIZE);
        mend.setTooltip(new Tooltip("Sets " + fix.path() + " to " + fix.value()));
        mend.setOnAction(e -> form.set(fix.path(), fix.value()));
        HBox line = new HBox(8, mend, link);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** A model's folder that is dropped shows what becomes of it. */
    private void takeModel(Path folder) {
        form.model().choose(folder);
        sections.stream().filter(s -> s.section() == Section.BACKBONE).forEach(this::scrollTo);
    }

    /** Brings the field of a problem into sight and gives it the keyboard. */
    private void jumpTo(String path) {
        Optional<SectionPane> at =
                sections.stream().filter(s -> s.section().holds(path)).findFirst();
        Optional<Control> editor = at.flatMap(s -> s.editorOf(path));
        Node to =
                editor.map(Node.class::cast).or(() -> at.map(Node.class::cast)).orElse(name);
        Platform.runLater(
                () -> { // a fold that opens has its places after the next layout
                    page.layout();
                    scrollTo(to);
                    to.requestFocus();
                });
    }

    /** What can be made now, and what stands against it. */
    private void buttons() {
        boolean possible = form.order(true).isPresent();
        createAndQueue.setDisable(!possible);
        createOnly.setDisable(!possible);
        int n = form.sweep().active()
                ? form.sweep().sweep().get().map(s -> s.runs().size()).orElse(0)
                : 1;
        createAndQueue.setText(n > 1 ? "Create and queue " + n + " runs" : "Create and queue");
        createOnly.setText(n > 1 ? "Create " + n + " runs" : "Create only");
        boolean halfway = wrongFields == 0 && !possible && form.sweep().active();
        String told = wrongFields == 1 ? "1 problem" : wrongFields + " problems";
        problems.setText(wrongFields > 0 ? told : halfway ? "The sweep is not complete" : "Nothing is wrong");
        boolean good = wrongFields == 0 && !halfway;
        problems.setGraphic(new FontIcon(good ? "mdi2c-check-circle-outline" : "mdi2a-alert-circle-outline"));
        problems.pseudoClassStateChanged(Styles.STATE_DANGER, !good);
    }
}
