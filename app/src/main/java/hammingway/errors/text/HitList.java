package hammingway.errors.text;

import hammingway.errors.subject.Subject;
import hammingway.eval.trace.Trace;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.collections.ObservableListBase;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Background;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.paint.Color;

/** What a filter leaves, a line each with the words around it; only visible lines are made. */
final class HitList {
    private static final double CELL = 28;

    /** Tokens before and after. */
    private static final int AROUND = 12;

    private final TextViewModel model;
    private final Supplier<TextColors> colors;
    private final ListView<Integer> list = new ListView<>();
    private int[] positions = new int[0];

    HitList(TextViewModel model, Supplier<TextColors> colors) {
        this.model = model;
        this.colors = colors;
        list.setId("errors-text-hits");
        list.setAccessibleText("Tokens that the filter leaves");
        list.setFixedCellSize(CELL);
        list.setPlaceholder(new Label("No token is like that."));
        list.setCellFactory(l -> new Cell());
        list.setVisible(false);
        list.getSelectionModel().selectedIndexProperty().subscribe(i -> {
            if (i.intValue() >= 0 && i.intValue() < positions.length) {
                model.selection().position().set(positions[i.intValue()]);
            }
        });
    }

    Node node() {
        return list;
    }

    void show(Optional<int[]> found) {
        int[] now = found.orElse(new int[0]);
        positions = new int[0]; // a list that changes selects nothing
        list.setItems(new Positions(now));
        positions = now;
        select(model.selection().position().get());
    }

    void select(int position) {
        int at = Arrays.binarySearch(positions, position);
        if (at >= 0 && list.getSelectionModel().getSelectedIndex() != at) {
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - 3));
        }
    }

    void repaint() {
        if (list.isVisible()) {
            list.refresh();
        }
    }

    /** Millions of them without an object each. */
    private static final class Positions extends ObservableListBase<Integer> {
        private final int[] values;

        Positions(int[] values) {
            this.values = values;
        }

        @Override
        public Integer get(int index) {
            return values[index];
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    private final class Cell extends ListCell<Integer> {
        private final Label number = new Label();
        private final Label before = new Label();
        private final Label target = new Label();
        private final Label after = new Label();
        private final Label facts = new Label();
        private final HBox row = new HBox(8, number, new HBox(before, target, after), facts);

        Cell() {
            number.getStyleClass().add("text-muted");
            number.setMinWidth(64);
            number.setAlignment(Pos.CENTER_RIGHT);
            before.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
            before.setAlignment(Pos.CENTER_RIGHT);
            for (Label l : new Label[] {before, after}) {
                l.setMinWidth(0);
                l.setPrefWidth(10);
                l.setMaxWidth(Double.MAX_VALUE);
                HBox.setHgrow(l, Priority.ALWAYS);
            }
            target.getStyleClass().add("errors-hit-target");
            target.setMinWidth(USE_PREF_SIZE);
            facts.setMinWidth(200);
            facts.setPrefWidth(200);
            facts.setTooltip(new Tooltip("The prediction, and the target's rank; then those of the compared run"));
            facts.getStyleClass().add("text-muted");
            HBox.setHgrow(row.getChildren().get(1), Priority.ALWAYS);
            row.setAlignment(Pos.CENTER_LEFT);
            ((HBox) row.getChildren().get(1)).setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("errors-hit");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Integer position, boolean empty) {
            super.updateItem(position, empty);
            Optional<Subject> subject = model.subject().get();
            if (empty || position == null || subject.isEmpty()) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            fill(subject.get(), position);
            setGraphic(row);
        }

        private void fill(Subject subject, int position) {
            Trace trace = subject.first().trace();
            number.setText(Integer.toString(position));
            before.setText(words(subject, Math.max(0, position - AROUND), position));
            target.setText(words(subject, position, position + 1));
            after.setText(words(subject, position + 1, Math.min(subject.positions(), position + AROUND)));
            facts.setText(predicted(subject, trace, position)
                    + subject.second()
                            .map(o -> "; " + predicted(subject, o.trace(), position))
                            .orElse(""));
            TextColors now = colors.get();
            int index = now.index(model.value(position));
            Color fill = index < 0 ? Color.TRANSPARENT : now.table()[index];
            target.setBackground(Background.fill(fill));
            target.setTextFill(index < 0 ? now.theme().palette().text() : now.on(fill));
            setAccessibleText(TextView.TokenWords.brief(subject, position));
        }

        private static String predicted(Subject subject, Trace trace, int position) {
            return subject.first().vocabulary().display(trace.predicted(position)) + " (" + (trace.rank(position) + 1)
                    + ")";
        }

        private String words(Subject subject, int from, int to) {
            return model.text()
                    .orElseThrow()
                    .stretch(to - from, i -> subject.first().trace().target(from + i))
                    .text()
                    .replace('\n', '\u23CE')
                    .replace('\t', '\u21E5');
        }
    }
}
