package hammingway.model.checkpoint;

import hammingway.torch.PartsLoader;

/**
 * The rows of a table in another order.
 *
 * @param order   the row of the table for each row that is wanted
 * @param columns of both
 */
public record RowOrder(int[] order, int columns) {
    public PartsLoader.Parts of(PartsLoader.Parts table) {
        return (from, into, count) -> {
            float[] some = new float[columns];
            for (int done = 0; done < count; ) {
                int row = (int) ((from + done) / columns);
                int first = (int) ((from + done) % columns);
                int n = Math.min(columns - first, count - done);
                table.read((long) order[row] * columns + first, some, n);
                System.arraycopy(some, 0, into, done, n);
                done += n;
            }
        };
    }
}
