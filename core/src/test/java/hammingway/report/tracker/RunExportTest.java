package hammingway.report.tracker;

import static hammingway.report.RecordedRuns.START;
import static hammingway.report.RecordedRuns.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.report.RecordedRuns;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;

/** Exports read back: TensorBoard's by TensorFlow's classes, MLflow's by the rules of its file store. */
class RunExportTest {
    private static final int STEPS = 40;

    @TempDir
    Path folder;

    private Project project;

    @BeforeEach
    void create() {
        project = Project.create(folder.resolve("project"), "a \"hostile\"\n\u00fc \ud83d\ude00 name");
    }

    private RunExport.Result export(Tracker tracker) {
        return RunExport.write(tracker, project, project.runs(), out(tracker), Progress.NONE);
    }

    private Path out(Tracker tracker) {
        return folder.resolve("out").resolve(tracker.folder());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Path eventFile(Path run) throws IOException {
        List<Path> files = files(run);
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    /** Tag, step and value; times are checked on the way. */
    private static Map<String, Map<Long, Float>> scalars(Path file) throws Exception {
        Map<String, Map<Long, Float>> scalars = new TreeMap<>();
        for (Event e : EventFileTest.events(Files.readAllBytes(file))) {
            for (Summary.Value v : e.getSummary().getValueList()) {
                if (v.getValueCase() == Summary.Value.ValueCase.SIMPLE_VALUE) {
                    scalars.computeIfAbsent(v.getTag(), t -> new TreeMap<>()).put(e.getStep(), v.getSimpleValue());
                    if (v.getTag().equals("train/loss")) {
                        assertThat(e.getWallTime()).isEqualTo((START + e.getStep() * 100) / 1000.0);
                    }
                }
            }
        }
        return scalars;
    }

    @Test
    void tensorBoardHasEveryFigureAtItsStep() throws Exception {
        RecordedRuns.finished(project, RecordedRuns.spec(0), STEPS);
        RunExport.Result result = export(Tracker.TENSORBOARD);
        Path file = eventFile(result.written().getFirst());
        assertThat(file.getFileName().toString()).isEqualTo("events.out.tfevents." + START / 1000 + ".hammingway");
        Map<String, Map<Long, Float>> scalars = scalars(file);
        assertThat(scalars)
                .containsKeys(
                        "train/loss",
                        "train/learning_rate",
                        "train/gradient_norm",
                        "train/tokens_per_second",
                        "train/memory_bytes",
                        "validation/loss",
                        "validation/perplexity",
                        "validation/top1",
                        "validation/top5",
                        "evaluation/accuracy/top5",
                        "evaluation/decoders/logits/top1",
                        "evaluation/bands/ranks-0-1000/top5",
                        "evaluation/likelihood/perplexity");
        assertThat(scalars.get("train/loss")).hasSize(STEPS);
        for (int s = 1; s <= STEPS; s++) {
            assertThat(scalars.get("train/loss")).containsEntry((long) s, (float) loss(s));
        }
        assertThat(scalars.get("train/tokens_per_second")).containsEntry(1L, 4096f);
        assertThat(scalars.get("validation/loss"))
                .containsOnlyKeys(10L, 20L, 30L, 40L)
                .containsEntry(10L, (float) (loss(10) + 0.125));
        assertThat(scalars.get("evaluation/accuracy/top5")).isEqualTo(Map.of((long) STEPS, 0.8f));
    }

    /** {@code HParamsPluginData}: field 3 is the start, its field 1 the map of names to values; field 4 is the end. */
    @Test
    void tensorBoardHasTheSpecificationAsHyperparameters() throws Exception {
        RecordedRuns.finished(project, RecordedRuns.spec(0), STEPS);
        Path file = eventFile(export(Tracker.TENSORBOARD).written().getFirst());
        Map<String, Summary.Value> values = new TreeMap<>();
        for (Event e : EventFileTest.events(Files.readAllBytes(file))) {
            e.getSummary().getValueList().forEach(v -> values.put(v.getTag(), v));
        }
        var start = value(values, "_hparams_/session_start_info").getMetadata().getPluginData();
        assertThat(start.getPluginName()).isEqualTo("hparams");
        // a Struct is a map of names to values in field 1 as well
        var info = com.google.protobuf.UnknownFieldSet.parseFrom(start.getContent())
                .getField(3)
                .getLengthDelimitedList()
                .getFirst();
        Struct parameters = Struct.parseFrom(info);
        assertThat(parameters.getFieldsOrThrow("training.steps").getNumberValue())
                .isEqualTo(300);
        assertThat(parameters.getFieldsOrThrow("head.layer.type").getStringValue())
                .isEqualTo("softmax");
        assertThat(parameters.getFieldsOrThrow("head.layer.tied").getKindCase())
                .isEqualTo(com.google.protobuf.Value.KindCase.BOOL_VALUE);
        var end = com.google.protobuf.UnknownFieldSet.parseFrom(value(values, "_hparams_/session_end_info")
                        .getMetadata()
                        .getPluginData()
                        .getContent())
                .getField(4)
                .getLengthDelimitedList()
                .getFirst();
        assertThat(com.google.protobuf.UnknownFieldSet.parseFrom(end)
                        .getField(1)
                        .getVarintList())
                .containsExactly(1L);
        assertThat(value(values, "specification").getTensor().getStringVal(0).toStringUtf8())
                .startsWith("```json")
                .contains("\"steps\" : 300");
        assertThat(value(values, "environment").getTensor().getStringVal(0).toStringUtf8())
                .contains("Linux \\| amd64");
    }

    private static Summary.Value value(Map<String, Summary.Value> values, String tag) {
        assertThat(values).containsKey(tag);
        return values.getOrDefault(tag, Summary.Value.getDefaultInstance());
    }

    /** What a run did after the checkpoint that it was continued from is void. */
    @Test
    void stepsThatWereDoneAgainAppearOnce() throws Exception {
        RunFolder run = project.create(RecordedRuns.spec(1));
        String first = RecordedRuns.started(0, 3) + RecordedRuns.step(1) + RecordedRuns.step(2);
        String again = RecordedRuns.started(1, 3) + RecordedRuns.step(2).replace("\"loss\":3.5", "\"loss\":9.0");
        RecordedRuns.events(run, first + again);
        Path file = eventFile(export(Tracker.TENSORBOARD).written().getFirst());
        assertThat(scalars(file).get("train/loss")).isEqualTo(Map.of(1L, 6f, 2L, 9f));
    }

    @Test
    void mlFlowReadsTheLayout() throws Exception {
        RunFolder run = RecordedRuns.finished(project, RecordedRuns.spec(0), STEPS);
        RunExport.Result result = export(Tracker.MLFLOW);
        Path home = result.written().getFirst();
        assertThat(home.getFileName().toString()).matches("[0-9a-f]{32}");
        assertThat(home.resolveSibling("").getFileName().toString()).matches("[1-9]\\d{17}");
        Map<String, String> experiment = yaml(home.resolveSibling("meta.yaml"));
        assertThat(experiment)
                .containsEntry("name", project.name())
                .containsEntry("lifecycle_stage", "active")
                .containsEntry(
                        "experiment_id", home.resolveSibling("").getFileName().toString());
        Map<String, String> meta = yaml(home.resolve("meta.yaml"));
        assertThat(meta)
                .containsEntry("run_id", home.getFileName().toString())
                .containsEntry("run_uuid", home.getFileName().toString())
                .containsEntry("experiment_id", experiment.get("experiment_id"))
                .containsEntry("run_name", "softmax")
                .containsEntry("status", "3")
                .containsEntry("start_time", String.valueOf(START))
                .containsEntry(
                        "artifact_uri",
                        home.resolve("artifacts").toUri().toString().replaceFirst("/$", ""));
        assertThat(home.resolve("params/training.steps")).hasContent("300");
        assertThat(home.resolve("tags/mlflow.runName")).hasContent("softmax");
        assertThat(home.resolve("tags/hammingway.run")).hasContent(run.id());
        List<String> expected = new ArrayList<>();
        for (int s = 1; s <= STEPS; s++) {
            expected.add((START + s * 100L) + " " + loss(s) + " " + s);
        }
        assertThat(Files.readAllLines(home.resolve("metrics/train/loss"))).isEqualTo(expected);
        assertThat(Files.readAllLines(home.resolve("metrics/evaluation/accuracy/top5")))
                .containsExactly((START + STEPS * 100L + 50) + " 0.8 " + STEPS);
        assertThat(Files.mismatch(
                        home.resolve("artifacts/spec.json"), run.path().resolve("spec.json")))
                .isEqualTo(-1);
        for (Path file : files(home)) {
            String name = home.relativize(file).toString().replace('\\', '/');
            assertThat(name).as("MLflow's characters").matches("[\\w\\-./ ]+");
        }
    }

    /** The YAML that is written: one level, texts in double quotes with JSON's escapes and that of long code points. */
    private static Map<String, String> yaml(Path file) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(": ", 2);
            assertThat(parts[1]).as(line).matches("-?\\d+|null|\\[]|\"[ -~]*\"");
            String value = parts[1];
            if (value.startsWith("\"")) {
                value = java.util.regex.Pattern.compile("\\\\U([0-9a-f]{8})")
                        .matcher(value)
                        .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
                value = Json.parse(file, value).asText();
            }
            fields.put(parts[0], value);
        }
        return fields;
    }

