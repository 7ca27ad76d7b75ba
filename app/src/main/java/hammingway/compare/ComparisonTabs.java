package hammingway.compare;

import atlantafx.base.theme.Styles;
import hammingway.compare.pair.PairPane;
import hammingway.compare.pair.PairViewModel;
import hammingway.compare.parallel.ParallelPane;
import hammingway.compare.table.FilterBar;
import hammingway.compare.table.RunTablePane;
import hammingway.compare.table.RunTableViewModel;
import hammingway.compare.time.TimePane;
import hammingway.settings.Theme;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Below the plot: table, parallel coordinates, times, two runs; above them the one filter for all. One row, as height is scarce. */
final class ComparisonTabs {
    private final ToggleGroup group = new ToggleGroup();
    private final StackPane shown = new StackPane();
    private final VBox root;

    ComparisonTabs(RunTableViewModel table, PairViewModel pair, ObservableValue<Theme> theme) {
        FilterBar filter = new FilterBar(table);
        List<ToggleButton> buttons = List.of(
                tab(
                        "Table",
                        "tab-table",
                        "All runs with their figures, fields, notes and tags",
                        new RunTablePane(table).node()),
                tab(
                        "Parallel coordinates",
                        "tab-parallel",
                        "Runs as lines across axes, to brush",
                        new ParallelPane(table, theme).node()),
                tab("Time", "tab-time", "Where the time of a token goes", new TimePane(table, theme).node()),
                tab("Two runs", "tab-pair", "Whether one run is better than another", new PairPane(pair).node()));
        buttons.getFirst().getStyleClass().add(Styles.LEFT_PILL);
        buttons.subList(1, buttons.size() - 1).forEach(b -> b.getStyleClass().add(Styles.CENTER_PILL));
        buttons.getLast().getStyleClass().add(Styles.RIGHT_PILL);
        HBox tabs = new HBox(buttons.toArray(Node[]::new));
        tabs.setMinWidth(Region.USE_PREF_SIZE);
        HBox bar = new HBox(tabs, filter.node());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("compare-bar");
        VBox.setVgrow(shown, Priority.ALWAYS);
        shown.setMinHeight(0);
        root = new VBox(bar, filter.problem(), shown);
        root.getStyleClass().add("compare-lower");
        root.setMinHeight(120);
        root.getStylesheets()
                .add(String.valueOf(ComparisonTabs.class.getResource("/hammingway/themes/runs-table.css")));
        buttons.getFirst().setSelected(true);
    }

    Node node() {
        return root;
    }

    private ToggleButton tab(String title, String id, String meaning, Node content) {
        ToggleButton button = new ToggleButton(title);
        button.setId(id);
        button.setTooltip(new Tooltip(meaning));
        button.setToggleGroup(group);
        button.selectedProperty().addListener((o, was, is) -> {
            if (is) {
                shown.getChildren().setAll(content);
            }
        });
        button.setOnAction(e -> button.setSelected(true)); // one is always chosen
        return button;
    }
}
