package hammingway.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

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
        new ChartFiles().write(Charts.chart(), png(), svg());
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
        new ChartFiles().write(Charts.chart(), png(), svg());
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
        new ChartFiles().write(Charts.chart(), png(), svg());
        byte[] first = Files.readAllBytes(svg());
        byte[] pixels = Files.readAllBytes(png());
        new ChartFiles().write(Charts.chart(), png(), svg());
        assertThat(Files.readAllBytes(svg())).isEqualTo(first);
        assertThat(Files.readAllBytes(png())).isEqualTo(pixels);
    }

    /** A file where a folder is needed stops every user; permissions would not stop the superuser. */
    @Test
    void nothingIsLeftBehindWhereNothingCanBeWritten() throws Exception {
        Files.writeString(folder.resolve("a"), "a file");
        assertThatThrownBy(() -> new ChartFiles().write(Charts.chart(), png(), svg()))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("chart.png");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("a"));
        }
    }
}
