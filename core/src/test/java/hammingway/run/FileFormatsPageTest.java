package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the guide's page on files read a project with Python's standard library and numpy alone, each as it stands there. */
class FileFormatsPageTest {
    private static final Path PAGE = Path.of("../resources/docs/guide/files.md");
    private static final Pattern SNIPPET = Pattern.compile("(?s)\n```python\n(.*?)\n```\n");

    @TempDir
    Path folder;

    @Test
    void everySnippetOfThePageReadsAProject() throws Exception {
        Path project = FormatOne.copiedTo(folder.resolve("project"));
        List<String> snippets = SNIPPET.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
        assertThat(snippets).hasSizeGreaterThan(12);
        StringBuilder script = new StringBuilder("import os\nos.chdir(sys.argv[1])\n");
        for (int i = 0; i < snippets.size(); i++) {
            script.append("print('snippet ")
                    .append(i)
                    .append("')\n")
                    .append(snippets.get(i))
                    .append('\n');
        }
        String told = Python.numpy(script.toString(), project);
        assertThat(told)
                .contains(
                        "format 1 format 1", // project.json
                        "softmax finished", // spec and events
                        "small code 16 x 8 bits", // codebook
                        "top-5 0.75 = 0.75", // metrics and traces
                        "head.weight (8, 4)", // checkpoint
                        "the reference");
    }
}