    @Test
    void namesThatMlFlowRefusesBecomeOnesThatItTakes() {
        assertThat(MlFlowFiles.allowed("train/loss")).isEqualTo("train/loss");
        assertThat(MlFlowFiles.allowed("data.source.type")).isEqualTo("data.source.type");
        assertThat(MlFlowFiles.allowed("a:b*\u03b1\\c")).isEqualTo("a_b___c");
        assertThat(MlFlowFiles.allowed("../../etc")).isEqualTo("_/_/etc");
        assertThat(MlFlowFiles.allowed("/a//./b/..")).isEqualTo("_/a/_/_/b/_");
    }

    @Test
    void aSecondExportReplacesAndNeverDoubles() throws Exception {
        RunFolder run = RecordedRuns.finished(project, RecordedRuns.spec(0), STEPS);
        RecordedRuns.finished(project, RecordedRuns.spec(1), 10);
        for (Tracker tracker : Tracker.values()) {
            RunExport.Result first = export(tracker);
            assertThat(first.replaced()).isEmpty();
            List<Path> before = files(out(tracker));
            RunExport.Result second = export(tracker);
            assertThat(second.replaced()).isEqualTo(first.written()).hasSize(2);
            assertThat(files(out(tracker))).isEqualTo(before);
        }
        // made again later on: its time, and so its file's name, is another
        RecordedRuns.events(
                run, RecordedRuns.started(0, 1).replace(String.valueOf(START), String.valueOf(START + 5000)));
        export(Tracker.TENSORBOARD);
        assertThat(eventFile(out(Tracker.TENSORBOARD).resolve(run.id())).toString())
                .endsWith("." + (START / 1000 + 5) + ".hammingway");
    }

