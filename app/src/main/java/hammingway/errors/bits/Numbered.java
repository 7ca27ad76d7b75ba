package hammingway.errors.bits;

import hammingway.control.PageFigure;

/** A picture whose numbers are told otherwise than it draws them, such as parts of stacked bars. */
record Numbered(PageFigure picture, String csv) implements PageFigure {
    @Override
    public byte[] png() {
        return picture.png();
    }

    @Override
    public byte[] svg() {
        return picture.svg();
    }
}
