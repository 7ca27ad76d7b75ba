package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue as a user types it. */
class QueueCommandTest {
    @TempDir
    Path folder;

    private Project project;
    private List<RunFolder> runs;

    @BeforeEach
    void makeRuns() {
        project = Project.create(folder.resolve("p"), "test");
        RunSpec spec = Study.run(
                "quickstart:softmax",
                new Study.Options(
                        "",
                        0.01,
                        1,
                        Map.of(
                                "data.source.megabytes", "0.1",
                                "evaluation.windows", "4",
                                "backbone.layers", "1",
                                "backbone.width", "32",
                                "device.threads", "1")));
        runs = List.of("a", "b", "c").stream()
                .map(n -> project.create(spec.withName(n).withSeed(n.charAt(0))))
                .toList();
    }

    private record Told(int code, String text) {}

    private Told queue(String... more) {
        List<String> arguments = new ArrayList<>(List.of("queue"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("-p", project.folder().toString()));
        StringWriter text = new StringWriter();
        int code = Main.run(arguments.toArray(String[]::new), new PrintWriter(text, true), Optional.empty());
        assertThat(text.toString()).doesNotContain("\tat ").doesNotContain("Exception");
        return new Told(code, text.toString());
    }

    private void assertOrder(Told told, String... names) {
        assertThat(told.code()).as(told.text()).isZero();
        assertThat(told.text()
                        .lines()
                        .filter(l -> l.matches(" *\\d+\\. .*"))
                        .map(l -> l.replaceFirst(".*-([abc])-[0-9a-f]{8}.*", "$1"))
                        .toList())
                .containsExactly(names);
    }

    @Test
    void theOrderIsChangedByWords() {
        assertThat(queue("list").text()).contains("The queue is empty.");
        assertOrder(queue("add", "a", "b", "c"), "a", "b", "c");
        assertOrder(queue("next", "c"), "c", "a", "b");
        assertOrder(queue("move", "c", "down"), "a", "c", "b");
        assertOrder(queue("move", "b", "1"), "b", "a", "c");
        assertOrder(queue("priority", "c", "high"), "c", "b", "a");
        assertOrder(queue("remove", "b"), "c", "a");
        Told paused = queue("pause");
        assertThat(paused.text()).contains("Paused").contains("No program moves the queue on");
        assertThat(queue("resume").text()).doesNotContain("Paused");
        assertThat(queue("retries", "3").code()).isZero();
        assertOrder(queue("list"), "c", "a");
        assertThat(queue("clear").text()).contains("The queue is empty.");
    }

    @Test
    void wrongWordsAreTold() {
        assertThat(queue("move", "a", "1").text()).contains("is not in the queue");
        queue("add", "a");
        assertThat(queue("move", "a", "0").text()).contains("PLACE = 0", "whole numbers from 1 on");
        assertThat(queue("add", "nothing").text()).contains("has no run \"nothing\"");
        assertThat(queue("priority", "a", "urgent").code()).isEqualTo(2);
        assertThat(queue("retries", "-1").code()).isEqualTo(1);
        assertThat(queue("why", "a").text()).contains("has no trouble: it is waiting");
        assertThat(queue("mend", "a", "1").text()).contains("There is no offer 1");
    }

    @Test
    void workingTheQueueEndsWhenNothingWaits() throws Exception {
        queue("add", "a", "b");
        Files.writeString(project.folder().resolve("queue.json"), "{");
        assertThat(queue("list").text()).contains("queue.damaged-1.json");
        queue("add", runs.get(0).path().resolve("spec.json").toString(), "b");
        Files.writeString(runs.get(1).path().resolve("spec.json"), "{\"name\": \"b\"}");
        Told worked = queue("work");
        assertThat(worked.code()).as(worked.text()).isEqualTo(1);
        assertThat(worked.text())
                .contains("a begins; 1 wait", "could not be started", "spec.json", "Nothing waits any more. Failed: 1");
        assertThat(runs.getFirst().evaluation().resolve("metrics.json")).exists();
        assertThat(queue("add", runs.getFirst().id()).text()).contains("is finished already");
    }
}
