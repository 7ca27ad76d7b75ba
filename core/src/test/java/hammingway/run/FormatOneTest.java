package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.Engine;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.versions.History;
import hammingway.code.versions.SavedCodebooks;
import hammingway.data.DataPreparation;
import hammingway.data.PreparedData;
import hammingway.report.Comparison;
import hammingway.report.EvaluatedRuns;
import hammingway.report.RunPair;
import hammingway.report.table.RunTable;
import hammingway.report.table.RunTableReader;
import hammingway.report.table.Views;
import hammingway.report.table.ViewsFile;
import hammingway.run.notes.RunNotes;
import hammingway.run.queue.Priority;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueFile;
import hammingway.run.queue.QueueState;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import hammingway.train.Checkpoint;
import hammingway.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Projects of format 1 are opened as long as this program lives. The project here was made by {@code src/test/python/make_project_format_1.py},
 * not by the classes that read it: where one of these tests fails, users' projects break, and the reader is what must be mended.
 */
class FormatOneTest {
    @TempDir
    static Path folder;

    private static Project project;
    private static RunFolder code;
    private static RunFolder softmax;

    @BeforeAll
    static void open() throws IOException {
        project = Project.open(FormatOne.copiedTo(folder.resolve("project")));
        code = project.run("small code");
        softmax = project.run("softmax");
    }

    @Test
    void runsAreFoundByTheirSpecifications() {
        assertThat(project.name()).isEqualTo("format 1");
        assertThat(project.runs()).hasSize(3).allSatisfy(run -> {
            // a field that is new must not change the hash of what does not have it: the study would train everything
            // again
            assertThat(run.id()).endsWith(run.spec().hash().substring(0, 8));
            assertThat(project.find(run.spec())).contains(run);
        });
        assertThat(code.spec().training().steps()).isEqualTo(4);
        Branch branch = Branch.of(project.run("small-code-longer")).orElseThrow();
        assertThat(branch.run()).isEqualTo(code.id());
        assertThat(branch.checkpointSha256())
                .isEqualTo(Checkpoint.sha256(code.checkpoints().getLast()));
        assertThat(Study.load(
                                project.folder()
                                        .resolve("studies/two-lengths.json")
                                        .toString(),
                                Study.Options.NONE)
                        .runs())
                .extracting(RunSpec::name)
                .containsExactly("bits=7", "bits=8");
    }

