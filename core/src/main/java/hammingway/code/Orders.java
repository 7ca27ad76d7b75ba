package hammingway.code;

import hammingway.base.WorkbenchException;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders of tokens and of codeword numbers. */
final class Orders {
    private Orders() {}

    /** {@code order[tokens[i]] = numbers[i]}. */
    static int[] alongLine(int[] tokens, int[] numbers) {
        int[] order = new int[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            order[tokens[i]] = numbers[i];
        }
        return order;
    }

    static int[] counting(int size) {
        return IntStream.range(0, size).toArray();
    }

    /** The numbers below {@code size} in the order of the reflected binary code, i xor i/2 (Gray, US patent 2,632,058). */
    static int[] gray(int size) {
        return IntStream.range(0, 1 << CodeFamily.minimalBits(size))
                .map(i -> i ^ (i >>> 1))
                .filter(g -> g < size)
                .toArray();
    }

    /** Tokens from the most frequent to the rarest, equal ones by id; by id where there is no vocabulary. */
    static int[] byFrequency(CodeContext context) {
        if (context.vocabulary().filter(v -> !v.counted()).isPresent()) {
            throw new WorkbenchException(
                    "codebook.assignment orders the tokens by how often they occur, and this vocabulary has no counts: it was added"
                            + " without a text. Choose another assignment, or count a text with its tokenizer:"
                            + " vocabulary add TEXT --tokenizer NAME.");
        }
        long[] counts = context.vocabulary().map(v -> v.counts()).orElseGet(() -> new long[context.size()]);
        return IntStream.range(0, context.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer v) -> -counts[v]).thenComparing(v -> v))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Frequencies adding up to 1; all the same where there is no vocabulary or no text. */
    static double[] frequencies(CodeContext context) {
        int size = context.size();
        long[] counts = context.vocabulary().map(v -> v.counts()).orElseGet(() -> new long[size]);
        double total = java.util.Arrays.stream(counts).asDoubleStream().sum();
        return IntStream.range(0, size)
                .mapToDouble(v -> total == 0 ? 1.0 / size : counts[v] / total)
                .toArray();
    }
}
