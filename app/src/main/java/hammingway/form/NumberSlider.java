package hammingway.form;

import java.util.function.Consumer;
import javafx.event.EventTarget;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** A slider beside a number field: in step with its text, a drag being one step to undo. */
final class NumberSlider extends Slider {
    private final SliderScale scale;
    private final Consumer<String> changed;
    private String shown = "";
    private @Nullable EventTarget pressed;

    NumberSlider(SliderScale scale, Consumer<String> changed, Runnable settle) {
        super(scale.position(scale.min()), scale.position(scale.max()), scale.position(scale.min()));
        this.scale = scale;
        this.changed = changed;
        getStyleClass().add("number-slider");
        valueProperty().subscribe((was, is) -> moved(is.doubleValue()));
        addEventFilter(MouseEvent.MOUSE_PRESSED, e -> {
            pressed = e.getTarget();
            settle.run();
        });
        addEventFilter(MouseEvent.MOUSE_RELEASED, e -> settle.run());
        addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /**
     * A press that closes a list somewhere never comes here, and neither does a release after which this was hidden: the
     * toolkit's thumb fails in a drag before its own first press, whatever part was pressed before.
     */
    private void dragged(MouseEvent e) {
        if (!e.getTarget().equals(pressed)) {
            e.consume();
        }
    }

    private void moved(double position) {
        String text = scale.text(position);
        if (!text.equals(shown)) {
            shown = text;
            changed.accept(text);
        }
    }

    /** A text that is no number leaves the slider where it is. */
    void show(String text) {
        try {
            double position = scale.position(Double.parseDouble(text));
            shown = scale.text(position);
            if (!isValueChanging() && !scale.text(getValue()).equals(shown)) {
                setValue(position);
            }
        } catch (NumberFormatException unused) {
            shown = "";
        }
    }

    private void key(KeyEvent e) {
        double to;
        switch (e.getCode()) {
            case LEFT, DOWN -> to = scale.stepped(getValue(), -1, false);
            case RIGHT, UP -> to = scale.stepped(getValue(), 1, false);
            case PAGE_DOWN -> to = scale.stepped(getValue(), -1, true);
            case PAGE_UP -> to = scale.stepped(getValue(), 1, true);
            case HOME -> to = getMin();
            case END -> to = getMax();
            default -> {
                return;
            }
        }
        setValue(to);
        e.consume();
    }
}