    @Test
    void copiesOfARunStayTwo() throws Exception {
        RunFolder run = RecordedRuns.finished(project, RecordedRuns.spec(0), 2);
        Path copy = run.path().resolveSibling("copy");
        Files.createDirectories(copy);
        Files.copy(run.path().resolve("spec.json"), copy.resolve("spec.json"));
        assertThat(export(Tracker.MLFLOW).written()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void otherPeoplesFoldersAreRefusedAndLeftAlone() throws Exception {
        RecordedRuns.finished(project, RecordedRuns.spec(0), 2);
        Path theirs = out(Tracker.TENSORBOARD);
        Files.createDirectories(theirs);
        Files.writeString(theirs.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> export(Tracker.TENSORBOARD))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(theirs.toString())
                .hasMessageContaining("not empty");
        assertThat(files(theirs)).containsExactly(theirs.resolve("thesis.txt"));
        export(Tracker.CSV);
        assertThatThrownBy(
                        () -> RunExport.write(Tracker.MLFLOW, project, project.runs(), out(Tracker.CSV), Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("CSV");
    }

    @Test
    void aDamagedRunIsToldAndTheOthersAreWritten() throws Exception {
        RunFolder good = RecordedRuns.finished(project, RecordedRuns.spec(0), 2);
        RunFolder bad = RecordedRuns.finished(project, RecordedRuns.spec(1), 2);
        Files.writeString(bad.path().resolve("spec.json"), "{");
        RunExport.Result result = export(Tracker.CSV);
        assertThat(result.written()).containsExactly(out(Tracker.CSV).resolve(good.id()));
        assertThat(result.leftOut()).singleElement().asString().contains(bad.id(), "spec.json");
        assertThat(result.summary()).contains("1 run ", "1 could not be read");
        assertThat(Files.readAllLines(out(Tracker.CSV).resolve(good.id()).resolve("steps.csv")))
                .containsExactly(
                        "step,time,loss,learning_rate,gradient_norm,tokens_per_second,memory_bytes",
                        "1," + (START + 100) + ",6.0,0.001,1.5,4096.0,1.000000001E9",
                        "2," + (START + 200) + ",3.5,0.001,1.5,4096.0,1.000000002E9");
    }

    @Test
    void aCancelledExportStopsBetweenRuns() {
        RecordedRuns.finished(project, RecordedRuns.spec(0), 2);
        Progress cancelled = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> RunExport.write(Tracker.CSV, project, project.runs(), out(Tracker.CSV), cancelled))
                .isInstanceOf(Progress.CancelledException.class);
    }
}
