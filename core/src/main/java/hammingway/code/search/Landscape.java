package hammingway.code.search;

import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;

/**
 * Books that a local search walks over: its place is one of them. {@link #guide} is smooth, so that small steps show;
 * {@link #figures} are exact, and tell which book is best.
 */
interface Landscape {
    /** A step, as a number; looking at it changes nothing. */
    long draw(SplitRandom random);

    /** The smooth objective here. */
    double guide();

    /** What {@link #guide} would be after a step. */
    double guideAfter(long step);

    void make(long step);

    /** What a step changes, 0 to {@link #parts} - 1, for a tabu list. */
    int part(long step);

    int parts();

    /** The exact objective here. */
    Figures figures();

    /** Where this is; a copy. */
    long[] place();

    /** Goes to where {@link #place} was called. */
    void goTo(long[] place);

    /** The codewords of a place, row i for token i. */
    BitMatrix book(long[] place);

    /**
     * Exact figures of a place.
     *
     * @param objective the weighted sum of the specification
     * @param minimum   d_min; 0 if two codewords are equal
     * @param atMinimum unordered pairs at it
     */
    record Figures(double objective, int minimum, long atMinimum) {}
}
