package hammingway.code;

/**
 * What theory says of a code before any of its words is made. The words of a codebook are some of the code's, so that they are no nearer
 * to each other than {@code distance}.
 *
 * @param length    n, bits; 0 where only a file tells
 * @param dimension k of a linear code of 2^k words; -1 for codes that are not linear
 * @param words     number of words of a code that is not linear; 0 for linear ones
 * @param distance  a minimum distance that is guaranteed; 0: nothing is known beyond that words differ
 * @param exact     whether the whole code's minimum distance is this number, not more
 */
public record CodeParameters(int length, int dimension, int words, int distance, boolean exact) {
    public static CodeParameters linear(int length, int dimension, int distance, boolean exact) {
        return new CodeParameters(length, dimension, 0, distance, exact);
    }

    public static CodeParameters words(int length, int words, int distance, boolean exact) {
        return new CodeParameters(length, -1, words, distance, exact);
    }

    public boolean isLinear() {
        return dimension >= 0;
    }

    /** The same number of words, at a length and a distance. */
    CodeParameters with(int newLength, int newDistance, boolean newExact) {
        return new CodeParameters(newLength, dimension, words, Math.max(0, newDistance), newExact);
    }

    /** {@code [64,10,28]} for linear codes, {@code (64,4096,28)} for others; {@code >=} where the distance may be larger, nothing where it is unknown. */
    @Override
    public String toString() {
        String n = length == 0 ? "?" : "" + length;
        String d = distance == 0 ? "" : (exact ? "," : ",>=") + distance;
        return isLinear() ? "[" + n + "," + dimension + d + "]" : "(" + n + "," + words + d + ")";
    }
}
