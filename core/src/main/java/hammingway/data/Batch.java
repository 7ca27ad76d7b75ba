package hammingway.data;

/**
 * Windows of tokens and the tokens that follow each.
 *
 * @param inputs  (size, context), row-major
 * @param targets the same, one position later
 * @param weights the same shape as the targets: 1 for those that count, 0 for those that are there to be read alone
 */
public record Batch(long[] inputs, long[] targets, float[] weights, int size, int context) {}
