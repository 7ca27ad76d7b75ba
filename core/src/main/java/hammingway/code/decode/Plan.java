package hammingway.code.decode;

/**
 * What an algorithm would cost for one position of a codebook.
 *
 * @param operations   additions, look-ups and population counts, each as one, typical of trained logits
 * @param microseconds estimate for one thread, from the operations and the speeds that the benchmarks measured
 * @param bytes        memory for tables, shared by all threads
 * @param reason       for people: what in the codebook allows it
 */
public record Plan(Algorithm algorithm, long operations, double microseconds, long bytes, String reason) {}
