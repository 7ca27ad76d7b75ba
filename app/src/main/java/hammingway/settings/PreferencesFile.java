package hammingway.settings;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.MachineFolder;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        return new PreferencesFile(MachineFolder.ofUser().resolve("preferences.json"));
    }

    public Path path() {
        return file;
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
