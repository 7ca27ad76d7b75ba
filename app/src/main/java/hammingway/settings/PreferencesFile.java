package hammingway.settings;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where preferences are kept. A file that cannot be read never stops the start: it is set aside and told. */
public final class PreferencesFile {
    private final Path file;

    public PreferencesFile(Path file) {
        this.file = file;
    }

    /**
     * What was found.
     *
     * @param problem for the user, when the file could not be used
     */
    public record Loaded(Preferences preferences, Optional<String> problem) {}

    /** {@code preferences.json} in HAMMINGWAY_HOME, or where the system keeps settings of programs. */
    public static PreferencesFile ofUser() {
        return new PreferencesFile(
                folder(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")))
                        .resolve("preferences.json"));
    }

    static Path folder(Map<String, String> environment, String system, Path home) {
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

    public Loaded load() {
        if (!Files.exists(file)) {
            return new Loaded(Preferences.DEFAULT, Optional.empty());
        }
        try {
            return new Loaded(SpecCodec.read(Preferences.class, file), Optional.empty());
        } catch (WorkbenchException e) {
            return new Loaded(
                    Preferences.DEFAULT,
                    Optional.of(
                            "The window starts with its default preferences. " + setAside() + "\n" + e.getMessage()));
        }
    }

    private String setAside() {
        Path broken = file.resolveSibling(file.getFileName() + ".broken");
        try {
            Files.move(file, broken, StandardCopyOption.REPLACE_EXISTING);
            return "The file that cannot be used is now " + broken + ".";
        } catch (IOException e) {
            return String.valueOf(
                    AtomicFiles.failure("Cannot set aside", file, e).getMessage());
        }
    }

    /** @throws WorkbenchException when the file cannot be written */
    public void save(Preferences preferences) {
        Json.write(file, SpecCodec.write(preferences));
    }
}
