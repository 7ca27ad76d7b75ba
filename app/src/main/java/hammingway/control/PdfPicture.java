package hammingway.control;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.font.TextAttribute;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.AttributedCharacterIterator;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * One drawing as a page of PDF of its size, all of it vectors. Text stays text, in a font that is embedded, so that it can be selected
 * and publishers accept it; characters that the font lacks become outlines. Works without a screen and without the toolkit.
 */
public final class PdfPicture {
    /** Comes with the library and is metrically Arial: the same file on every machine, whichever fonts it has. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private PdfPicture() {}

    /** The same drawing gives the same bytes. */
    public static byte[] of(String title, int width, int height, Consumer<Graphics2D> drawing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(0L);
            PDDocumentInformation information = new PDDocumentInformation();
            information.setTitle(title);
            information.setCreator("Hammingway");
            document.setDocumentInformation(information);
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            try (OneFont font = new OneFont(document)) {
                g.setFontTextDrawer(font);
                drawing.accept(g);
                g.dispose();
            }
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toByteArray();
    }

    /** Draws and measures all text in the embedded font: what is laid out by one font and drawn in another would not fit. */
    private static final class OneFont extends PdfBoxGraphics2DFontTextDrawer {
        private final PDFont font;
        private final Font measured;

        OneFont(PDDocument document) throws IOException {
            byte[] bytes;
            try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
                if (in == null) {
                    throw new IllegalStateException("the library has no " + FONT);
                }
                bytes = in.readAllBytes();
            }
            font = PDType0Font.load(document, new ByteArrayInputStream(bytes), true);
            try {
                measured = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes));
            } catch (FontFormatException e) {
                throw new IllegalStateException(FONT, e);
            }
        }

        @Override
        protected PDFont mapFont(Font wanted, IFontTextDrawerEnv env) {
            return font;
        }

        @Override
        public FontMetrics getFontMetrics(Font wanted, IFontTextDrawerEnv env) {
            Graphics2D g = env.getCalculationGraphics();
            return new Widths(g.getFontMetrics(measured.deriveFont(wanted.getSize2D())), g.getFontMetrics(wanted));
        }

        @Override
        public boolean canDrawText(AttributedCharacterIterator text, IFontTextDrawerEnv env)
                throws IOException, FontFormatException {
            for (char c = text.first(); c != AttributedCharacterIterator.DONE; c = text.next()) {
                if (!measured.canDisplay(c)) {
                    return false;
                }
            }
            text.first();
            return text.getAttribute(TextAttribute.BACKGROUND) == null;
        }
    }

    /** Texts that become outlines are as wide as in the font that they are outlines of. */
    private static final class Widths extends FontMetrics {
        private static final long serialVersionUID = 1L;

        private final transient FontMetrics embedded;
        private final transient FontMetrics outlined;

        Widths(FontMetrics embedded, FontMetrics outlined) {
            super(embedded.getFont());
            this.embedded = embedded;
            this.outlined = outlined;
        }

        private FontMetrics of(String text) {
            return embedded.getFont().canDisplayUpTo(text) < 0 ? embedded : outlined;
        }

        @Override
        public int stringWidth(String text) {
            return of(text).stringWidth(text);
        }

        @Override
        public Rectangle2D getStringBounds(String text, Graphics context) {
            return of(text).getStringBounds(text, context);
        }

        @Override
        public int charsWidth(char[] data, int off, int len) {
            return stringWidth(new String(data, off, len));
        }

        @Override
        public int getAscent() {
            return embedded.getAscent();
        }

        @Override
        public int getDescent() {
            return embedded.getDescent();
        }

        @Override
        public int getLeading() {
            return embedded.getLeading();
        }
    }
}
