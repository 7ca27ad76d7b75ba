package hammingway.design.search;

import atlantafx.base.theme.Styles;
import hammingway.fx.Background;
import hammingway.settings.Theme;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The tab in which a design is improved: by a search for other codewords, or by giving them to other tokens. */
public final class ImproveTab extends Tab {
    /** @param confused a run whose confusions are to be tried: setting it brings the assignments into sight */
    public ImproveTab(
            Workplace work,
            ObjectProperty<Optional<String>> confused,
            Background background,
            ReadOnlyObjectProperty<Theme> theme) {
        super("Improve");
        setId("improve-tab");
        setClosable(false);
        AssignViewModel assignment = new AssignViewModel(work, confused, background);
        Node search = new SearchPane(new SearchViewModel(work, background), theme);
        Node assign = new AssignPane(assignment);
        ToggleGroup parts = new ToggleGroup();
        ToggleButton first = part("Search", "improve-search", "Search for codewords that are better", parts, search);
        ToggleButton second = part("Assign", "improve-assign", "Give the codewords to other tokens", parts, assign);
        first.getStyleClass().add(Styles.LEFT_PILL);
        second.getStyleClass().add(Styles.RIGHT_PILL);
        first.setSelected(true);
        parts.selectedToggleProperty().subscribe((was, is) -> {
            if (is == null) {
                was.setSelected(true); // one of them is always in sight
            }
        });
        Runnable look = () -> {
            if (isSelected() && second.isSelected()) {
                assignment.refresh();
            }
        };
        selectedProperty().subscribe(s -> look.run());
        second.selectedProperty().subscribe(s -> look.run());
        work.design().subscribe(d -> look.run());
        confused.subscribe(run -> {
            if (run.isPresent() && getTabPane() != null) {
                second.setSelected(true);
                getTabPane().getSelectionModel().select(this);
                look.run();
            }
        });
        StackPane shown = new StackPane(search, assign);
        shown.setAlignment(Pos.TOP_LEFT);
        VBox.setVgrow(shown, Priority.ALWAYS);
        VBox content = new VBox(8, new HBox(first, second), shown);
        content.setPadding(new Insets(8, 0, 0, 0));
        setContent(content);
    }

    private static ToggleButton part(String name, String id, String help, ToggleGroup group, Node shown) {
        ToggleButton button = new ToggleButton(name);
        button.setId(id);
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(help));
        button.getStyleClass().add(Styles.SMALL);
        shown.visibleProperty().bind(button.selectedProperty());
        shown.managedProperty().bind(button.selectedProperty());
        return button;
    }
}
