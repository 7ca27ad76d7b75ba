package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pictures of a matrix for a page: pixels as they are, text as text. */
class MatrixPictureTest {
    private static final int SIZE = 40;

    /** |row - column|. */
    private static final MatrixSource SOURCE = new MatrixSource() {
        @Override
        public int rows() {
            return SIZE;
        }

        @Override
        public int columns() {
            return SIZE;
        }

        @Override
        public void tile(TileRequest q, float[] out, Progress progress) {
            for (int y = 0; y < q.height(); y++) {
                for (int x = 0; x < q.width(); x++) {
                    out[y * q.width() + x] = Math.abs((q.row() + y * q.block()) - (q.column() + x * q.block()));
                }
            }
        }

        @Override
        public double minimum() {
            return 0;
        }

        @Override
        public double maximum() {
            return SIZE;
        }

        @Override
        public String unit() {
            return "bits";
        }

        @Override
        public String rowLabel(int row) {
            return "<r&" + row + ">";
        }

        @Override
        public String columnLabel(int column) {
            return "c" + column;
        }
    };

    private static MatrixPicture picture(double width, double height) throws InterruptedException {
        TileStore store = new TileStore(SOURCE, Reduction.MEAN, () -> {});
        Viewport view = Viewport.fitting(SIZE, SIZE, width, height);
        store.want(TilePainter.wanted(store, view, 1));
        while (!store.idle()) {
            Thread.sleep(5);
        }
        TilePainter painter = new TilePainter();
        painter.range(0, 39);
        MatrixPicture picture = MatrixPicture.of(
                store,
                view,
                painter,
                new MatrixPicture.Key(ColorScale.VIRIDIS, 0, 39, "bits"),
                "paper: V = 40 & \"n\" < 8");
        store.close();
        return picture;
    }

    private static Document parsed(byte[] svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static List<String> texts(Document document) {
        NodeList all = document.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            texts.add(all.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void labelsTitleAndKeyAreText() throws Exception {
        List<String> texts = texts(parsed(picture(800, 800).svg()));
        assertThat(texts).contains("paper: V = 40 & \"n\" < 8", "<r&0>", "<r&39>", "c0", "c39", "0", "39 bits");
    }

    @Test
    void smallCellsHaveNumbersAlongTheEdges() throws Exception {
        List<String> texts = texts(parsed(picture(120, 120).svg()));
        assertThat(texts).contains("0", "39 bits").doesNotContain("c0");
    }

    @Test
    void largeCellsHoldTheirValues() throws Exception {
        List<String> texts = texts(parsed(picture(1200, 1200).svg()));
        assertThat(texts.stream().filter("39"::equals).count()).isEqualTo(2);
    }

    @Test
    void theBitmapKeepsItsPixelsAndTheMatrixAlone() throws Exception {
        Document document = parsed(picture(400, 300).svg());
        Element image = (Element) document.getElementsByTagName("image").item(0);
        String link = image.getAttributeNS("http://www.w3.org/1999/xlink", "href");
        if (link.isEmpty()) {
            link = image.getAttribute("xlink:href");
        }
        assertThat(image.getAttribute("style")).contains("pixelated");
        BufferedImage cells = ImageIO.read(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(link.substring(link.indexOf(',') + 1))));
        assertThat(cells.getWidth()).isEqualTo(300);
        assertThat(cells.getHeight()).isEqualTo(300);
        assertThat(cells.getRGB(150, 150) | 0xFF000000).isEqualTo(ColorScale.argb(ColorScale.VIRIDIS.at(0)));
        assertThat(cells.getRGB(299, 0)).isNotEqualTo(cells.getRGB(150, 150));
        BufferedImage png =
                ImageIO.read(new ByteArrayInputStream(picture(400, 300).png()));
        assertThat(png.getWidth()).isEqualTo(2 * (60 + 300 + 12));
    }
}
