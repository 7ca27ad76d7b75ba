package hammingway.control;

/** Something drawn that can be saved: for a page, in the light theme, with its numbers. Immutable; encoding takes a while. */
public interface PageFigure {
    byte[] png();

    byte[] svg();

    /** The numbers: a line a point, names in the first. */
    String csv();
}
