package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Runs without a toolkit, as the command line does. */
class PdfPictureTest {
    private static void draw(Graphics2D g, String text) {
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        g.drawString(text, 10, 30);
        g.drawLine(0, 0, 50, 50);
    }

    private static byte[] pdf(String text) {
        return PdfPicture.of("A title", 300, 200, g -> draw(g, text));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).strip();
        }
    }

    @Test
    void textCanBeSelectedAndItsFontIsEmbedded() throws IOException {
        byte[] pdf = pdf("minimal 10 bits \u00b1 \u00b5 \u00e9 \u03b1");
        assertThat(text(pdf)).isEqualTo("minimal 10 bits \u00b1 \u00b5 \u00e9 \u03b1");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(300);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(200);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A title");
            int fonts = 0;
            PDResources page = document.getPage(0).getResources();
            for (COSName name : page.getXObjectNames()) {
                PDResources drawn = ((PDFormXObject) page.getXObject(name)).getResources();
                for (COSName font : drawn.getFontNames()) {
                    PDFont found = drawn.getFont(font);
                    assertThat(found.isEmbedded()).isTrue();
                    assertThat(found.getName()).endsWith("LiberationSans");
                    fonts++;
                }
            }
            assertThat(fonts).isPositive();
        }
    }

    /** As outlines or boxes: the file is made, whatever a run is called. */
    @Test
    void charactersThatTheFontLacksAreDrawnAllTheSame() throws IOException {
        assertThat(text(pdf("\u5b57 \ud83d\ude00"))).isEmpty();
    }

    @Test
    void sameDrawingGivesSameBytes() {
        assertThat(pdf("a")).isEqualTo(pdf("a")).isNotEqualTo(pdf("b"));
    }
}
