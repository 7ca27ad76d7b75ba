package hammingway.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import hammingway.report.ChartWriter;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Runs without a toolkit, as the command line does. */
class ChartFilesTest {
    @TempDir
    Path folder;

    private final Path png() {
        return folder.resolve("a/chart.png");
    }

    private final Path svg() {
        return folder.resolve("a/chart.svg");
    }

    @Test
    void pngHasTwoPixelsPerUnitAndIsDrawnOn() throws Exception {
        new ChartFiles().write(Charts.chart(), List.of(png(), svg()));
        BufferedImage image = ImageIO.read(png().toFile());
        assertThat(image.getWidth()).isEqualTo(ChartFiles.SCALE * ChartFiles.WIDTH);
        assertThat(image.getHeight()).isEqualTo(ChartFiles.SCALE * ChartFiles.HEIGHT);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
        long dark = 0;
        for (int x = 0; x < image.getWidth(); x += 2) {
            for (int y = 0; y < image.getHeight(); y += 2) {
                dark += (image.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
            }
        }
        assertThat(dark).isGreaterThan(1000);
    }

    @Test
    void svgHoldsEveryLabelAsText() throws Exception {
        new ChartFiles().write(Charts.chart(), List.of(png(), svg()));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(svg()));
        List<String> texts = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        assertThat(texts)
                .contains("Quick start", "Parameters of the decision layer", "Top-5 accuracy (%)", "1k", "10k", "100k")
                .contains("softmax", "90% of softmax", "Pareto front", "linear code, BCE", "multi-task code")
                .contains("Bars: 95% interval over windows, one seed");
        Charts.chart().points().forEach(p -> assertThat(texts).contains(p.name()));
        assertThat(Files.readString(svg())).contains("sans-serif").doesNotContain("10^");
    }

    @Test
    void sameChartGivesSameBytes() throws Exception {
        new ChartFiles().write(Charts.chart(), List.of(png(), svg()));
        byte[] first = Files.readAllBytes(svg());
        byte[] pixels = Files.readAllBytes(png());
        new ChartFiles().write(Charts.chart(), List.of(png(), svg()));
        assertThat(Files.readAllBytes(svg())).isEqualTo(first);
        assertThat(Files.readAllBytes(png())).isEqualTo(pixels);
    }

    @Test
    void pdfHoldsEveryLabelAsText() throws Exception {
        Path pdf = folder.resolve("chart.PDF");
        new ChartFiles().write(Charts.chart(), List.of(pdf));
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("Quick start", "Parameters of the decision layer", "Pareto front", "100k");
            Charts.chart().points().forEach(p -> assertThat(text).contains(p.name()));
        }
    }

    /** Both looks stand on one page: what is in one must not be referred to from the other. */
    @Test
    void drawingsForAPageAreXmlFitTheirPlaceAndShareNoNames() throws Exception {
        Set<String> ids = new HashSet<>();
        for (ChartWriter.Look look : ChartWriter.Look.values()) {
            String svg = new ChartFiles().inline(Charts.chart(), look);
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
            assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 900 560");
            assertThat(root.hasAttribute("width")).isFalse();
            assertThat(root.hasAttribute("height")).isFalse();
            assertThat(root.getTextContent()).contains("softmax");
            NodeList all = root.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                String id = ((Element) all.item(i)).getAttribute("id");
                assertThat(id.isEmpty() || ids.add(id)).as(id).isTrue();
            }
        }
        assertThat(ids).isNotEmpty();
    }

    /** A file where a folder is needed stops every user; permissions would not stop the superuser. */
    @Test
    void nothingIsLeftBehindWhereNothingCanBeWritten() throws Exception {
        Files.writeString(folder.resolve("a"), "a file");
        assertThatThrownBy(() -> new ChartFiles().write(Charts.chart(), List.of(png(), svg())))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("chart.png");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("a"));
        }
    }
}
