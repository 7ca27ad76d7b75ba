package hammingway.compare;

import hammingway.base.AtomicFiles;
import hammingway.report.ChartWriter;
import hammingway.report.SizeChart;
import hammingway.settings.Theme;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/** Charts as files, in the light theme. Works without a screen and without the toolkit. */
public final class ChartFiles implements ChartWriter {
    /** Size of the drawing; a page's width holds it with readable text. */
    static final int WIDTH = 900;

    static final int HEIGHT = 560;

    /** Pixels per unit of the drawing: sharp on screens of today and in print at a column's width. */
    static final int SCALE = 2;

    /** Both pictures are drawn in memory before either is written. */
    @Override
    public void write(SizeChart chart, Path png, Path svg) {
        byte[] pixels = png(chart);
        byte[] vectors = svg(chart);
        AtomicFiles.write(png, out -> out.write(pixels));
        AtomicFiles.write(svg, out -> out.write(vectors));
    }

    /** One picture, of the kind that the name ends in: SVG for {@code .svg}, else PNG. */
    void write(SizeChart chart, Path file) {
        byte[] bytes = file.toString().endsWith(".svg") ? svg(chart) : png(chart);
        AtomicFiles.write(file, out -> out.write(bytes));
    }

    private static void draw(SizeChart chart, Graphics2D g) {
        JFreeChart drawn = SizePlot.of(chart, Theme.LIGHT.palette(), true, "");
        drawn.draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    }

    private static byte[] png(SizeChart chart) {
        BufferedImage image = new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(SCALE, SCALE);
        draw(chart, g);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toByteArray();
    }

    private static byte[] svg(SizeChart chart) {
        Document document = document();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment("Hammingway");
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        draw(chart, g);
        StringWriter text = new StringWriter();
        try {
            g.stream(text, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // viewers and parsers would fetch the document type that the generator names
        String whole = text.toString().replaceFirst("<!DOCTYPE[^>]*>\\s*", "");
        return whole.getBytes(StandardCharsets.UTF_8);
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java has a parser of XML", e);
        }
    }
}
