package hammingway.math;

/** Rows of packed bits, finished or not. */
interface BitRows {
    int rows();

    int wordsPerRow();

    /** Word {@code w} of a row; bit {@code c & 63} of word {@code c >> 6} is column {@code c}. */
    long word(int row, int w);
}
