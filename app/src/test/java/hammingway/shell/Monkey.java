package hammingway.shell;

import hammingway.math.SplitRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;

/** Does what nobody would, again and again the same for the same seed. Every action is on the toolkit's thread. */
final class Monkey {
    /** Menus and studies that leave the project. */
    private static final Set<String> LEFT_ALONE =
            Set.of("quick-start", "quick-start-again", "project", "more", "welcome-page");

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "7",
            "12",
            "40",
            "-3",
            "1e9",
            "x",
            "99999999999999999999",
            "\u00e9\ud83d\ude00",
            "3.5",
            "64",
            "0,1,2");

    private static final List<KeyCode> KEYS = List.of(
            KeyCode.LEFT,
            KeyCode.RIGHT,
            KeyCode.UP,
            KeyCode.DOWN,
            KeyCode.PLUS,
            KeyCode.MINUS,
            KeyCode.HOME,
            KeyCode.END,
            KeyCode.ESCAPE,
            KeyCode.ENTER,
            KeyCode.SPACE,
            KeyCode.TAB,
            KeyCode.DELETE,
            KeyCode.BACK_SPACE,
            KeyCode.PAGE_DOWN,
            KeyCode.PAGE_UP,
            KeyCode.DIGIT1,
            KeyCode.DIGIT7);

    private final Session session;
    private final SplitRandom random;
    private final Robot robot;

    Monkey(Session session, long seed) {
        this.session = session;
        this.random = SplitRandom.of(seed, "monkey", 0);
        this.robot = Session.onScreen(Robot::new);
    }

    /** One action. @return what it was, to repeat it by hand */
    String act() {
        int dice = random.nextInt(100);
        if (dice < 30) {
            return click();
        } else if (dice < 45) {
            return type();
        } else if (dice < 60) {
            return choose();
        } else if (dice < 72) {
            return key();
        } else if (dice < 80) {
            return drag();
        } else if (dice < 85) {
            return scroll();
        } else if (dice < 97) {
            return storm();
        }
        return workspace();
    }

    private <T extends Node> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(session.workbench.scene().getRoot(), type, found);
        return found;
    }

    private <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
        // dots promise a window of the system's, of which there are none here
        boolean asks = node instanceof Labeled labeled
                && labeled.getText() != null
                && labeled.getText().endsWith("\u2026");
        if (!node.isVisible()
                || node.isDisabled()
                || asks
                || (node.getId() != null && LEFT_ALONE.contains(node.getId()))) {
            return;
        }
        if (type.isInstance(node)) {
            found.add(type.cast(node));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(c -> collect(c, type, found));
        }
    }

    private static String named(Node node) {
        return node.getClass().getSimpleName() + "#" + node.getId();
    }

    private String click() {
        List<Node> nodes = all(Node.class).stream()
                .filter(n -> n.isFocusTraversable() || n.getOnMouseClicked() != null)
                .toList();
        if (nodes.isEmpty()) {
            return "nothing to click";
        }
        Node node = nodes.get(random.nextInt(nodes.size()));
        Bounds b = node.localToScene(node.getBoundsInLocal());
        click(b.getMinX() + random.nextDouble() * b.getWidth(), b.getMinY() + random.nextDouble() * b.getHeight());
        return "click " + named(node);
    }

    private void click(double x, double y) {
        move(x, y);
        robot.mousePress(MouseButton.PRIMARY);
        robot.mouseRelease(MouseButton.PRIMARY);
    }

    /** Within the window: what lies outside is somebody else's. */
    private void move(double x, double y) {
        robot.mouseMove(
                Math.clamp(x, 1, session.stage.getWidth() - 2), Math.clamp(y, 50, session.stage.getHeight() - 2));
    }

    private String type() {
        List<TextField> fields =
                all(TextField.class).stream().filter(TextField::isEditable).toList();
        if (fields.isEmpty()) {
            return "nothing to type in";
        }
        TextField field = fields.get(random.nextInt(fields.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        field.requestFocus();
        field.setText(value);
        return "type " + named(field) + " " + value;
    }

    private String choose() {
        List<Node> nodes = new ArrayList<>(all(ComboBox.class));
        nodes.addAll(all(CheckBox.class));
        if (nodes.isEmpty()) {
            return "nothing to choose";
        }
        Node node = nodes.get(random.nextInt(nodes.size()));
        if (node instanceof ComboBox<?> box && !box.getItems().isEmpty()) {
            box.getSelectionModel().select(random.nextInt(box.getItems().size()));
        } else if (node instanceof CheckBox box) {
            box.fire();
        }
        return "choose " + named(node);
    }

    private String key() {
        KeyCode key = KEYS.get(random.nextInt(KEYS.size()));
        boolean shift = random.nextInt(5) == 0;
        if (shift) {
            robot.keyPress(KeyCode.SHIFT);
        }
        robot.keyPress(key);
        robot.keyRelease(key);
        if (shift) {
            robot.keyRelease(KeyCode.SHIFT);
        }
        return "key " + key;
    }

    private String drag() {
        double x = random.nextDouble() * session.stage.getWidth();
        double y = random.nextDouble() * session.stage.getHeight();
        move(x, y);
        robot.mousePress(MouseButton.PRIMARY);
        for (int i = 0; i < 5; i++) {
            x += (random.nextDouble() - 0.5) * 120;
            y += (random.nextDouble() - 0.5) * 120;
            move(x, y);
        }
        robot.mouseRelease(MouseButton.PRIMARY);
        return "drag";
    }

    private String scroll() {
        move(random.nextDouble() * session.stage.getWidth(), random.nextDouble() * session.stage.getHeight());
        robot.mouseWheel(random.nextInt(9) - 4);
        return "scroll";
    }

    private String storm() {
        int steps = 1 + random.nextInt(12);
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(3) == 0) {
                session.design().redo();
            } else {
                session.design().undo();
            }
        }
        return "storm of " + steps;
    }

    private String workspace() {
        WorkbenchViewModel.Place[] places = WorkbenchViewModel.Place.values();
        session.workbench.model().place().set(places[random.nextInt(places.length)]);
        return "workspace";
    }
}
