package hammingway.control;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** What wheel, mouse and keys do to a {@link MatrixView}. */
final class MatrixInput {
    /** What one notch of a wheel reports; touch pads report parts of it. */
    private static final double NOTCH = 40;

    /** Movement below which a press and release is a click, in pixels. */
    private static final double CLICK = 3;

    private final MatrixView view;
    private double notches;
    private double lastX;
    private double lastY;

    MatrixInput(MatrixView view) {
        this.view = view;
        view.setOnScroll(this::scrolled);
        view.setOnMouseMoved(e -> view.hover(e.getX(), e.getY()));
        view.setOnMouseExited(e -> view.unhover());
        view.setOnMousePressed(this::pressed);
        view.setOnMouseDragged(this::dragged);
        view.setOnMouseReleased(this::released);
        view.setOnKeyPressed(this::key);
    }

    private void scrolled(ScrollEvent e) {
        notches += e.getDeltaY() / NOTCH;
        int steps = (int) notches;
        notches -= steps;
        view.moveTo(view.viewport().zoomedBy(steps, e.getX() - MatrixView.GUTTER, e.getY() - MatrixView.GUTTER));
        view.hover(e.getX(), e.getY());
        e.consume();
    }

    private void pressed(MouseEvent e) {
        view.requestFocus();
        lastX = e.getX();
        lastY = e.getY();
    }

    private void dragged(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        view.setCursor(Cursor.CLOSED_HAND);
        view.moveTo(view.viewport().pannedBy(e.getX() - lastX, e.getY() - lastY));
        lastX = e.getX();
        lastY = e.getY();
    }

    private void released(MouseEvent e) {
        view.setCursor(Cursor.DEFAULT);
        if ((e.getButton() == MouseButton.PRIMARY && e.isStillSincePress())
                || (Math.hypot(e.getX() - lastX, e.getY() - lastY) < CLICK && e.isStillSincePress())) {
            view.cellAt(e.getX(), e.getY())
                    .ifPresentOrElse(c -> view.select(c.row(), c.column()), () -> view.select(-1, -1));
        }
        view.hover(e.getX(), e.getY());
    }

    private void key(KeyEvent e) {
        boolean known = true;
        switch (e.getCode()) {
            case PLUS, ADD, EQUALS -> zoom(1);
            case MINUS, SUBTRACT -> zoom(-1);
            case HOME -> view.fit();
            case ESCAPE -> {
                known = view.selectedProperty().get().isPresent();
                view.select(-1, -1);
            }
            case UP -> move(e, -1, 0);
            case DOWN -> move(e, 1, 0);
            case LEFT -> move(e, 0, -1);
            case RIGHT -> move(e, 0, 1);
            case PAGE_UP -> pan(0, 0.9);
            case PAGE_DOWN -> pan(0, -0.9);
            default -> known = e.getText().equals("+");
        }
        if (known) {
            e.consume();
        }
    }

    /** About the selected cell where it is in sight, about the middle otherwise. */
    private void zoom(int steps) {
        Viewport v = view.viewport();
        double x =
                view.selectedProperty().get().map(c -> v.xOf(c.column() + 0.5)).orElse(-1.0);
        double y = view.selectedProperty().get().map(c -> v.yOf(c.row() + 0.5)).orElse(-1.0);
        boolean inSight = x >= 0 && y >= 0 && x < v.width() && y < v.height();
        view.moveTo(inSight ? v.zoomedBy(steps, x, y) : v.zoomedBy(steps, v.width() / 2, v.height() / 2));
    }

    private void pan(double widths, double heights) {
        Viewport v = view.viewport();
        view.moveTo(v.pannedBy(widths * v.width(), heights * v.height()));
    }

    /** Moves the selection; with Shift the view; the first time selects the middle. Where cells share a pixel, by a pixel. */
    private void move(KeyEvent e, int rows, int columns) {
        if (e.isShiftDown()) {
            pan(-columns / 8.0, -rows / 8.0);
            return;
        }
        Viewport v = view.viewport();
        int step = (int) Math.max(1, Math.ceil(1 / v.scale()));
        view.selectedProperty()
                .get()
                .ifPresentOrElse(
                        c -> view.select(
                                Math.clamp((long) c.row() + (long) rows * step, 0, v.rows() - 1),
                                Math.clamp((long) c.column() + (long) columns * step, 0, v.columns() - 1)),
                        () -> view.select((int) v.rowAt(v.height() / 2), (int) v.columnAt(v.width() / 2)));
    }
}
