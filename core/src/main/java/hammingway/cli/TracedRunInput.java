package hammingway.cli;

import hammingway.run.RunFolder;
import hammingway.run.TracedRun;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which evaluation a command looks into. */
final class TracedRunInput {
    @Mixin
    private ProjectOption project;

    @Option(
            names = "--on",
            paramLabel = "TEXT",
            description =
                    "A text that errors evaluate made traces of, by its name in texts; default: the validation text")
    private Optional<String> text = Optional.empty();

    /** Opens a run's traces by the run's name or folder. */
    TracedRun open(String run) {
        RunFolder folder = RunArgument.of(run, project::open);
        return text.map(t -> TracedRun.open(folder, t)).orElseGet(() -> TracedRun.open(folder));
    }
}
