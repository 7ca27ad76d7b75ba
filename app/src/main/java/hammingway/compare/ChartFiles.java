package hammingway.compare;

import hammingway.base.AtomicFiles;
import hammingway.control.PdfPicture;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/** Charts as files, in the light theme. Works without a screen and without the toolkit. */
public final class ChartFiles implements ChartWriter {
    /** Size of the drawing; a page's width holds it with readable text. */
    static final int WIDTH = 900;

    static final int HEIGHT = 560;

    /** Pixels per unit of the drawing: sharp on screens of today and in print at a column's width. */
    static final int SCALE = 2;

    @Override
    public void write(SizeChart chart, List<Path> files) {
        Map<Path, byte[]> drawn = new LinkedHashMap<>();
        files.forEach(f -> drawn.put(f, picture(chart, f.toString().toLowerCase(Locale.ROOT))));
        drawn.forEach((file, bytes) -> AtomicFiles.write(file, out -> out.write(bytes)));
    }

    private static byte[] picture(SizeChart chart, String name) {
        if (name.endsWith(".svg")) {
            return svg(chart, Theme.LIGHT, "").getBytes(StandardCharsets.UTF_8);
        }
        if (name.endsWith(".pdf")) {
            return PdfPicture.of(chart.title(), WIDTH, HEIGHT, g -> draw(chart, Theme.LIGHT, g));
        }
        return png(chart);
    }

    @Override
    public String inline(SizeChart chart, Look look) {
        String svg = switch (look) {
            case LIGHT -> svg(chart, Theme.LIGHT, "light-");
            case DARK -> svg(chart, Theme.DARK, "dark-");
        };
        // one name is the library's own and nothing refers to it; the root's own size would keep it from fitting its
        // place
        String named = svg.substring(svg.indexOf("<svg")).replace(" id=\"genericDefs\"", "");
        String sized = named.replaceFirst(" width=\"" + WIDTH + "\"", "");
        return sized.replaceFirst(" height=\"" + HEIGHT + "\"", " viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\"");
    }

    private static void draw(SizeChart chart, Theme theme, Graphics2D g) {
        JFreeChart drawn = SizePlot.of(chart, theme.palette(), true, "");
        drawn.draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    }

    private static byte[] png(SizeChart chart) {
        BufferedImage image = new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(SCALE, SCALE);
        draw(chart, Theme.LIGHT, g);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toByteArray();
    }

    /** @param ids what the identifiers of its parts begin with: two pictures on one page must not share them */
    private static String svg(SizeChart chart, Theme theme, String ids) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment("Hammingway");
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return super.generateID(ids + prefix);
            }
        });
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        draw(chart, theme, g);
        StringWriter text = new StringWriter();
        try {
            g.stream(text, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // viewers and parsers would fetch the document type that the generator names
        return text.toString().replaceFirst("<!DOCTYPE[^>]*>\\s*", "");
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
