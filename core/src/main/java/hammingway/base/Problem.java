package hammingway.base;

/**
 * One thing wrong with a specification.
 *
 * @param path    the field, from the root, such as {@code training.peakLearningRate}; empty for the whole
 * @param value   the value found, as the user wrote it
 * @param allowed what would be accepted
 * @param fix     what to do, one sentence
 */
public record Problem(String path, String value, String allowed, String fix) {
    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + " ")
                + (value.isEmpty() ? "" : "= " + value.replaceAll("\\p{Cntrl}", "\uFFFD") + ": ")
                + "allowed: "
                + allowed
                + (fix.isEmpty() ? "" : ". " + fix);
    }
}
