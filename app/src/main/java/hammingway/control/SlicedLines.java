package hammingway.control;

import java.util.function.IntFunction;
import javafx.animation.AnimationTimer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Thousands of lines on a canvas, some with each pulse, so that the window answers meanwhile. */
final class SlicedLines {
    /** Lines a pulse: of eight points each, they take the toolkit below 10 ms without hardware. */
    private static final int SLICE = 250;

    private final Canvas canvas = new Canvas();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            slice();
        }
    };
    private int[] lines = {};
    private Painter painter = (g, line) -> {};
    private int next;

    /** Draws one line. */
    @FunctionalInterface
    interface Painter {
        void paint(GraphicsContext g, int line);
    }

    Canvas canvas() {
        return canvas;
    }

    /** Draws these lines from now on, the first of them at once. */
    void start(int[] newLines, Painter newPainter) {
        lines = newLines;
        painter = newPainter;
        next = 0;
        canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        slice();
        if (next < lines.length) {
            timer.start();
        }
    }

    boolean isDone() {
        return next >= lines.length;
    }

    private void slice() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        int end = Math.min(lines.length, next + SLICE);
        for (; next < end; next++) {
            painter.paint(g, lines[next]);
        }
        if (isDone()) {
            timer.stop();
        }
    }

    /** A painter of polylines with gaps where y is NaN. */
    static Painter polylines(double[] x, IntFunction<double[]> y, IntFunction<Color> colour, double width) {
        return (g, line) -> {
            double[] at = y.apply(line);
            g.setStroke(colour.apply(line));
            g.setLineWidth(width);
            int from = 0;
            double[] xs = new double[x.length];
            double[] ys = new double[x.length];
            for (int i = 0; i <= x.length; i++) {
                if (i == x.length || Double.isNaN(at[i])) {
                    if (from > 1) {
                        g.strokePolyline(xs, ys, from);
                    } else if (from == 1) {
                        g.strokeLine(xs[0] - 3, ys[0], xs[0] + 3, ys[0]);
                    }
                    from = 0;
                } else {
                    xs[from] = x[i];
                    ys[from++] = at[i];
                }
            }
        };
    }
}
