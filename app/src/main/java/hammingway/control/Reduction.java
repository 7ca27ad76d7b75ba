package hammingway.control;

/** What stands for a block of cells that share a pixel. */
public enum Reduction {
    MEAN,
    MIN
}
