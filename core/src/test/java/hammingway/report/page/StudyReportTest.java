package hammingway.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.report.ChartWriter;
import hammingway.report.RecordedRuns;
import hammingway.report.SizeChart;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class StudyReportTest {
    private static final String HOSTILE = "</title><script>alert(1)</script>\u0000\u202e\"'&amp;";

    @TempDir
    Path folder;

    private Project project;
    private RunFolder softmax;

    @BeforeEach
    void create() {
        project = Project.create(folder.resolve("project"), "test");
        softmax = RecordedRuns.finished(project, RecordedRuns.spec(0), 40);
        RunFolder code = RecordedRuns.finished(project, RecordedRuns.spec(2), 40);
        RecordedRuns.evaluated(code, 0.4);
    }

    private final Path file() {
        return folder.resolve("report.html");
    }

    private String page(Optional<String> title, Optional<ChartWriter> charts) throws Exception {
        StudyReport.write(
                file(), ReportSubjects.of(project, Optional.empty(), List.of(), title), charts, Progress.NONE);
        return Files.readString(file());
    }

    private static Document parsed(String page) throws Exception {
        String xml = page.replaceFirst("<!DOCTYPE html>\\s*", "");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void isOnePageThatLoadsNothing() throws Exception {
        String page = page(Optional.empty(), Optional.of(new Drawn()));
        assertThat(page).startsWith("<!DOCTYPE html>");
        Document document = parsed(page);
        Set<String> ids = new HashSet<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element e = (Element) all.item(i);
            assertThat(e.getTagName()).isNotIn("script", "link", "iframe", "img", "object", "base", "form");
            for (String reference : List.of("src", "href", "xlink:href", "onload", "onclick")) {
                assertThat(e.hasAttribute(reference)).as(reference).isFalse();
            }
            if (e.hasAttribute("id")) {
                assertThat(ids.add(e.getAttribute("id")))
                        .as(e.getAttribute("id"))
                        .isTrue();
            }
        }
        assertThat(page).doesNotContain("@import").doesNotContain("url(").doesNotContain("//www.example");
        assertThat(ids)
                .contains(
                        "compared",
                        "chart",
                        "figures",
                        "curves",
                        "runs",
                        "provenance",
                        "repeat",
                        "drawn-LIGHT",
                        "drawn-DARK");
    }

    /** A chart that only says that it was asked for. */
    private static final class Drawn implements ChartWriter {
        @Override
        public void write(SizeChart chart, List<Path> files) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String inline(SizeChart chart, Look look) {
            return "<svg id=\"drawn-" + look + "\"></svg>";
        }
    }

    @Test
    void tellsFiguresDifferencesAndProvenance() throws Exception {
        String text = parsed(page(Optional.of("My study"), Optional.empty()))
                .getDocumentElement()
                .getTextContent();
        assertThat(text)
                .contains("My study", "softmax", "random 50 bits", "80.0", "[79.0, 81.0]")
                .contains("81,920 in each run") // 40 steps of 2048
                .contains("no codebook", "head.layer.type = softmax")
                .contains(
                        "Linux | amd64", "ab".repeat(32), softmax.spec().hash().substring(0, 12))
                .contains("hammingway run PROJECT/runs/" + softmax.id() + "/spec.json -p NEW_PROJECT")
                .doesNotContain(folder.toString())
                .doesNotContain("Mind this");
        assertThat(text).doesNotContain("Accuracy against size"); // nobody draws
    }

    @Test
    void hostileTextsStayTexts() throws Exception {
        RecordedRuns.events(
                softmax,
                RecordedRuns.started(0, 2) + RecordedRuns.step(1)
                        + "{\"type\":\"warning\",\"time\":1,\"message\":\"<img src=x onerror=alert(2)> & \\u0001\"}\n"
                        + RecordedRuns.step(2).replace("\"loss\":3.5", "\"loss\":NaN"));
        String page = page(Optional.of(HOSTILE), Optional.empty());
        Document document = parsed(page);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("img").getLength()).isZero();
        assertThat(document.getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo(HOSTILE.replace('\u0000', '\ufffd').replace('\u202e', '\ufffd'));
        assertThat(document.getDocumentElement().getTextContent()).contains("<img src=x onerror=alert(2)> & \ufffd");
    }

    @Test
    void whatSpoilsTheComparisonIsTold() throws Exception {
        RecordedRuns.finished(
                project,
                RecordedRuns.spec(0)
                        .withTraining(RecordedRuns.spec(0).training().withSteps(7))
                        .withName("short"),
                7);
        RunFolder damaged = RecordedRuns.finished(project, RecordedRuns.spec(3), 1);
        Files.writeString(damaged.evaluation().resolve("metrics.json"), "{\"tokens\": ");
        project.create(RecordedRuns.spec(4));
        String text = parsed(page(Optional.empty(), Optional.empty()))
                .getDocumentElement()
                .getTextContent();
        assertThat(text)
                .contains("Mind this", "differ in more than the decision layer: training.steps")
                .contains("Left out: " + damaged.id(), "metrics.json")
                .contains("Left out, not evaluated: shared MTL 50 bits (waiting)")
                .doesNotContain(folder.toString());
    }

    @Test
    void aStudyTakesTheRunsOfItsNamesAndTellsWhatIsMissing() throws Exception {
        RecordedRuns.finished(project, RecordedRuns.spec(0).withSeed(9).withName("softmax seed 9"), 5);
        RecordedRuns.finished(project, RecordedRuns.spec(0).withSeed(5).withName("another"), 5);
        StudyReport.Subject subject =
                ReportSubjects.of(project, Optional.of("quickstart"), List.of(), Optional.empty());
        assertThat(subject.runs())
                .extracting(r -> r.spec().name())
                .containsExactly("softmax", "softmax seed 9", "random 50 bits");
        assertThat(subject.missing()).hasSize(7).anyMatch(m -> m.contains("minimal 10 bits"));
        assertThat(subject.commands()).contains("hammingway study quickstart -p NEW_PROJECT");
    }

    @Test
    void replacesItsOwnPageAndNoOther() throws Exception {
        StudyReport.Subject subject = ReportSubjects.of(project, Optional.empty(), List.of(), Optional.empty());
        assertThat(StudyReport.write(file(), subject, Optional.empty(), Progress.NONE))
                .isFalse();
        assertThat(StudyReport.write(file(), subject, Optional.empty(), Progress.NONE))
                .isTrue();
        Files.writeString(file(), "<html>my thesis</html>");
        assertThatThrownBy(() -> StudyReport.write(file(), subject, Optional.empty(), Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(file().toString());
        assertThat(file()).hasContent("<html>my thesis</html>");
    }

    @Test
    void withoutAnEvaluationThereIsNothingToReport() {
        Project empty = Project.create(folder.resolve("empty"), "empty");
        empty.create(RecordedRuns.spec(0));
        assertThatThrownBy(() -> StudyReport.write(
                        file(),
                        ReportSubjects.of(empty, Optional.empty(), List.of(), Optional.empty()),
                        Optional.empty(),
                        Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("evaluation");
        assertThat(file()).doesNotExist();
    }

    /** Two points a pixel at most, whatever the length of a run; the spike is among them, and what is no number breaks the line. */
    @Test
    void curvesOfLongRunsStaySmall() {
        int n = 100_000;
        double[] steps = new double[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            steps[i] = i;
            values[i] = 1;
        }
        values[54_321] = 3;
        String svg =
                new CurvePicture("Loss", n, 0, 3).line("loss", steps, values).svg("a & b");
        assertThat(svg)
                .hasSizeLessThan(10_000)
                .contains("aria-label=\"a &amp; b\"")
                .contains(" 20.0L");
        values = new double[] {1, Double.NaN, 2};
        assertThat(new CurvePicture("Loss", 2, 0, 3)
                        .line("loss", new double[] {0, 1, 2}, values)
                        .svg(""))
                .containsPattern("d=\"M[0-9. ]+M[0-9. ]+\"");
    }
}
