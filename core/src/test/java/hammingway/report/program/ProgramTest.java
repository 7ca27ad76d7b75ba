package hammingway.report.program;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.torch.engine.DeviceProbe;
import hammingway.torch.engine.EngineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Citation and diagnostics. */
class ProgramTest {
    @TempDir
    Path folder;

    private final PersonalData ada = new PersonalData(
            Path.of("/home/ada"),
            "ada",
            List.of("difference", ""),
            List.of(Path.of("/srv/secret study"), Path.of("/srv/secret study/two")));

    @Test
    void theCitationIsWhatTheRepositorysFileSays() throws IOException {
        String cff = Files.readString(Path.of("..", "CITATION.cff"));
        Citation citation = Citation.ofThis();
        assertThat(Citation.of(cff)).isEqualTo(citation);
        assertThat(citation.authors()).containsExactly("The Hammingway developers");
        assertThat(citation.version()).isEqualTo("0.1.0");
        assertThat(citation.released()).isEqualTo(LocalDate.of(2026, 11, 28));
        assertThat(cff).startsWith("cff-version: 1.2.0\n").contains("Encoding the LLM Vocabulary Bottleneck");
        assertThat(citation.bibtex()).isEqualTo("""
                @software{hammingway,
                  author  = {{The Hammingway developers}},
                  title   = {{Hammingway: a workbench for error-correcting output codes in language models}},
                  version = {0.1.0},
                  year    = {2026},
                  month   = nov,
                  license = {Apache-2.0}
                }
                """);
        assertThat(citation.plain())
                .startsWith("The Hammingway developers (2026). Hammingway: ")
                .contains("(version 0.1.0)", "Apache-2.0");
    }

    @Test
    void namesAndFoldersAreHidden() {
        assertThat(ada.hide("Cannot read /home/ada/thesis/notes/tokenizer.json: denied"))
                .isEqualTo("Cannot read ~/\u2026/tokenizer.json: denied");
        assertThat(ada.hide("/srv/secret study/two/project.json, /srv/secret study/runs/x"))
                .isEqualTo("<project>/project.json, <project>/runs/x");
        assertThat(ada.hide("mounted at /media/acme/disk/model.safetensors."))
                .isEqualTo("mounted at \u2026/model.safetensors.");
        assertThat(ada.hide("C:\\Users\\Ada\\Acme\\x.npz and \\\\server\\acme\\y.npz"))
                .isEqualTo("\u2026/x.npz and \u2026/y.npz");
        assertThat(ada.hide("Ada on difference: a fact of Canada, ada."))
                .isEqualTo("<user> on <host>: a fact of Canada, <user>.");
        String trace =
                "at java.base/java.util.List.of(List.java:1)\n\tat app//hammingway.run.Worker.main(Worker.java:2)";
        assertThat(ada.hide(trace)).isEqualTo(trace);
        assertThat(ada.hide("3/4 of 10 tokens/s, and/or https://example.org/a/b"))
                .isEqualTo("3/4 of 10 tokens/s, and/or https://example.org/a/b");
    }

    @Test
    void diagnosticsTellVersionsEngineMachineAndTheLastErrors() throws IOException {
        Path log = Files.writeString(folder.resolve("window.log"), """
                2026-11-28 10:00:00.000 INFO  Workbench - all is well
                2026-11-28 10:00:01.000 ERROR Uncaught - not caught in /home/ada/thesis/x/y
                java.lang.IllegalStateException: no
                \tat hammingway.shell.Main.main(Main.java:1)
                2026-11-28 10:00:02.000 WARN  Workbench - a little
                2026-11-28 10:00:03.000 ERROR Worker - second
                """);
        List<String> errors = new LogFile(log).errors();
        assertThat(errors).hasSize(2);
        assertThat(errors.getFirst())
                .contains("IllegalStateException", "Main.java:1")
                .doesNotContain("a little");
        assertThat(new LogFile(folder.resolve("none")).errors()).isEmpty();

        Path kept = Files.writeString(
                folder.resolve("engine.json"),
                "{\"engine\": {\"type\": \"libtorch-folder\", \"path\": \"/home/ada/libtorch/gone\"}}");
        Diagnostics here = new Diagnostics(
                new EngineFile(kept),
                new DeviceProbe(Path.of("/"), List.of("no-such-program"), Duration.ofSeconds(1)),
                Map.of(),
                ada);
        String text = here.text(Optional.of("26.0.2"), errors);
        assertThat(text)
                .contains(
                        "Versions\n",
                        "Java " + Runtime.version(),
                        "JavaFX 26.0.2",
                        "DJL 0.36.0, built for libtorch 2.7.1")
                .contains("Engine\n", "cannot be used: ", "~/\u2026/gone")
                .contains("Machine\n", System.getProperty("os.arch"), "logical processors", "memory ", "heap ")
                .contains("Last errors\n", "ERROR Worker - second", "Main.java:1")
                .doesNotContain("ada", "thesis");
        assertThat(here.text(Optional.empty(), List.of()))
                .contains("Last errors\n  none")
                .doesNotContain("JavaFX");
    }
}
