package hammingway.base;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the program keeps what belongs to a person on a machine, not to a project: preferences, the engine that is used. */
public final class MachineFolder {
    private MachineFolder() {}

    /** {@code HAMMINGWAY_HOME}, or where the system keeps settings of programs. */
    public static Path ofUser() {
        return of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * The same for a given machine.
     *
     * @param system as the property {@code os.name} tells it
     * @param home   the user's home folder
     */
    public static Path of(Map<String, String> environment, String system, Path home) {
        Optional<Path> named = variable(environment, "HAMMINGWAY_HOME");
        if (named.isPresent()) {
            return named.get();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return variable(environment, "APPDATA").orElse(home).resolve("Hammingway");
        }
        if (name.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Hammingway");
        }
        return variable(environment, "XDG_CONFIG_HOME")
                .orElse(home.resolve(".config"))
                .resolve("hammingway");
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(v -> !v.isBlank())
                .map(Path::of);
    }
}
