package hammingway.runs.watch;

import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.run.RunDifference;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** What differs between the selected run and another. */
public final class DifferencePane {
    private final Latest comparing;
    private final ComboBox<WatchViewModel.Named> other = new ComboBox<>();
    private final TableView<RunDifference.Line> table = new TableView<>();
    private final TableColumn<RunDifference.Line, String> here = column("This run", 170, RunDifference.Line::left);
    private final TableColumn<RunDifference.Line, String> there = column("The other", 170, RunDifference.Line::right);
    private final Label equal = new Label();
    private final Label placeholder = new Label("Choose another run to compare this one with.");
    private final VBox root = new VBox();
    private Optional<WatchViewModel.Named> run = Optional.empty();

    public DifferencePane(Background background) {
        comparing = new Latest(background);
        other.setId("difference-other");
        other.setPromptText("Another run");
        other.setAccessibleText("The run to compare with");
        other.setTooltip(
                new Tooltip("Specification, codebook, data, machine and versions, origin and results are compared"));
        other.setMaxWidth(320);
        other.setConverter(new StringConverter<>() {
            @Override
            public String toString(WatchViewModel.Named named) {
                return named == null ? "" : named.name();
            }

            @Override
            public WatchViewModel.Named fromString(String text) {
                return other.getValue();
            }
        });
        other.setOnAction(e -> compare());
        equal.getStyleClass().add("text-muted");
        equal.setId("difference-equal");
        Label with = new Label("Compared with");
        HBox bar = new HBox(with, other, equal);
        bar.getStyleClass().add("watch-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        table.setId("differences");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("Part", 110, l -> l.part().title()));
        table.getColumns().add(column("Field", 190, RunDifference.Line::field));
        table.getColumns().add(here);
        table.getColumns().add(there);
        placeholder.getStyleClass().add("text-muted");
        placeholder.setWrapText(true);
        table.setPlaceholder(new StackPane(placeholder));
        VBox.setVgrow(table, Priority.ALWAYS);
        root.getChildren().addAll(bar, table);
    }

    public Node node() {
        return root;
    }

    private static TableColumn<RunDifference.Line, String> column(
            String title, double width, Function<RunDifference.Line, String> value) {
        TableColumn<RunDifference.Line, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(f -> new ReadOnlyStringWrapper(value.apply(f.getValue())));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(String text, boolean nothing) {
                super.updateItem(text, nothing);
                boolean shown = !nothing && text != null;
                setText(shown ? text : null);
                setTooltip(shown ? new Tooltip(text) : null);
            }
        });
        return column;
    }

    /** The runs that there are to compare with. */
    public void offer(List<WatchViewModel.Named> runs) {
        Optional<WatchViewModel.Named> chosen = Optional.ofNullable(other.getValue());
        List<WatchViewModel.Named> others = runs.stream()
                .filter(r -> run.filter(x -> x.run().equals(r.run())).isEmpty())
                .toList();
        if (!others.equals(other.getItems())) {
            other.getItems().setAll(others);
            other.setValue(chosen.filter(others::contains).orElse(null));
        }
    }

    /** The run that is compared. */
    public void of(Optional<WatchViewModel.Named> newRun) {
        run = newRun;
        compare();
    }

    private void compare() {
        Optional<WatchViewModel.Named> with = Optional.ofNullable(other.getValue());
        if (run.isEmpty() || with.isEmpty() || run.get().run().equals(with.get().run())) {
            comparing.cancel();
            table.getItems().clear();
            equal.setText("");
            placeholder.setText("Choose another run to compare this one with.");
            return;
        }
        WatchViewModel.Named a = run.get();
        WatchViewModel.Named b = with.get();
        comparing.start(
                "Comparing " + a.name() + " and " + b.name(),
                p -> RunDifference.of(a.run(), b.run()),
                this::show,
                text -> {
                    table.getItems().clear();
                    equal.setText("");
                    placeholder.setText(text);
                });
        here.setText(a.name());
        there.setText(b.name());
    }

    private void show(RunDifference found) {
        table.getItems().setAll(found.lines());
        equal.setText(found.equal() + " other fields agree");
        placeholder.setText("Nothing differs.");
    }
}
