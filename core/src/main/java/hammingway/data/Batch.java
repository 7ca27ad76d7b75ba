package hammingway.data;

/**
 * Windows of tokens and the tokens that follow each.
 *
 * @param inputs  (size, context), row-major
 * @param targets the same, one position later
 */
public record Batch(long[] inputs, long[] targets, int size, int context) {}
