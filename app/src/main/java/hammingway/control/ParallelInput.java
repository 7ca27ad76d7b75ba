package hammingway.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** What mouse and keys do to parallel axes. */
final class ParallelInput {
    /** How near to an axis the mouse must be, in pixels. */
    private static final double REACH = 12;

    /** Shorter drags are clicks of an unsteady hand. */
    private static final double SHORTEST = 4;

    /** The part of an axis that a key moves a brush by. */
    private static final double STEP = 0.025;

    /** What a first key press brushes: the upper quarter. */
    private static final double FIRST = 0.75;

    private enum Doing {
        NOTHING,
        BRUSHING,
        MOVING_BRUSH,
        MOVING_AXIS
    }

    private final ParallelAxes pane;
    private Doing doing = Doing.NOTHING;
    private int axis;
    private int brush;
    private double pressedX;
    private double pressedY;
    private boolean dragged;
    private List<ParallelAxis.Range> before = List.of();

    ParallelInput(ParallelAxes pane) {
        this.pane = pane;
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, e -> pane.hover(-1, 0, 0));
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private int axisAt(double x, double reach) {
        for (int i = 0; i < pane.axes().size(); i++) {
            if (Math.abs(pane.x(i) - x) <= reach) {
                return i;
            }
        }
        return -1;
    }

    private int titleAt(MouseEvent e) {
        double half = pane.axes().size() < 2 ? 80 : (pane.x(1) - pane.x(0)) / 2;
        return e.getY() < ParallelAxes.TOP - 10 ? axisAt(e.getX(), half) : -1;
    }

    private void press(MouseEvent e) {
        pane.requestFocus();
        if (e.getButton() != MouseButton.PRIMARY || pane.axes().isEmpty()) {
            return;
        }
        pressedX = e.getX();
        pressedY = e.getY();
        dragged = false;
        doing = Doing.NOTHING;
        int title = titleAt(e);
        int near = axisAt(e.getX(), REACH);
        axis = title >= 0 ? title : near;
        if (axis < 0) {
            return;
        }
        pane.focusAxis(axis);
        before = pane.axes().get(axis).brushes();
        if (title >= 0) {
            doing = Doing.MOVING_AXIS;
        } else {
            brush = brushAt(e.getY());
            doing = brush >= 0 ? Doing.MOVING_BRUSH : Doing.BRUSHING;
        }
        pane.hover(-1, 0, 0);
    }

    private int brushAt(double y) {
        ParallelAxis at = pane.axes().get(axis);
        double value = at.valueAt(pane.position(y));
        for (int i = 0; i < at.brushes().size(); i++) {
            if (at.brushes().get(i).contains(value)) {
                return i;
            }
        }
        return -1;
    }

    private void drag(MouseEvent e) {
        dragged |= Math.abs(e.getY() - pressedY) >= SHORTEST || Math.abs(e.getX() - pressedX) >= SHORTEST;
        if (!dragged) {
            return;
        }
        ParallelAxis at = pane.axes().get(Math.max(0, axis));
        switch (doing) {
            case BRUSHING -> {
                List<ParallelAxis.Range> ranges = new ArrayList<>(before);
                ranges.add(at.range(pane.position(pressedY), pane.position(e.getY())));
                pane.replace(axis, at.withBrushes(ranges), false);
            }
            case MOVING_BRUSH -> {
                double by = pane.position(e.getY()) - pane.position(pressedY);
                pane.replace(axis, moved(at, before, brush, by, by), false);
            }
            case MOVING_AXIS -> {
                int to = axisAt(e.getX(), Math.max(REACH, pane.axes().size() < 2 ? 0 : (pane.x(1) - pane.x(0)) / 3));
                if (to >= 0 && to != axis) {
                    pane.move(axis, to);
                    axis = to;
                }
            }
            case NOTHING -> {}
        }
    }

