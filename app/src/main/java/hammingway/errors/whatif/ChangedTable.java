package hammingway.errors.whatif;

import hammingway.errors.subject.Subject;
import hammingway.eval.errors.whatif.ChangedTokens;
import hammingway.eval.trace.Trace;
import hammingway.fx.Explained;
import hammingway.vocab.Vocabulary;
import java.util.AbstractList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The changed tokens of the chosen what-if; rows are made when they are looked at. */
final class ChangedTable {
    private static final int CONTEXT = 12;
    private static final double WORDS = 190;

    /** The other columns and a scroll bar. */
    private static final double OTHERS = 2 * 96 + 3 * 100 + 20;

    private final WhatIfViewModel model;
    private final TableView<Integer> table = new TableView<>();
    private final ComboBox<String> which = new ComboBox<>();
    private final Label title = new Label();
    private final VBox root;
    private ChangedTokens changed = ChangedTokens.NONE;

    ChangedTable(WhatIfViewModel model) {
        this.model = model;
        table.setId("what-if-changed");
        table.setAccessibleText("Tokens that are decoded otherwise");
        table.getStyleClass().add("dense");
        table.setPlaceholder(new Label("No token changes."));
        column("Position", 96, "Of the evaluation", i -> "" + changed.position(i));
        column("Change", 96, "Gained: right now; lost: wrong now", i -> words(changed.kind(i)));
        TableColumn<Integer, String> context =
                column("Context", WORDS, "The tokens before it", i -> context(changed.position(i)));
        // what is left of the width
        table.widthProperty().subscribe(w -> context.setPrefWidth(Math.max(WORDS, w.doubleValue() - OTHERS)));
        column("Target", 100, "The token that came", i -> text(trace().target(changed.position(i))));
        column("Before", 100, "What the run's decoding ranks first", i -> text(changed.before(i)));
        column("After", 100, "What the what-if ranks first", i -> text(changed.after(i)));
        table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null) {
                model.selection().position().set(changed.position(is));
            }
        });
        root = new VBox(6, bar(), table);
        VBox.setVgrow(table, Priority.ALWAYS);
        model.chosen().subscribe(c -> show());
    }

    Node node() {
        return root;
    }

    private Node bar() {
        which.getItems().setAll("All changes", "Gained", "Lost", "Still wrong");
        which.setValue("All changes");
        which.setId("what-if-which");
        which.setAccessibleText("Which changes");
        which.getStyleClass().add("small");
        which.setMinWidth(Region.USE_PREF_SIZE);
        Explained.explain(which, "Which of the changed tokens are listed");
        which.valueProperty().subscribe(w -> show());
        title.setId("what-if-changes");
        title.setMinWidth(0);
        HBox bar = new HBox(8, which, title);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void show() {
        changed = model.chosen().get().map(c -> c.answer().changed()).orElse(ChangedTokens.NONE);
        int[] rows = IntStream.range(0, changed.count()).filter(this::wanted).toArray();
        table.getSelectionModel().clearSelection();
        table.setItems(FXCollections.observableList(new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return rows[index];
            }

            @Override
            public int size() {
                return rows.length;
            }
        }));
        title.setText(model.chosen()
                .get()
                .map(c -> String.format(
                        Locale.ROOT,
                        "%,d of %,d positions change",
                        changed.count(),
                        c.result().sample().positions()))
                .orElse(""));
    }

    private boolean wanted(int index) {
        return switch (which.getValue()) {
            case "Gained" -> changed.kind(index) == ChangedTokens.Kind.GAINED;
            case "Lost" -> changed.kind(index) == ChangedTokens.Kind.LOST;
            case "Still wrong" -> changed.kind(index) == ChangedTokens.Kind.STILL_WRONG;
            default -> true;
        };
    }

    private static String words(ChangedTokens.Kind kind) {
        return switch (kind) {
            case GAINED -> "gained";
            case LOST -> "lost";
            case STILL_WRONG -> "still wrong";
        };
    }

    private Trace trace() {
        return model.subject().get().orElseThrow().first().trace();
    }

    private Optional<Vocabulary> vocabulary() {
        return model.subject().get().map(Subject::first).map(f -> f.vocabulary());
    }

    private String text(int token) {
        return vocabulary().map(v -> v.display(token)).orElse("");
    }

    private String context(int position) {
        int inWindow = position % trace().context();
        StringBuilder words = new StringBuilder();
        for (int back = Math.min(CONTEXT, inWindow + 1); back >= 1; back--) {
            words.append(text(trace().before(position - back + 1)));
        }
        return words.toString();
    }

    private TableColumn<Integer, String> column(String name, double width, String help, IntFunction<String> text) {
        TableColumn<Integer, String> column = new TableColumn<>();
        Label header = new Label(name);
        header.setTooltip(new Tooltip(help));
        column.setGraphic(header);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(f -> new ReadOnlyStringWrapper(
                model.subject().get().isPresent() && f.getValue() < changed.count() ? text.apply(f.getValue()) : ""));
        table.getColumns().add(column);
        return column;
    }
}
