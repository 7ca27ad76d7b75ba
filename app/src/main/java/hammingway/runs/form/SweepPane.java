package hammingway.runs.form;

import atlantafx.base.theme.Styles;
import hammingway.form.FormField;
import hammingway.form.SpecLine;
import hammingway.run.sweep.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The last section: fields that take several values, and the runs that come of them. */
final class SweepPane extends VBox {
    private static final int SUGGESTIONS = 14;
    private static final int REASONS = 8;

    /** The longest usual path. */
    private static final double PATH_WIDTH = 232;

    private final NewRunViewModel form;
    private final SweepViewModel sweep;
    private final VBox rows = new VBox(8);
    private final VBox settings = new VBox(8);
    private final Label summary = new Label();
    private final Label reasons = SpecLine.problemLabel();
    private final CheckBox leaveOut = new CheckBox("Leave these out");

    SweepPane(NewRunViewModel form) {
        this.form = form;
        sweep = form.sweep();
        getStyleClass().add("run-section");
        setId("section-sweep");
        Label title = new Label("Sweep");
        title.getStyleClass().add("section-title");
        Label told = new Label("Several values of any fields, a run for each; a study of the project repeats them");
        told.getStyleClass().add(Styles.TEXT_MUTED);
        Button add = new Button("Vary a field", new FontIcon("mdi2p-plus"));
        add.setId("vary");
        add.setTooltip(new Tooltip("Adds a field that takes several values"));
        add.setOnAction(e -> sweep.add(""));
        summary.setId("sweep-summary");
        summary.getStyleClass().add("live-figure");
        summary.setWrapText(true);
        summary.textProperty().bind(sweep.summary());
        leaveOut.setId("leave-out");
        leaveOut.selectedProperty().bindBidirectional(sweep.leaveOut());
        leaveOut.setTooltip(new Tooltip("Creates the other runs and leaves out those that cannot be run"));
        reasons.setId("sweep-reasons");
        settings.getChildren().addAll(orders(), study(), summary, reasons, leaveOut);
        getChildren().addAll(new VBox(2, title, told), rows, add, settings);
        sweep.rows().addListener((ListChangeListener<SweepViewModel.Row>) c -> build());
        sweep.sweep().subscribe(this::show);
        build();
    }

