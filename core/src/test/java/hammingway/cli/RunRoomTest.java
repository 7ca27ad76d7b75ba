package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.run.Project;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that no computer of today has room for is not started, and the user hears what it would take. */
class RunRoomTest {
    @TempDir
    Path folder;

    @Test
    void aRunWithoutRoomIsNotStarted() {
        StringWriter text = new StringWriter();
        String project = folder.resolve("project").toString();
        String[] arguments = {
            "run", "quickstart:softmax", "-p", project, "--set", "backbone.width=16384", "--set", "backbone.layers=96"
        };
        int code = Main.run(arguments, new PrintWriter(text, true), Optional.empty());
        assertThat(code).as(text.toString()).isEqualTo(1);
        assertThat(text.toString())
                .contains(
                        "The run is not started. Needs about ", "of memory; this computer has ", "choose ", "--anyway");
        assertThat(Project.open(Path.of(project)).runs())
                .hasSize(1)
                .allSatisfy(run -> assertThat(run.status().state().active()).isFalse());
    }
}
