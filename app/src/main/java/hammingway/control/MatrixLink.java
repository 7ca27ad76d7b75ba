package hammingway.control;

import java.util.ArrayList;
import java.util.List;

/** Matrices that are looked at together: what moves one moves all others of as many rows and columns. Used on the toolkit's thread alone. */
public final class MatrixLink {
    private final List<MatrixView> views = new ArrayList<>();
    private boolean moving;

    public void add(MatrixView view) {
        views.add(view);
        view.onMove(() -> follow(view));
    }

    public void remove(MatrixView view) {
        views.remove(view);
        view.onMove(() -> {});
    }

    /** Only what a hand moves is followed, not those that follow. */
    private void follow(MatrixView moved) {
        if (moving) {
            return;
        }
        moving = true;
        for (MatrixView other : views) {
            if (other != moved) {
                other.moveTo(other.viewport().like(moved.viewport()));
            }
        }
        moving = false;
    }
}
