package hammingway.design.book;

/** Two tokens that are looked at together, by id; the same one twice where only one is. */
public record Pair(int first, int second) {}
