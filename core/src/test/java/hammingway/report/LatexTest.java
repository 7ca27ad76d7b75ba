package hammingway.report;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.run.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatexTest {
    @Test
    void everySpecialCharacterIsEscaped() {
        assertThat(Latex.escaped("50% of a_b & c #1 {x} $y$")).isEqualTo("50\\% of a\\_b \\& c \\#1 \\{x\\} \\$y\\$");
        assertThat(Latex.escaped("\\end{tabular}")).isEqualTo("\\textbackslash{}end\\{tabular\\}");
        assertThat(Latex.escaped("~^<>|\""))
                .isEqualTo(
                        "\\textasciitilde{}\\textasciicircum{}\\textless{}\\textgreater{}\\textbar{}\\textquotedbl{}");
        assertThat(Latex.escaped("1 \u00b1 2 \u00b5s")).isEqualTo("1 $\\pm$ 2 $\\mu$s");
        assertThat(Latex.escaped("\u00e9\u0142")).isEqualTo("\u00e9\u0142");
        assertThat(Latex.escaped("\u03b1\ud83d\ude00"))
                .isEqualTo("\\letterorcode{\u03b1}{U+03B1}\\letterorcode{\ud83d\ude00}{U+1F600}");
        assertThat(Latex.escaped("a\nb\u0007")).isEqualTo("a b ");
    }

    /** After a row's end, a star or a bracket would be taken for its argument. */
    @Test
    void aNameCannotBecomeAnArgumentOfTheRowBefore() {
        assertThat(Latex.escaped("*a[2cm]")).isEqualTo("{*}a{[}2cm{]}");
    }

    @Test
    void theTableHasAsManyCellsAsColumns(@TempDir Path folder) throws Exception {
        Project project = Project.create(folder.resolve("p"), "p");
        RecordedRuns.finished(project, RecordedRuns.spec(0), 1);
        Exports.writeAll(Comparison.of(project.runs()), "100% _a_", folder, Optional.empty());
        List<String> lines = Files.readAllLines(folder.resolve("comparison.tex"));
        String columns = lines.stream()
                .filter(l -> l.startsWith("\\begin{tabular}"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*\\{([lr]+)}", "$1");
        List<String> rows = lines.stream().filter(l -> l.endsWith(" \\\\")).toList();
        assertThat(rows).hasSize(2);
        assertThat(rows).allSatisfy(r -> assertThat(r.split(" & ")).hasSize(columns.length()));
        String page = Files.readString(folder.resolve("comparison-page.tex"));
        assertThat(page.indexOf("\\providecommand{\\letterorcode}"))
                .as("known before the title uses it")
                .isBetween(0, page.indexOf("\\begin{document}"));
        assertThat(page).contains("\\section*{100\\% \\_a\\_}", "\\input{comparison.tex}", "\\usepackage{booktabs}");
    }
}
