package hammingway.eval.text;

/**
 * A text as an encoder takes it. Each text of a set is encoded once: two are equal only where they share their array.
 *
 * @param ids  with the marks at both ends
 * @param cut whether tokens at its end were left out
 */
record EncodedText(int[] ids, boolean cut) {
    /** The marks at both ends are no content. */
    private static final int MARKS = 2;

    int length() {
        return ids.length;
    }

    boolean empty() {
        return ids.length == MARKS;
    }
}
