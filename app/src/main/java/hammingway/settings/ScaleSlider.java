package hammingway.settings;

import hammingway.fx.Explained;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The size of all that is in the window, in steps of ten percent. */
final class ScaleSlider {
    private static final double LEAST = 80;
    private static final double MOST = 200;
    private static final int STEP = 10;

    private final PreferencesViewModel model;
    private final Slider slider = new Slider(LEAST, MOST, 100);

    ScaleSlider(PreferencesViewModel model) {
        this.model = model;
        slider.setId("scale");
        slider.setMajorTickUnit(2 * STEP);
        slider.setMinorTickCount(1);
        slider.setBlockIncrement(STEP);
        slider.setSnapToTicks(true);
        slider.setAccessibleText("Size in percent");
        Explained.explain(slider, "80% to 200%; arrow keys change it by 10");
        model.current().subscribe(p -> slider.setValue(p.scale()));
        slider.valueChangingProperty().subscribe(changing -> take());
        slider.valueProperty().subscribe(v -> take());
    }

    /** While it is dragged the window must not change under the mouse; a value between the steps comes from the command line and stays. */
    private void take() {
        int percent = (int) Math.round(slider.getValue());
        if (!slider.isValueChanging() && percent % STEP == 0) {
            model.scale(percent);
        }
    }

    Node node() {
        Label value = new Label();
        value.setId("scale-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.textProperty().bind(slider.valueProperty().map(v -> Math.round(v.doubleValue()) + "%"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        HBox line = new HBox(12, slider, value);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
