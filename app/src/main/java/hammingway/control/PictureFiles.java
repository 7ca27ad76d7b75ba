package hammingway.control;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/** One drawing as PNG or SVG. Works without a screen and without the toolkit. */
public final class PictureFiles {
    private PictureFiles() {}

    /** @param scale pixels per unit of the drawing */
    public static byte[] png(int width, int height, int scale, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(scale * width, scale * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.scale(scale, scale);
        drawing.accept(g);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toByteArray();
    }

    /** Texts stay texts; bitmaps are embedded and keep their pixels when they are magnified. */
    public static byte[] svg(int width, int height, Consumer<Graphics2D> drawing) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment("Hammingway");
        context.setImageHandler(new EmbeddedImages());
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.setSVGCanvasSize(new Dimension(width, height));
        drawing.accept(g);
        StringWriter text = new StringWriter();
        try {
            g.stream(text, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // viewers and parsers would fetch the document type that the generator names
        String whole = text.toString()
                .replaceFirst("<!DOCTYPE[^>]*>\\s*", "")
                .replace("<image ", "<image style=\"image-rendering:pixelated\" ");
        return whole.getBytes(StandardCharsets.UTF_8);
    }

    /** Bitmaps as PNG within the file; the library's own writer is in a part of it that is not here. */
    private static final class EmbeddedImages extends ImageHandlerBase64Encoder {
        @Override
        public void encodeImage(RenderedImage image, OutputStream out) {
            try {
                ImageIO.write(image, "png", out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
