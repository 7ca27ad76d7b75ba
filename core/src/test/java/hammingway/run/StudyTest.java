package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
    @TempDir
    Path folder;

    private static Study.Options set(String path, String value) {
        return new Study.Options("", 1, 1, Map.of(path, value));
    }

    @ParameterizedTest
    @CsvSource({"quickstart, '', 6", "paper-pretrain, faithful, 5", "paper-pretrain, corrected, 5"})
    void readsItsPresets(String name, String mode, int runs) {
        Study study = Study.load(name, new Study.Options(mode, 1, 1, Map.of()));
        assertThat(study.runs()).hasSize(runs);
        assertThat(study.title()).endsWith(mode);
        for (RunSpec run : study.runs()) {
            assertThat(SpecCodec.problems(run)).as(run.name()).isEmpty();
        }
        assertThat(new HashSet<>(study.runs().stream().map(RunSpec::name).toList()))
                .hasSize(runs);
        assertThat(new HashSet<>(study.runs().stream().map(RunSpec::hash).toList()))
                .hasSize(runs);
    }

    @Test
    void knowsThePresetsThatLieInTheProgram() {
        assertThat(Study.PRESETS).containsExactly("quickstart", "paper-pretrain", "tinyshakespeare");
    }

    @Test
    void takesTheFirstModeAndAppliesModes() {
        Study first = Study.load("paper-pretrain", Study.Options.NONE);
        Study faithful = Study.load("paper-pretrain", new Study.Options("faithful", 1, 1, Map.of()));
        Study corrected = Study.load("paper-pretrain", new Study.Options("corrected", 1, 1, Map.of()));
        assertThat(first.runs()).isEqualTo(faithful.runs());
        assertThat(faithful.runs())
                .allMatch(r -> r.training().dropoutEndsAtFirstValidation()
                        && !r.training().maskFolded());
        assertThat(corrected.runs())
                .allMatch(r -> !r.training().dropoutEndsAtFirstValidation()
                        && r.training().maskFolded());
    }

    @Test
    void namesTheModesThatThereAre() {
        assertThatThrownBy(() -> Study.load("paper-pretrain", new Study.Options("fast", 1, 1, Map.of())))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("mode = fast")
                .hasMessageContaining("faithful, corrected");
        assertThatThrownBy(() -> Study.load("quickstart", new Study.Options("fast", 1, 1, Map.of())))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("this study has no modes");
    }

    @Test
    void scalesTheStepsAndCountsSeedsUp() {
        Study study = Study.load("quickstart", new Study.Options("", 0.1, 3, Map.of()));
        assertThat(study.runs()).hasSize(18);
        assertThat(study.runs()).allMatch(r -> r.training().steps() == 40);
        assertThat(study.runs()).allMatch(r -> r.training().schedule().warmup() == 5);
        assertThat(study.runs().subList(0, 3)).extracting(RunSpec::seed).containsExactly(1L, 2L, 3L);
        assertThat(study.runs().subList(0, 3))
                .extracting(RunSpec::name)
                .containsExactly("softmax", "softmax seed 2", "softmax seed 3");
        assertThat(Study.load("quickstart", new Study.Options("", 1e-9, 1, Map.of()))
                        .runs())
                .allMatch(r -> r.training().steps() == 1);
    }

    @Test
    void setsFieldsInEveryRun() {
        Study study = Study.load("quickstart", set("training.precision", "float32"));
        assertThat(study.runs()).allMatch(r -> r.training().precision() == hammingway.torch.Precision.FLOAT32);
        Study seeds = Study.load("quickstart", set("data.source.megabytes", "0.5"));
        assertThat(seeds.runs())
                .allMatch(r -> SpecCodec.write(r).at("/data/source/megabytes").asDouble() == 0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.stepz|5|training.stepz = 5",
                "nothing.steps|5|nothing is no group of fields",
                "training.steps.more|5|steps is no group of fields",
                "training.steps|many|training.steps",
                "training.steps|0|training.steps = 0",
                "head.loss.type|hinge|head.loss.type",
            })
    void tellsWhatIsWrongWithASetField(String path, String value, String told) {
        assertThatThrownBy(() -> Study.load("quickstart", set(path, value)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(told);
    }

    @Test
    void tellsWhatAStudyFileNeeds() throws Exception {
        assertThatThrownBy(() -> Study.load("quickstrat", Study.Options.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("quickstart, paper-pretrain, tinyshakespeare, or a study file");
        for (String text : List.of(
                "{}", "[]", "{\"base\": {}}", "{\"base\": {}, \"runs\": []}", "{\"base\": 1, \"runs\": [{}]}")) {
            Path file = folder.resolve("study.json");
            Files.writeString(file, text);
            assertThatThrownBy(() -> Study.load(file.toString(), Study.Options.NONE))
                    .as(text)
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessageContaining("is no study");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null"})
    void takesNoModesForNone(String modes) throws Exception {
        Path file = folder.resolve("mine.json");
        String base = SpecCodec.write(Runs.spec()).toString();
        Files.writeString(file, "{\"base\": " + base + ", \"modes\": " + modes + ", \"runs\": [{\"name\": \"a\"}]}");
        Study study = Study.load(file.toString(), Study.Options.NONE);
        assertThat(study.name()).isEqualTo("mine");
        assertThat(study.runs()).containsExactly(Runs.spec().withName("a"));
    }

    @Test
    void findsOneRunOfAStudy() {
        RunSpec run = Study.run("quickstart:minimal 10 bits", set("codebook.seed", "7")); // softmax has no codebook
        assertThat(run.name()).isEqualTo("minimal 10 bits");
        assertThat(run.codebook()).hasValueSatisfying(c -> assertThat(c.seed()).isEqualTo(7));
        assertThatThrownBy(() -> Study.run("quickstart:maximal", Study.Options.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("\"maximal\"")
                .hasMessageContaining("softmax, minimal 10 bits");
    }

    @Test
    void findsARunBySpecificationWhateverItsName() {
        Project project = Project.create(folder, "p");
        RunFolder run = project.create(Runs.spec());
        assertThat(project.find(Runs.spec())).contains(run);
        assertThat(Project.open(folder).find(Runs.spec().withName("other"))).contains(run);
        assertThat(project.find(Runs.spec().withSeed(2))).isEmpty();
        assertThatThrownBy(() -> project.create(Runs.spec())).hasMessageContaining("exists already");
    }
}
