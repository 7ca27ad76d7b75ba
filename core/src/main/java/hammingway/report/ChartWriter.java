package hammingway.report;

import java.nio.file.Path;
import java.util.List;

/** Draws a chart into files and pages. Implemented where there is a drawing library. */
public interface ChartWriter {
    /** The endings of files that it writes. */
    List<String> ENDINGS = List.of(".png", ".svg", ".pdf");

    /** The colours of a page. */
    enum Look {
        LIGHT,
        DARK
    }

    /** Writes a picture of the kind of each file's ending, one of {@link #ENDINGS}. All are drawn before the first is written. */
    void write(SizeChart chart, List<Path> files);

    /** The chart as an SVG element to stand in an HTML page, as wide as its place; what its parts refer to each other by differs between the looks. */
    String inline(SizeChart chart, Look look);
}
