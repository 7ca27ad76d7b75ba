package hammingway.cli;

import hammingway.run.Project;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which project a command works on. */
final class ProjectOption {
    @Option(
            names = {"-p", "--project"},
            paramLabel = "FOLDER",
            description =
                    "The project's folder; made when it is new. Default: quickstart in HAMMINGWAY_HOME, or in Hammingway of the home folder.")
    private Optional<Path> folder = Optional.empty();

    Project openOrCreate() {
        Path path = folder.orElseGet(Project::defaultFolder);
        Path name = path.toAbsolutePath().normalize().getFileName();
        return Project.openOrCreate(path, name == null ? "project" : name.toString());
    }

    Project open() {
        return Project.open(folder.orElseGet(Project::defaultFolder));
    }
}
