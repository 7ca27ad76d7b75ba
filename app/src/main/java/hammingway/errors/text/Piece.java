package hammingway.errors.text;

/**
 * A token on a line, or the part of it that is there.
 *
 * @param position of the evaluation; {@link #BEFORE}: the token before the first of a text, which was not predicted
 * @param text     as it is drawn
 * @param column   of its first character
 * @param width    in columns, at least 1
 */
record Piece(int position, String text, int column, int width) {
    /** No position of the evaluation. */
    static final int BEFORE = -1;

    int end() {
        return column + width;
    }
}