    @Test
    void eventsTellWhatARunDid() {
        RunStatus status = code.status();
        assertThat(status.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(status.steps()).extracting(RunEvent.StepDone::step).containsExactly(1L, 2L, 3L, 4L);
        assertThat(status.validations())
                .singleElement()
                .satisfies(v -> assertThat(v.bits()).hasSize(8));
        assertThat(status.warnings()).containsExactly("an example of a warning");
        assertThat(code.events().poll())
                .as("one of each kind but the ends of runs that failed or were stopped")
                .extracting(e -> e.getClass().getSimpleName())
                .contains(
                        "Started",
                        "Stage",
                        "Built",
                        "Sampled",
                        "CheckpointWritten",
                        "Paused",
                        "Continued",
                        "Evaluated");
        assertThat(project.run("small-code-longer").status().state()).isEqualTo(RunStatus.State.WAITING);
    }

    @Test
    void codebooksAndTheirVersionsAreRead() {
        Codebook book = CodebookFiles.read(code.codebook());
        assertThat(book.size()).isEqualTo(16);
        assertThat(book.bits().text(5)).startsWith("0101").hasSize(8);
        SavedCodebooks saved = new SavedCodebooks(project.codebooks());
        assertThat(saved.names()).containsExactly("small");
        History history = saved.history("small");
        assertThat(history.problems()).isEmpty();
        assertThat(history.unversioned()).isFalse();
        assertThat(history.versions()).hasSize(2);
        assertThat(history.newest().orElseThrow().words()).contains("family.randomBits 3 -> 4");
        assertThat(CodebookFiles.read(saved.file("small")).hash()).isEqualTo(book.hash());
    }

    @Test
    void figuresAreComparedAndListed() {
        Comparison compared = EvaluatedRuns.read(project.runs(), Progress.NONE)
                .drawn(Progress.NONE)
                .compared();
        assertThat(compared.rows())
                .hasSize(2)
                .allSatisfy(r -> assertThat(r.perplexity().high())
                        .isGreaterThan(r.perplexity().low()));
        RunPair pair = RunPair.of(softmax, code, 1);
        assertThat(pair.windows()).isEqualTo(4);
        assertThat(pair.notComparable()).isEmpty();
        List<String> told = new ArrayList<>();
        RunTable table = RunTableReader.ofAll(project, told, Progress.NONE);
        assertThat(told).isEmpty();
        assertThat(table.lines()).hasSize(3);
        assertThat(table.lines().stream()
                        .filter(l -> l.id().equals(softmax.id()))
                        .map(l -> l.cell("note").text() + ", " + l.cell("tags").text() + ", "
                                + l.cell("top5").number()))
                .singleElement()
                .isEqualTo("the reference, paper, 81.25");
    }

    @Test
    void tracesAreReadOnBothTexts() {
        TracedRun traced = TracedRun.open(code);
        assertThat(traced.trace().positions()).isEqualTo(16);
        assertThat(traced.result().accuracy().top1())
                .isEqualTo(java.util.stream.IntStream.range(0, 16)
                                .filter(i -> traced.trace().rank(i) == 0)
                                .count()
                        / 16.0);
        assertThat(traced.vocabulary().display(1)).isEqualTo("at");
        assertThat(new ProjectTexts(project.folder()).names()).containsExactly("riddle");
        assertThat(TracedRun.open(code, "riddle").result().accuracy().top1()).isEqualTo(0.5);
        assertThat(TracedRun.open(softmax).trace().logitCount()).isEqualTo(16);
    }

    @Test
    void queueViewsAndNotesAreKept() {
        QueueState queue = new QueueFile(project.folder()).read();
        assertThat(queue.paused()).isTrue();
        assertThat(queue.retries()).isEqualTo(2);
        assertThat(queue.entries()).singleElement().satisfies(e -> {
            assertThat(e.priority()).isEqualTo(Priority.HIGH);
            assertThat(e.state()).isEqualTo(QueueEntry.State.WAITING);
        });
        Views views = new ViewsFile(project).read();
        assertThat(views.filters()).extracting(Views.NamedFilter::name).containsExactly("good");
        assertThat(views.columns()).hasSize(2);
        assertThat(views.sort().getFirst().descending()).isTrue();
        assertThat(new RunNotes(project).read()).containsOnlyKeys(softmax.id());
    }

    /** Weights that are no longer understood would make every old run a mere table of figures. */
    @Test
    void modelsAreBuiltFromTheirCheckpoints() {
        RunSpec spec = code.spec();
        String hash = TracedRun.open(code).trace().facts().dataSha256();
        PreparedData data = DataPreparation.prepared(
                        project.folder(),
                        spec.vocabulary(),
                        spec.data(),
                        spec.backbone().context(),
                        hash)
                .orElseThrow();
        assertThat(data.vocabulary().foldedId()).hasValue(15);
        Path checkpoint = code.checkpoints().getLast();
        assertThat(Checkpoint.check(checkpoint).step()).isEqualTo(4);
        Torch torch = Engine.torch();
        try (ParameterSet parameters = spec.parameters(torch)) {
            Optional<Codebook> book = Optional.of(CodebookFiles.read(code.codebook()));
            Trainer.Model model = Worker.build(code, torch, spec, data, book, parameters);
            Checkpoint.readModel(checkpoint, parameters);
            assertThat(model.head().cost().stored()).isEqualTo(8 * 5);
            assertThat(parameters.values("head.bias")).hasSize(8);
        }
    }
}
