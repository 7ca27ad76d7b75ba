package hammingway.control;

/**
 * The part of a matrix that a rectangle of the screen shows. Origins are fixed-point numbers of cells and scales are whole steps
 * above the scale that fits the matrix, so that moving there and back leads exactly to where it began. Immutable.
 *
 * @param rows    of the matrix
 * @param columns of the matrix
 * @param width   of the screen's rectangle, in pixels
 * @param height  of the screen's rectangle, in pixels
 * @param level   steps of magnification above the fitting one, 0 or more
 * @param top     row at the upper edge, in units of 1 / {@link #UNIT} cell; negative where the matrix is smaller than the view
 * @param left    column at the left edge, likewise
 */
record Viewport(int rows, int columns, double width, double height, int level, long top, long left) {
    /** Parts of a cell: 2^24, so that 2^31 cells fit a long with room and a part is far below a pixel. */
    static final long UNIT = 1L << 24;

    /** Four steps double the magnification. */
    private static final double STEPS_PER_DOUBLING = 4;

    /** Side of a cell beyond which there is nothing more to see, in pixels. */
    private static final double LARGEST_CELL = 64;

    /** The whole matrix. */
    static Viewport fitting(int rows, int columns, double width, double height) {
        return new Viewport(rows, columns, Math.max(1, width), Math.max(1, height), 0, 0, 0).clamped();
    }

    private double fit() {
        return Math.min(width / columns, height / rows);
    }

    /** Side of a cell, in pixels. */
    double scale() {
        return scale(level);
    }

    private double scale(int atLevel) {
        return fit() * Math.pow(2, atLevel / STEPS_PER_DOUBLING);
    }

    int maximumLevel() {
        return (int) Math.max(0, Math.ceil(STEPS_PER_DOUBLING * Math.log(LARGEST_CELL / fit()) / Math.log(2)));
    }

    /** Pixels to units; odd, so that there and back cancel. */
    private long units(double pixels, int atLevel) {
        return (long) Math.rint(pixels * UNIT / scale(atLevel));
    }

    /** Row at a height, fractions included; below 0 or from {@code rows} on outside. */
    double rowAt(double y) {
        return (double) top / UNIT + y / scale();
    }

    double columnAt(double x) {
        return (double) left / UNIT + x / scale();
    }

    /** Upper edge of a row, in pixels. */
    double yOf(double row) {
        return (row - (double) top / UNIT) * scale();
    }

    double xOf(double column) {
        return (column - (double) left / UNIT) * scale();
    }

    boolean contains(double x, double y) {
        double row = rowAt(y);
        double column = columnAt(x);
        return row >= 0 && row < rows && column >= 0 && column < columns;
    }

    /** The content moves by so many pixels, as far as the matrix's ends allow. */
    Viewport pannedBy(double dx, double dy) {
        return at(level, top - units(dy, level), left - units(dx, level));
    }

    /** Magnified by steps; the cell under the point stays there, as far as the matrix's ends allow. */
    Viewport zoomedBy(int steps, double x, double y) {
        int next = Math.clamp((long) level + steps, 0, maximumLevel());
        return at(next, top + units(y, level) - units(y, next), left + units(x, level) - units(x, next));
    }

    /** A rectangle of another size, about the same centre and as many cells wide. */
    Viewport resized(double newWidth, double newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        double row = rowAt(height / 2);
        double column = columnAt(width / 2);
        Viewport fitting = fitting(rows, columns, newWidth, newHeight);
        int wanted = (int) Math.rint(STEPS_PER_DOUBLING * Math.log(scale() / fitting.fit()) / Math.log(2));
        int next = level == 0 ? 0 : Math.clamp(wanted, 0, fitting.maximumLevel());
        return fitting.at(
                next,
                Math.round(row * UNIT) - fitting.units(fitting.height / 2, next),
                Math.round(column * UNIT) - fitting.units(fitting.width / 2, next));
    }

    /** Moved as little as needed to show a cell wholly. */
    Viewport revealing(int row, int column) {
        long h = units(height, level);
        long w = units(width, level);
        return at(level, shown(top, row * UNIT, h), shown(left, column * UNIT, w));
    }

    private static long shown(long origin, long cell, long extent) {
        return Math.min(Math.max(origin, cell + UNIT - extent), cell);
    }

    /** With a cell in the middle. */
    Viewport centredOn(double row, double column) {
        return at(
                level,
                Math.round(row * UNIT) - units(height / 2, level),
                Math.round(column * UNIT) - units(width / 2, level));
    }

    /** What another view of a matrix of equal size shows; where the sizes differ, this stays as it is. */
    Viewport like(Viewport other) {
        if (other.rows != rows || other.columns != columns) {
            return this;
        }
        Viewport fitting = fitting(rows, columns, width, height);
        return fitting.at(Math.min(other.level, maximumLevel()), 0, 0)
                .centredOn(other.rowAt(other.height / 2), other.columnAt(other.width / 2));
    }

    private Viewport at(int newLevel, long newTop, long newLeft) {
        return new Viewport(rows, columns, width, height, newLevel, newTop, newLeft).clamped();
    }

    private Viewport clamped() {
        return new Viewport(
                rows,
                columns,
                width,
                height,
                level,
                clamp(top, rows * UNIT, units(height, level)),
                clamp(left, columns * UNIT, units(width, level)));
    }

    /** A matrix smaller than the view is centred; a larger one leaves no gap. */
    private static long clamp(long origin, long extent, long view) {
        return view >= extent ? -((view - extent) / 2) : Math.clamp(origin, 0, extent - view);
    }
}
