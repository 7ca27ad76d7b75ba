package hammingway.report;

import java.nio.file.Path;

/** Draws a chart into files. Implemented where there is a drawing library. */
public interface ChartWriter {
    /** Writes both pictures whole or not at all. */
    void write(SizeChart chart, Path png, Path svg);
}