    /** An axis with the ends of one brush moved by parts of the axis. */
    private static ParallelAxis moved(
            ParallelAxis at, List<ParallelAxis.Range> from, int which, double low, double high) {
        ParallelAxis.Range range = from.get(which);
        double inset = at.isCategorical() ? 1e-6 : 0;
        double a = at.position(range.low());
        double b = at.position(range.high());
        double bottom = Math.min(a, b) + inset;
        double top = Math.max(a, b) - inset;
        double down = low == high ? Math.clamp(low, -bottom, 1 - top) : low;
        double up = low == high ? down : high;
        List<ParallelAxis.Range> ranges = new ArrayList<>(from);
        ranges.set(which, at.range(bottom + down, Math.max(bottom + down, top + up)));
        return at.withBrushes(ranges);
    }

    private void release(MouseEvent e) {
        if (!dragged && doing == Doing.MOVING_BRUSH) {
            List<ParallelAxis.Range> ranges = new ArrayList<>(before);
            ranges.remove(brush);
            pane.replace(axis, pane.axes().get(axis).withBrushes(ranges), false);
        } else if (!dragged && doing == Doing.MOVING_AXIS && e.getClickCount() == 2) {
            flip();
        } else if (!dragged && doing == Doing.NOTHING && e.getButton() == MouseButton.PRIMARY) {
            pane.pick(pane.nearest(e.getX(), e.getY(), REACH), e.getClickCount() == 2);
        }
        doing = Doing.NOTHING;
    }

    private void hover(MouseEvent e) {
        boolean title = titleAt(e) >= 0;
        boolean near = !title && e.getY() >= ParallelAxes.TOP - 10 && axisAt(e.getX(), REACH) >= 0;
        pane.setCursor(title ? Cursor.OPEN_HAND : near ? Cursor.V_RESIZE : Cursor.DEFAULT);
        pane.hover(title ? -1 : pane.nearest(e.getX(), e.getY(), REACH), e.getX(), e.getY());
    }

    private void flip() {
        ParallelAxis at = pane.axes().get(pane.focusedAxis());
        pane.replace(pane.focusedAxis(), at.withFlip(!at.isFlipped()), true);
    }

    private void key(KeyEvent e) {
        if (pane.axes().isEmpty()) {
            return;
        }
        int at = pane.focusedAxis();
        ParallelAxis on = pane.axes().get(at);
        boolean used = true;
        switch (e.getCode()) {
            case LEFT, RIGHT -> {
                int to = at + (e.getCode() == KeyCode.LEFT ? -1 : 1);
                if (e.isAltDown() || e.isShortcutDown()) {
                    pane.move(at, Math.clamp(to, 0, pane.axes().size() - 1));
                } else {
                    pane.focusAxis(to);
                }
            }
            case UP, DOWN -> step(at, on, e.getCode() == KeyCode.UP ? 1 : -1, e.isShiftDown());
            case DELETE, BACK_SPACE -> pane.replace(at, on.withBrushes(List.of()), false);
            case F -> flip();
            case L -> pane.replace(at, on.withLogarithm(!on.isLogarithmic()), true);
            case ESCAPE -> {
                used = pane.brushed().isPresent();
                if (used) {
                    pane.clearBrushes();
                }
            }
            default -> used = false;
        }
        if (used) {
            e.consume();
        }
    }

    /** Moves the last brush of an axis, or its upper end; makes one where there is none. */
    private void step(int at, ParallelAxis on, int direction, boolean grow) {
        if (on.brushes().isEmpty()) {
            double from = on.isCategorical() ? 1 : FIRST;
            pane.replace(at, on.withBrushes(List.of(direction > 0 ? on.range(from, 1) : on.range(0, 1 - from))), false);
            return;
        }
        double by = direction * (on.isCategorical() ? on.position(1) - on.position(0) : STEP);
        double signed = direction * Math.abs(by);
        pane.replace(at, moved(on, on.brushes(), on.brushes().size() - 1, grow ? 0 : signed, signed), false);
    }
}
