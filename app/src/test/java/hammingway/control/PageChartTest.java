package hammingway.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Figures for a page. */
class PageChartTest {
    private static final PageChart CHART = new PageChart(
            "Distances & more",
            new PageChart.Axes("Hamming distance, bits", "pairs", true),
            List.of(
                    new PageChart.Series(
                            "pairs", new double[] {3, 4, 5}, new double[] {1, 0, 1000}, PageChart.Kind.BARS),
                    new PageChart.Series(
                            "random \"code\"",
                            new double[] {3, 4, 5},
                            new double[] {0.5, Double.NaN, 900},
                            PageChart.Kind.DASHED)),
            0);

    @Test
    void theVectorPictureHoldsItsWords() throws Exception {
        String svg = new String(CHART.svg(), StandardCharsets.UTF_8);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(CHART.svg()));
        assertThat(svg)
                .contains("Distances &amp; more", "Hamming distance, bits", "random \"code\"")
                .doesNotContain("<!DOCTYPE");
    }

    @Test
    void theBitmapShowsTheBars() throws Exception {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(CHART.png()));
        assertThat(png.getWidth()).isEqualTo(1440);
        long blue = 0;
        for (int y = 0; y < png.getHeight(); y++) {
            for (int x = 0; x < png.getWidth(); x++) {
                blue += (png.getRGB(x, y) & 0xFFFFFF) == 0x0072b2 ? 1 : 0;
            }
        }
        assertThat(blue).isGreaterThan(20_000);
    }

    @Test
    void theNumbersAreALineEach() {
        assertThat(CHART.csv()).isEqualTo("""
                        series,"Hamming distance, bits",pairs
                        pairs,3,1
                        pairs,4,0
                        pairs,5,1000
                        "random ""code""\",3,0.5
                        "random ""code""\",4,
                        "random ""code""\",5,900
                        """);
    }

    @Test
    void aMatrixOfCorrelationsIsAFigureToo() throws Exception {
        float[] values = {1, 0.1f, 0.1f, 1};
        PageHeat heat = new PageHeat("Correlation of bits", values, 2, 0.1);
        assertThat(heat.csv()).isEqualTo("bit,0,1\n0,1.0,0.1\n1,0.1,1.0\n");
        String svg = new String(heat.svg(), StandardCharsets.UTF_8);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(heat.svg()));
        assertThat(svg).contains("Correlation of bits", "<image", "+0.1");
    }
}