    private Node orders() {
        ToggleGroup group = new ToggleGroup();
        RadioButton grid = order("Grid", "Each value with each", Sweep.Order.GRID, group);
        RadioButton list =
                order("List", "The first values together, the second together, and so on", Sweep.Order.LIST, group);
        HBox box = new HBox(8, name("Combine"), grid, list);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private RadioButton order(String text, String help, Sweep.Order order, ToggleGroup group) {
        RadioButton button = new RadioButton(text);
        button.setId("sweep-" + text.toLowerCase(Locale.ROOT));
        button.setTooltip(new Tooltip(help));
        button.setToggleGroup(group);
        button.setSelected(sweep.order().get() == order);
        button.setOnAction(e -> sweep.order().set(order));
        return button;
    }

    private Node study() {
        TextField name = new TextField();
        name.setId("sweep-name");
        name.setPromptText("by its fields");
        name.setTooltip(new Tooltip("The study's file in the project: studies/<name>.json"));
        name.setAccessibleText("Name of the study");
        name.textProperty().bindBidirectional(sweep.name());
        TextField retries = new TextField();
        retries.setId("sweep-retries");
        retries.setPrefColumnCount(3);
        retries.setMaxWidth(64);
        retries.setTooltip(new Tooltip("How often a run that fails is tried again before it is skipped, 0 to 100"));
        retries.setAccessibleText("Retries");
        retries.textProperty().bindBidirectional(sweep.retriesText());
        sweep.retriesText().subscribe(t -> retries.pseudoClassStateChanged(Styles.STATE_DANGER, !sweep.retriesOk()));
        Label retriesName = new Label("Retries");
        retriesName.setMinWidth(USE_PREF_SIZE);
        retriesName.setLabelFor(retries);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox box = new HBox(8, name("Study"), name, retriesName, retries);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Label name(String text) {
        Label label = new Label(text);
        label.setMinWidth(164);
        return label;
    }

    private void build() {
        rows.getChildren().setAll(sweep.rows().stream().map(this::row).toList());
        boolean any = sweep.active();
        settings.setVisible(any);
        settings.setManaged(any);
    }

    private void show(Optional<Sweep> made) {
        List<String> told = made.map(SweepViewModel::told).orElse(List.of());
        List<String> shown = new ArrayList<>(told.subList(0, Math.min(REASONS, told.size())));
        if (told.size() > REASONS) {
            shown.add("and " + (told.size() - REASONS) + " more");
        }
        if (!told.isEmpty()) {
            shown.addFirst(told.size() + (told.size() == 1 ? " combination" : " combinations") + " cannot be run:");
        }
        reasons.setText(String.join("\n", shown));
        leaveOut.setVisible(!told.isEmpty());
        leaveOut.setManaged(!told.isEmpty());
    }

    private Node row(SweepViewModel.Row row) {
        int number = sweep.rows().indexOf(row);
        TextField path = new TextField(row.path().get());
        path.setId("vary-path-" + number);
        path.setPromptText("search a field");
        path.setTooltip(new Tooltip("A field of the specification, such as training.schedule.peak: type a part of it"));
        path.setAccessibleText("Field to vary");
        path.setMinWidth(PATH_WIDTH);
        path.setMaxWidth(PATH_WIDTH);
        VBox values = new VBox();
        values.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(values, Priority.ALWAYS);
        suggest(path, row, values, number);
        values.getChildren().setAll(values(row, number));
        Button remove = new Button(null, new FontIcon("mdi2c-close"));
        remove.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        remove.setTooltip(new Tooltip("Vary this field no longer"));
        remove.setAccessibleText("Vary this field no longer");
        remove.setOnAction(e -> sweep.remove(row));
        HBox line = new HBox(8, path, values, remove);
        line.setAlignment(Pos.CENTER_LEFT);
        Label problem = SpecLine.problemLabel();
        problem.textProperty().bind(row.problem());
        return new VBox(4, line, problem);
    }

    /** A list of fields that match what is typed; a chosen one has its editor at once. */
    private void suggest(TextField path, SweepViewModel.Row row, VBox values, int number) {
        ContextMenu menu = new ContextMenu();
        path.textProperty().subscribe((was, is) -> {
            row.path().set(is);
            values.getChildren().setAll(values(row, number));
            List<MenuItem> items = fields(is).stream()
                    .map(f -> {
                        MenuItem item = new MenuItem(f.path());
                        item.setOnAction(e -> path.setText(f.path()));
                        return item;
                    })
                    .toList();
            menu.getItems().setAll(items);
            boolean exact = form.fields().stream().anyMatch(f -> f.path().equals(is));
            if (items.isEmpty() || exact || !path.isFocused()) {
                menu.hide();
            } else if (!menu.isShowing()) {
                menu.show(path, Side.BOTTOM, 0, 0);
            }
        });
        path.setOnMouseClicked(e -> {
            if (path.getText().isEmpty()) {
                menu.getItems()
                        .setAll(fields("").stream()
                                .map(f -> {
                                    MenuItem item = new MenuItem(f.path());
                                    item.setOnAction(a -> path.setText(f.path()));
                                    return item;
                                })
                                .toList());
                menu.show(path, Side.BOTTOM, 0, 0);
            }
        });
    }

    private List<FormField> fields(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return form.fields().stream()
                .filter(f -> f.input() != FormField.Input.PART && f.input() != FormField.Input.PARTS)
                .filter(f -> !f.path().equals("name"))
                .filter(f -> f.path().toLowerCase(Locale.ROOT).contains(wanted)
                        || f.label().toLowerCase(Locale.ROOT).contains(wanted))
                .limit(SUGGESTIONS)
                .toList();
    }

    private Node values(SweepViewModel.Row row, int number) {
        Optional<FormField> field = form.fields().stream()
                .filter(f -> f.path().equals(row.path().get()))
                .findFirst();
        boolean choices = field.filter(f -> !f.options().isEmpty()).isPresent();
        return choices ? boxes(field.orElseThrow(), row) : text(row, number);
    }

    private static Node text(SweepViewModel.Row row, int number) {
        TextField text = new TextField(row.values().get());
        text.setId("vary-values-" + number);
        text.setPromptText("1e-3, 3e-3 or 1..5 or 10..100 step 10");
        text.setTooltip(
                new Tooltip(
                        "Values between commas; ranges: 1..5, 10..100 step 10, 1e-4..1e-1 log 4 (so many, evenly by logarithm)"));
        text.setAccessibleText("Values");
        text.textProperty().subscribe((was, is) -> row.values().set(is));
        return text;
    }

    private static Node boxes(FormField field, SweepViewModel.Row row) {
        FlowPane pane = new FlowPane(12, 6);
        pane.setAlignment(Pos.CENTER_LEFT);
        List<String> chosen = List.of(row.values().get().split("\\s*,\\s*"));
        List<CheckBox> all = new ArrayList<>();
        for (FormField.Option option : field.options()) {
            CheckBox box = new CheckBox(option.label());
            box.setUserData(option.value());
            box.setSelected(chosen.contains(option.value()));
            box.setOnAction(e -> row.values()
                    .set(String.join(
                            ", ",
                            all.stream()
                                    .filter(CheckBox::isSelected)
                                    .map(b -> String.valueOf(b.getUserData()))
                                    .toList())));
            all.add(box);
        }
        pane.getChildren().setAll(all);
        return pane;
    }
}
