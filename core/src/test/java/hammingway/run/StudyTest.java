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
    @CsvSource({
        "quickstart, '', 9",
        "codes, '', 25",
        "tinyshakespeare, '', 6",
        "paper-pretrain, faithful, 5",
        "paper-pretrain, corrected, 5",
        "paper-finetune, faithful, 5",
        "paper-finetune, corrected, 5"
    })
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
        assertThat(Study.PRESETS)
                .containsExactly(
                        "quickstart", "codes", "paper-pretrain", "tinyshakespeare", "finetune", "paper-finetune");
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
        assertThat(study.runs()).hasSize(27);
        assertThat(study.runs()).allMatch(r -> r.training().steps() == 30);
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
                .hasMessageContaining(
                        "quickstart, codes, paper-pretrain, tinyshakespeare, finetune, paper-finetune, or a study file");
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

    private Study read(String fields) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, "{\"base\": " + SpecCodec.write(Runs.spec()) + ", " + fields + "}");
        return Study.load(file.toString(), Study.Options.NONE);
    }

    @Test
    void multipliesListsOfAlternatives() throws Exception {
        Study study = read("""
                "runs": [{"name": "alone", "set": {"seed": 9}}],
                "product": [[{"name": "a", "set": {"seed": 1, "training.steps": 13}}, {"name": "b", "set": {"seed": 2}}],
                            [{"name": "x"}, {"name": "y", "set": {"training.steps": 15}}, {"name": "z", "set": {"training.batch": 2}}]]
                """);
        assertThat(study.runs())
                .extracting(RunSpec::name)
                .containsExactly("alone", "a, x", "a, y", "a, z", "b, x", "b, y", "b, z");
        assertThat(study.runs()).extracting(RunSpec::seed).containsExactly(9L, 1L, 1L, 1L, 2L, 2L, 2L);
        assertThat(study.runs()).extracting(r -> r.training().steps()).containsExactly(30, 13, 15, 13, 30, 15, 30);
        assertThat(study.runs()).extracting(r -> r.training().batch()).containsExactly(4, 4, 4, 2, 4, 4, 2);
        assertThat(read("\"product\": [[{\"name\": \"only\"}]]").runs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~product~: {~a~: [{~name~: ~a~}]}|product: no list",
                "~product~: [[]]|product[0]: an empty list",
                "~product~: [[{~name~: ~a~}], {~name~: ~b~}]|product[1]: no list",
                "~product~: [{~name~: ~a~}]|product[0]: no list",
                "~product~: [[{~name~: ~a~, ~sett~: {}}]]|product[0]: unknown field sett",
                "~product~: [[{~name~: ~a~}, {~name~: ~a~}]]|two runs named",
                "~runs~: [{~name~: ~a~}, {~name~: ~a~}]|two runs named",
                "~runs~: 3, ~product~: [[{~name~: ~a~}]]|runs: no list",
                "~product~: [[{~name~: ~a~, ~set~: {~training.stepz~: 1}}]]|training.stepz",
            })
    void tellsWhatIsWrongWithAProduct(String fields, String told) {
        assertThatThrownBy(() -> read(fields.replace('~', '"')))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(told);
    }

    @Test
    void refusesAProductBeyondPatience() {
        String list = java.util.stream.IntStream.range(0, 11)
                .mapToObj(i -> "{\"name\": \"" + i + "\"}")
                .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
        assertThatThrownBy(() -> read("\"product\": [" + list + "," + list + "," + list + "]"))
                .hasMessageContaining("product[2]")
                .hasMessageContaining("more than 1000 runs");
    }

    private static String learned(String name, String from) {
        return "{\"name\": \"" + name
                + "\", \"set\": {\"codebook.family\": {\"type\": \"itq\", \"bits\": 12, \"source\": "
                + "{\"type\": \"softmax-run\", \"run\": \"" + from + "\"}}}}";
    }

    @Test
    void runsThatCodesAreMadeFromComeFirst() throws Exception {
        assertThat(read("\"runs\": [" + learned("a", "c") + ", {\"name\": \"b\"}, " + learned("c", "d")
                                + ", {\"name\": \"d\", \"set\": {\"seed\": 5}}]")
                        .runs())
                .extracting(RunSpec::name)
                .containsExactly("b", "d", "c", "a");
        assertThatThrownBy(() -> read("\"runs\": [" + learned("a", "b") + ", " + learned("b", "a") + "]"))
                .hasMessageContaining("the codebooks of a and b are made from each other");
        List<String> names = Study.load("quickstart", new Study.Options("", 1, 2, Map.of())).runs().stream()
                .map(RunSpec::name)
                .toList();
        assertThat(names.indexOf("softmax seed 2")).isLessThan(names.indexOf("learned 50 bits (softmax)"));
    }
}
