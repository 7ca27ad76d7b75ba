package hammingway.cli;

import hammingway.base.UserPath;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A run as a command names it: its folder, or the name of one of the project's runs. */
final class RunArgument {
    private RunArgument() {}

    /** @param project opened only where the text is no run's folder */
    static RunFolder of(String text, Supplier<Project> project) {
        Path folder = UserPath.resolve(Path.of(""), text, "RUN");
        return Files.isRegularFile(folder.resolve("spec.json"))
                ? new RunFolder(folder.toAbsolutePath().normalize())
                : project.get().run(text);
    }
}
