package hammingway.control;

/**
 * A rectangle of a matrix, asked for at a level of detail: {@code height x width} pixels, each standing for a square of
 * {@code block x block} cells. Blocks that reach over the matrix's end hold fewer cells; no block lies wholly outside.
 *
 * @param row       first row of cells, a multiple of {@code block}
 * @param column    first column of cells, a multiple of {@code block}
 * @param block     cells along the side of a pixel, a power of two
 * @param height    rows of pixels
 * @param width     columns of pixels
 * @param reduction what a pixel says of its block
 */
public record TileRequest(int row, int column, int block, int height, int width, Reduction reduction) {}
