package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.eval.EvaluationResult;
import hammingway.head.HeadCost;
import hammingway.math.Interval;
import hammingway.report.table.Views;
import hammingway.report.table.ViewsFile;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes, tags and the table of runs as a user types them. */
class RunTableCommandTest {
    @TempDir
    Path folder;

    private Project project;
    private List<RunSpec> specs;

    @BeforeEach
    void make() {
        project = Project.create(folder.resolve("project"), "test");
        specs = Study.load("quickstart", new Study.Options("", 1, 1, Map.of()))
                .runs()
                .subList(0, 3);
        for (int i = 0; i < 2; i++) {
            RunFolder run = project.create(specs.get(i));
            Json.write(run.evaluation().resolve("metrics.json"), SpecCodec.write(result(0.6 - 0.1 * i, 100_000 >> i)));
        }
        project.create(specs.get(2));
    }

    private static EvaluationResult result(double top5, long size) {
        EvaluationResult.Accuracy accuracy = new EvaluationResult.Accuracy(top5 / 2, top5, 1000);
        Interval interval = new Interval(top5, top5 - 0.01, top5 + 0.01, 0.1, 100);
        return new EvaluationResult(
                1000,
                100,
                2,
                accuracy,
                accuracy,
                accuracy,
                top5,
                interval,
                interval,
                List.of(),
                new EvaluationResult.Likelihood(2, Math.exp(2), 1, 1, 8, 0.1),
                Optional.empty(),
                List.of(new EvaluationResult.Band(0, 1000, 1, top5 / 2, top5)),
                new HeadCost(size, size, 0, size, 0, 0),
                Optional.empty());
    }

    private String told(int code, String... arguments) {
        StringWriter text = new StringWriter();
        assertThat(Main.run(arguments, new PrintWriter(text, true), Optional.empty()))
                .as(text.toString())
                .isEqualTo(code);
        return text.toString();
    }

    private String runs(String... options) {
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"runs", "-p", project.folder().toString()}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        return told(0, all);
    }

    @Test
    void listsFiltersSortsAndChooses() {
        assertThat(runs("--filter", "top5>55", "--columns", "name,top5,training.steps", "--csv"))
                .isEqualTo("name,top5,training.steps\n" + specs.get(0).name() + ",60,"
                        + specs.get(0).training().steps() + "\n");
        assertThat(runs("--sort", "top5", "--columns", "name", "--csv").lines())
                .containsExactly(
                        "name",
                        specs.get(1).name(),
                        specs.get(0).name(),
                        specs.get(2).name());
        assertThat(runs("--sort", "-top5", "--columns", "name").lines())
                .containsExactly(
                        "Run",
                        specs.get(0).name(),
                        specs.get(1).name(),
                        specs.get(2).name());
        // the three may be made within one tick of the file system's clock, so their order is not asked
        assertThat(runs("--filter", "waiting", "--columns", "name,top5").lines())
                .filteredOn(line -> line.startsWith(specs.get(2).name()))
                .singleElement()
                .asString()
                .endsWith("-");
        assertThat(runs("--filter", "top5>1", "--columns", "name,seed,top5", "--differing", "--csv"))
                .startsWith("name,top5\n");
    }

    @Test
    void notesAndTagsAreFiltered() {
        String place = project.folder().toString();
        String first = specs.get(0).name();
        assertThat(told(0, "note", first, "the \"reference\", kept", "-p", place))
                .contains("the \"reference\", kept");
        assertThat(told(0, "tag", first, specs.get(1).name(), "+paper", "+draft", "--project", place))
                .contains("[draft, paper]");
        assertThat(told(0, "tag", first, "-p", place, "+draft")).contains("[draft, paper]");
        assertThat(told(0, "tag", first, "-draft", "-paper", "+hard", "--project=" + place))
                .contains("[hard]");
        assertThat(runs("--filter", "tag:paper", "--columns", "name", "--csv"))
                .isEqualTo("name\n" + specs.get(1).name() + "\n");
        assertThat(runs("--filter", "reference", "--columns", "tags,note", "--csv"))
                .isEqualTo("tags,note\nhard,\"the \"\"reference\"\", kept\"\n");
        assertThat(told(0, "note", first, "-p", place)).contains("[hard]").contains("reference");
        new ViewsFile(project).change(v -> v.keep(new Views.NamedFilter("mine", "tag=hard")));
        assertThat(runs("--filter", "@mine", "--columns", "name", "--csv")).isEqualTo("name\n" + first + "\n");
    }

    @Test
    void tellsWhatIsWrong() {
        String place = project.folder().toString();
        assertThat(told(1, "runs", "-p", place, "--filter", "top6>1"))
                .contains("top6")
                .contains("^");
        assertThat(told(1, "runs", "-p", place, "--columns", "nonsense")).contains("nonsense");
        assertThat(told(1, "runs", "-p", place, "--filter", "@absent")).contains("keeps none");
        assertThat(told(1, "tag", "absent", "+x", "--project", place)).contains("absent");
        assertThat(told(1, "tag", specs.get(0).name(), "+a/b", "--project", place))
                .contains("a/b");
        assertThat(told(1, "note", "absent", "text", "-p", place)).contains("absent");
    }
}
