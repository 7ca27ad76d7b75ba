package hammingway.control;

import hammingway.base.Progress;

/** A matrix too large to hold, computed piece by piece. Thread-safe; never called for tiles on the toolkit's thread. */
public interface MatrixSource {
    int rows();

    int columns();

    /**
     * Computes a piece.
     *
     * @param out row-major, {@code request.height() x request.width()} values from index 0; {@code NaN} where there is none
     */
    void tile(TileRequest request, float[] out, Progress progress);

    /** Ends of the scale that holds every value. */
    double minimum();

    double maximum();

    /** Value of the scale's first colour to begin with: what most values spread over need not be all of the scale. */
    default double low() {
        return minimum();
    }

    /** Value of the scale's last colour to begin with; above {@link #low}. */
    default double high() {
        return maximum();
    }

    /** Such as {@code bits}. */
    String unit();

    /** Short name of a row, for the edge; cheap, called on the toolkit's thread. */
    String rowLabel(int row);

    /** Short name of a column, for the edge; cheap, called on the toolkit's thread. */
    String columnLabel(int column);
}
